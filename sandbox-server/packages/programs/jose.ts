import assert from "node:assert/strict";
import { errors, generateKeyPair, jwtVerify, SignJWT } from "jose";

const secret = new TextEncoder().encode(
  "a secret of at least thirty-two bytes",
);
const token = await new SignJWT({ role: "admin" })
  .setProtectedHeader({ alg: "HS256" })
  .setAudience("orders")
  .setExpirationTime("5m")
  .sign(secret);
assert.equal(
  (await jwtVerify(token, secret, { audience: "orders" })).payload.role,
  "admin",
);
await assert.rejects(
  jwtVerify(token, secret, { audience: "payments" }),
  errors.JWTClaimValidationFailed,
);
assert.equal((await generateKeyPair("EdDSA")).privateKey.type, "private");
