// A small server; it prints its port and ends when it is told to.
import { createServer } from "node:http";

const server = createServer((request, response) => {
  if (request.url === "/end") {
    response.end("bye");
    setTimeout(() => process.exit(0), 20);
    return;
  }
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ url: request.url, at: "here", list: [1, 2, 3] }));
}).listen(0, "127.0.0.1", () => console.log(server.address().port));
