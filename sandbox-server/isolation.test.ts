import assert from "node:assert/strict";
import { test } from "node:test";
import { readSettings } from "#protocol/settings";
import { chooseIsolation, reachableFromOutside } from "./isolation.ts";

const settings = (env: Record<string, string>) => readSettings(env, { cores: 2, memoryBytes: 4e9 });
const none = { folder: "/", names: [] };

test("by default nothing but this machine can reach Looplab", () => {
  assert.deepEqual(reachableFromOutside(settings({})), []);
  assert.deepEqual(
    reachableFromOutside(
      settings({
        HOST: "localhost",
        SANDBOX_HOST: "::1",
        ALLOWED_HOSTS: "localhost:8080",
        ALLOWED_ORIGINS: "http://127.0.0.1:8080",
      }),
    ),
    [],
  );
});

for (const [name, value] of Object.entries({
  HOST: "0.0.0.0",
  SANDBOX_HOST: "::",
  ALLOWED_HOSTS: "localhost, lab.example.com",
  ALLOWED_ORIGINS: "https://lab.example.com",
  TRUSTED_PROXIES: "127.0.0.1, 10.0.0.0/8",
})) {
  test(`${name}=${value} says that somebody else can`, () => {
    assert.deepEqual(reachableFromOutside(settings({ [name]: value })), [name]);
  });
}

/** As on a machine without bubblewrap. */
async function withoutBubblewrap<T>(work: () => Promise<T>): Promise<T> {
  const { PATH } = process.env;
  process.env.PATH = "/nowhere";
  try {
    return await work();
  } finally {
    process.env.PATH = PATH;
  }
}

test("auto without bubblewrap runs without walls on loopback only, with a warning, and refuses to start elsewhere", async () => {
  await withoutBubblewrap(async () => {
    const chosen = await chooseIsolation(settings({}), none);
    assert.equal(chosen.isolation, "process");
    assert.ok(chosen.maker);
    assert.match(chosen.warning ?? "", /WITHOUT ISOLATION \(bubblewrap cells need/);
    await chosen.maker.close();
    await assert.rejects(
      chooseIsolation(settings({ HOST: "0.0.0.0" }), none),
      /HOST says otherwise.*asks for it by name/s,
    );
  });
});

test("bubblewrap asked for by name and not to be had refuses every run and says what is missing", async () => {
  await withoutBubblewrap(async () => {
    const chosen = await chooseIsolation(settings({ SANDBOX_ISOLATION: "bubblewrap" }), none);
    assert.equal(chosen.maker, null);
    assert.ok("missing" in chosen && /^bubblewrap cells need /.test(chosen.missing));
  });
});

test("process asked for by name is given anywhere", async () => {
  const chosen = await chooseIsolation(settings({ SANDBOX_ISOLATION: "process", HOST: "0.0.0.0" }), none);
  assert.equal(chosen.isolation, "process");
  await chosen.maker?.close();
});
