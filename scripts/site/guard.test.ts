import { deepEqual, equal } from "node:assert/strict";
import type { IncomingHttpHeaders } from "node:http";
import { test } from "node:test";
import { createPeers } from "#protocol/peers";
import { refuseCall, settleClient } from "./guard.ts";

const peers = createPeers({ allowedHosts: ["lab.example.com"], allowedOrigins: [], trustedProxies: ["10.0.0.1"] });

function settled(headers: IncomingHttpHeaders, from: string): IncomingHttpHeaders {
  settleClient(headers, from, peers);
  return headers;
}

test("two forged addresses from one socket are one client", () => {
  const forged = { "x-forwarded-for": "1.2.3.4", "x-forwarded-host": "evil.example", "x-real-ip": "5.6.7.8" };
  deepEqual(settled({ ...forged }, "203.0.113.9"), { "x-forwarded-for": "203.0.113.9" });
  deepEqual(settled({ "x-forwarded-for": "4.3.2.1" }, "203.0.113.9"), { "x-forwarded-for": "203.0.113.9" });
});

test("a trusted proxy is believed about the hop before it, and about nothing a visitor wrote before that", () => {
  const headers = { "x-forwarded-for": "1.2.3.4, 203.0.113.9", "x-forwarded-proto": "https" };
  deepEqual(settled(headers, "10.0.0.1"), { "x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https" });
});

const asked = (path: string, headers: IncomingHttpHeaders = {}, method = "POST") =>
  refuseCall({ method, path, headers: { host: "localhost:3000", ...headers } }, peers, 3000)?.code ?? null;

test("our own page may call, from our own address and from the one that is allowed", () => {
  equal(asked("/api/runs", { origin: "http://localhost:3000" }), null);
  equal(asked("/api/runs", { host: "lab.example.com" }), null);
  equal(asked("/api/runs"), null);
});

test("a foreign page, a sandboxed frame and a foreign name are refused", () => {
  equal(asked("/api/runs", { origin: "http://evil.example" }), "forbidden-origin");
  equal(asked("/api/runs", { origin: "null" }), "forbidden-origin");
  equal(asked("/api/runs", { host: "evil.example" }), "misdirected-host");
});

test("there is one call, and it is a POST", () => {
  equal(asked("/api/runs", {}, "GET"), "method-not-allowed");
  equal(asked("/api/other"), "not-found");
  equal(asked("/ko", { host: "evil.example" }, "GET"), null);
});
