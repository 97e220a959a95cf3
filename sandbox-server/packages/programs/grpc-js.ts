import assert from "node:assert/strict";
import {
  Client,
  credentials,
  type handleUnaryCall,
  Server,
  ServerCredentials,
  status,
} from "@grpc/grpc-js";

const toBytes = (text: string) => Buffer.from(text);
const toText = (bytes: Buffer) => bytes.toString();
const definition = {
  shout: {
    path: "/Words/Shout",
    requestStream: false,
    responseStream: false,
    requestSerialize: toBytes,
    requestDeserialize: toText,
    responseSerialize: toBytes,
    responseDeserialize: toText,
  },
};
const shout: handleUnaryCall<string, string> = ({ request }, answer) =>
  request === "?"
    ? answer({ code: status.INVALID_ARGUMENT })
    : answer(null, request.toUpperCase());

const server = new Server();
server.addService(definition, { shout });
const port = await new Promise<number>((resolve, reject) =>
  server.bindAsync(
    "127.0.0.1:0",
    ServerCredentials.createInsecure(),
    (error, port) => (error ? reject(error) : resolve(port)),
  ),
);
const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
const call = (word: string) =>
  new Promise((resolve, reject) =>
    client.makeUnaryRequest(
      definition.shout.path,
      toBytes,
      toText,
      word,
      (error, answer) => (error ? reject(error) : resolve(answer)),
    ),
  );
assert.equal(await call("hello"), "HELLO");
await assert.rejects(call("?"), { code: status.INVALID_ARGUMENT });
client.close();
server.forceShutdown();
