import { category } from "./attack.ts";

const tell = `import { tell } from "./tell.ts";\n`;
const dial = `${tell} import net from "node:net"; const dial = (options: net.NetConnectOpts) => () => new Promise((resolve, reject) => net.connect({ timeout: 1000, ...options } as net.NetConnectOpts, () => resolve("connected")).on("data", (data) => resolve("said " + data)).on("error", reject).on("timeout", () => reject(new Error("no answer"))));\n`;
const nowhere = "(ENETUNREACH|ECONNREFUSED|EADDRNOTAVAIL|EHOSTUNREACH|EACCES)";

category("the network and the host's loopback", {
  "a program asks the host's own web server": {
    code: `${tell} const get = (host: string) => async () => (await fetch("http://" + host + ":$WEB_PORT")).text();
      await tell({ v4: get("127.0.0.1"), name: get("localhost"), v6: get("[::1]"), any: get("0.0.0.0"), other: get("127.0.0.2") });`,
    reason: "finished",
    says: /^(v4|name|v6|any|other): ECONNREFUSED$/m,
  },
  "a program asks the sandbox-server itself": {
    code: `${tell} const ask = (path: string) => async () => (await fetch("http://127.0.0.1:$SERVER_PORT" + path)).text();
      await tell({ live: ask("/health/live"), metrics: ask("/metrics"), run: async () => (await fetch("http://127.0.0.1:$SERVER_PORT/api/runs", { method: "POST", headers: { "content-type": "application/json" }, body: "{}" })).text() });`,
    reason: "finished",
    says: "live: ECONNREFUSED\nmetrics: ECONNREFUSED\nrun: ECONNREFUSED\n",
  },
  "a program scans loopback": {
    code: `import net from "node:net"; const ports = [...Array(8_000).keys(), $WEB_PORT, $SERVER_PORT].slice(1); let open = 0; let left = ports.length;
      const next = () => { const port = ports.shift(); if (port === undefined) return; net.connect(port, "127.0.0.1").on("connect", function () { open++; this.destroy() }).on("error", () => {}).on("close", () => { if (--left === 0) console.log("open", open); next() }) };
      for (let i = 0; i < 200; i++) next();`,
    with: { limits: { wallMs: 20_000 } },
    reason: ["finished", "timeout"],
    says: /^(open 0\n)?$/,
  },
  "a program calls out": {
    code: `${dial} await tell({ dns: dial({ host: "1.1.1.1", port: 53 }), web: dial({ host: "93.184.215.14", port: 80 }), v6: dial({ host: "2606:4700:4700::1111", port: 443 }), doc: dial({ host: "192.0.2.1", port: 80 }) });`,
    reason: "finished",
    says: new RegExp(`^dns: ${nowhere}\nweb: ${nowhere}\nv6: ${nowhere}\ndoc: ${nowhere}\n$`),
  },
  "a program asks the cloud who it is": {
    code: `${dial} await tell({ metadata: dial({ host: "169.254.169.254", port: 80 }), google: dial({ host: "169.254.169.253", port: 80 }), v6: dial({ host: "fd00:ec2::254", port: 80 }), docker: dial({ host: "172.17.0.1", port: 80 }), private: dial({ host: "10.0.0.1", port: 80 }) });`,
    reason: "finished",
    says: new RegExp(
      `^metadata: ${nowhere}\ngoogle: ${nowhere}\nv6: ${nowhere}\ndocker: ${nowhere}\nprivate: ${nowhere}\n$`,
    ),
  },
  "a program looks names up": {
    code: `${tell} import dns from "node:dns/promises"; const resolver = new dns.Resolver({ timeout: 200, tries: 1 }); resolver.setServers(["8.8.8.8"]);
      await tell({ lookup: () => dns.lookup("example.com"), host: () => dns.lookup("host.docker.internal"), resolve: () => resolver.resolve4("example.com"), reverse: () => dns.reverse("8.8.8.8") });`,
    reason: "finished",
    says: /^lookup: (EAI_AGAIN|ENOTFOUND)\nhost: (EAI_AGAIN|ENOTFOUND)\nresolve: E\w+\nreverse: E\w+\n$/,
  },
  "a program sends datagrams": {
    code: `${tell} import dgram from "node:dgram"; const send = (to: string, set = (_: dgram.Socket) => {}) => () => new Promise((resolve, reject) => { const socket = dgram.createSocket("udp4"); socket.bind(0, () => { set(socket); socket.send("x", 53, to, (error) => error ? reject(error) : resolve("sent")) }) });
      await tell({ out: send("8.8.8.8"), broadcast: send("255.255.255.255", (socket) => socket.setBroadcast(true)), multicast: send("224.0.0.1") });`,
    reason: "finished",
    says: /^out: ENETUNREACH\nbroadcast: ENETUNREACH\nmulticast: ENETUNREACH\n$/,
  },
  "a program knocks at the host's unix sockets": {
    code: `${dial} await tell({ abstract: dial({ path: "\\0$ABSTRACT" }), uid: dial({ path: "\\0cell-uid-60578" }), docker: dial({ path: "/var/run/docker.sock" }), dbus: dial({ path: "/run/dbus/system_bus_socket" }), own: dial({ path: "$FOLDER/none.sock" }) });`,
    reason: "finished",
    says: /^abstract: E\w+\nuid: E\w+\ndocker: E\w+\ndbus: E\w+\nown: E\w+\n$/,
  },
  "a program listens on every address there is": {
    code: `${tell} import net from "node:net"; const listen = (port: number, host: string) => () => new Promise((resolve, reject) => net.createServer().on("error", reject).listen(port, host, () => resolve("listens")));
      await tell({ any: listen(0, "0.0.0.0"), all: listen(0, "::"), low: listen(80, "127.0.0.1"), theirs: listen(Number("$SERVER_PORT"), "127.0.0.1"), foreign: listen(0, "192.168.0.1") });`,
    reason: "finished",
    // Its own loopback is its own: the server's port is free there.
    says: "any: listens\nall: listens\nlow: EACCES\ntheirs: listens\nforeign: EADDRNOTAVAIL\n",
  },
  "a program looks at the interfaces": {
    code: `import os from "node:os"; console.log(Object.entries(os.networkInterfaces()).map(([name, all]) => name + " " + all!.map(({ address }) => address).join()).join("; "))`,
    reason: "finished",
    says: /^lo 127\.0\.0\.1,::1\n$/,
  },
  "a program lies about addresses": {
    code: `${tell} import http from "node:http"; const get = (options: http.RequestOptions) => () => new Promise((resolve, reject) => http.get({ timeout: 1000, ...options }, (response) => resolve(response.statusCode)).on("error", reject));
      await tell({ lookup: get({ host: "example.com", port: $WEB_PORT, lookup: (_host, _options, done) => (done as (error: null, all: { address: string; family: number }[]) => void)(null, [{ address: "127.0.0.1", family: 4 }]) }),
        hex: get({ host: "0x7f000001", port: $WEB_PORT }), decimal: get({ host: "2130706433", port: $WEB_PORT }), mapped: get({ host: "::ffff:127.0.0.1", port: $WEB_PORT }), local: get({ host: "127.0.0.1", port: $WEB_PORT, localAddress: "192.168.0.1" }) });`,
    reason: "finished",
    says: /^lookup: ECONNREFUSED\nhex: E\w+\ndecimal: E\w+\nmapped: E\w+\nlocal: E\w+\n$/,
  },
  "a program opens web sockets and event streams outwards": {
    code: `${tell} const open = (url: string) => () => new Promise((resolve, reject) => { const socket = new WebSocket(url); socket.onopen = () => resolve("open"); socket.onerror = () => reject(new Error("refused")) });
      await tell({ host: open("ws://127.0.0.1:$WEB_PORT"), out: open("wss://example.com") });`,
    reason: "finished",
    says: "host: Error: refused\nout: Error: refused\n",
  },
  "a program talks to itself": {
    code: `import http from "node:http"; const server = http.createServer((_, response) => response.end("me")).listen(0, async () => { console.log(await (await fetch("http://localhost:" + (server.address() as any).port)).text()); server.close() });`,
    reason: "finished",
    says: "me\n",
  },
});
