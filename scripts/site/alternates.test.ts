import { equal } from "node:assert/strict";
import { test } from "node:test";
import { createPeers } from "#protocol/peers";
import { alternatesOf } from "./alternates.ts";

const peers = createPeers({ allowedHosts: ["lab.example.com"], allowedOrigins: [], trustedProxies: [] });

test("a page names both its languages with whole addresses, as it was asked for", () => {
  equal(
    alternatesOf("/ko/play", { host: "lab.example.com", "x-forwarded-proto": "https" }, peers, 3000),
    '<https://lab.example.com/ko/play>; rel="alternate"; hreflang="ko", ' +
      '<https://lab.example.com/en/play>; rel="alternate"; hreflang="en"',
  );
});

test("no address is built from a host that is not ours, nor for what is no page", () => {
  equal(alternatesOf("/ko", { host: "evil.example" }, peers, 3000), null);
  equal(alternatesOf("/api/runs", { host: "localhost:3000" }, peers, 3000), null);
  equal(alternatesOf("/ko/a\r\nb", { host: "localhost:3000" }, peers, 3000), null);
});
