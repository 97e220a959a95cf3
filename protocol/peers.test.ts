import assert from "node:assert/strict";
import { test } from "node:test";
import { createPeers, isLoopbackHost, isLoopbackNetwork } from "./peers.ts";

const byDefault = createPeers({ allowedHosts: [], allowedOrigins: [], trustedProxies: ["127.0.0.0/8", "::1/128"] });
const behindProxy = createPeers({
  allowedHosts: ["lab.example.com", "other.example.com:8443"],
  allowedOrigins: ["https://lab.example.com"],
  trustedProxies: ["10.0.0.0/8", "fd00::/8"],
});

test("without a forwarded header the client is the socket's address, in one form", () => {
  assert.equal(byDefault.clientOf("::ffff:192.0.2.7", undefined), "192.0.2.7");
  assert.equal(byDefault.clientOf("2001:DB8::1", undefined), "2001:db8::1");
});

test("a peer nobody trusts cannot name another client", () => {
  assert.equal(behindProxy.clientOf("192.0.2.7", "198.51.100.1"), "192.0.2.7");
  assert.equal(behindProxy.clientOf("127.0.0.1", "198.51.100.1"), "127.0.0.1");
});

test("a visitor's own entries before the trusted hop's are not believed", () => {
  assert.equal(behindProxy.clientOf("10.0.0.2", "1.2.3.4, 198.51.100.1"), "198.51.100.1");
  assert.equal(behindProxy.clientOf("::ffff:10.0.0.2", "forged, 198.51.100.1"), "198.51.100.1");
});

test("a chain of trusted hops is followed to the first address outside it", () => {
  assert.equal(behindProxy.clientOf("10.0.0.2", "1.2.3.4, 198.51.100.1, 10.9.9.9"), "198.51.100.1");
  assert.equal(behindProxy.clientOf("fd00::2", ["1.2.3.4", "198.51.100.1, fd00::3"]), "198.51.100.1");
  assert.equal(behindProxy.clientOf("10.0.0.2", "10.0.0.3"), "10.0.0.3");
});

test("an entry that is no address ends the chain at the hop that added it", () => {
  assert.equal(behindProxy.clientOf("10.0.0.2", "198.51.100.1, nonsense"), "10.0.0.2");
  assert.equal(behindProxy.clientOf("10.0.0.2", ""), "10.0.0.2");
});

test("a proxy may add a port to the address", () => {
  assert.equal(behindProxy.clientOf("10.0.0.2", "198.51.100.1:5000"), "198.51.100.1");
  assert.equal(behindProxy.clientOf("10.0.0.2", "[2001:db8::5]:5000"), "2001:db8::5");
});

test("the own port is allowed under its three loopback names and no other port is", () => {
  for (const host of ["127.0.0.1:4000", "localhost:4000", "LOCALHOST:4000", "[::1]:4000"]) {
    assert.ok(byDefault.allowsHost(host, 4000), host);
    assert.ok(byDefault.allowsOrigin(`http://${host}`, 4000), host);
  }
  for (const host of [
    "127.0.0.1:4001",
    "localhost",
    "evil.example:4000",
    "127.0.0.1.evil.example:4000",
    "[::2]:4000",
  ]) {
    assert.ok(!byDefault.allowsHost(host, 4000), host);
    assert.ok(!byDefault.allowsOrigin(`http://${host}`, 4000), host);
  }
  assert.ok(!byDefault.allowsHost(undefined, 4000));
});

test("on port 80 the name alone is the own host", () => {
  assert.ok(byDefault.allowsHost("localhost", 80));
  assert.ok(byDefault.allowsOrigin("http://127.0.0.1", 80));
});

test("a listed host counts on every port, a listed host with a port on that one", () => {
  assert.ok(behindProxy.allowsHost("lab.example.com", 4000));
  assert.ok(behindProxy.allowsHost("Lab.Example.com:8080", 4000));
  assert.ok(behindProxy.allowsHost("other.example.com:8443", 4000));
  assert.ok(!behindProxy.allowsHost("other.example.com", 4000));
});

test("no Origin is fine, null and foreign ones are not, a listed one is", () => {
  assert.ok(byDefault.allowsOrigin(undefined, 4000));
  for (const origin of ["null", "", "https://localhost:4000", "http://localhost:3000", "http://evil.example"]) {
    assert.ok(!byDefault.allowsOrigin(origin, 4000), origin);
  }
  assert.ok(behindProxy.allowsOrigin("https://lab.example.com", 4000));
  assert.ok(!behindProxy.allowsOrigin("http://lab.example.com", 4000));
});

test("loopback is known by address, by name and by range", () => {
  for (const host of ["127.0.0.1", "127.8.9.1", "localhost", "::1", "[::1]"]) assert.ok(isLoopbackHost(host), host);
  for (const host of ["0.0.0.0", "::", "10.0.0.1", "localhost.example.com"]) assert.ok(!isLoopbackHost(host), host);
  for (const range of ["127.0.0.0/8", "127.0.0.1", "::1/128"]) assert.ok(isLoopbackNetwork(range), range);
  for (const range of ["127.0.0.0/7", "::1/64", "10.0.0.0/8"]) assert.ok(!isLoopbackNetwork(range), range);
});
