import { doesNotMatch, equal, match, notEqual } from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { inlineScripts, policyOf, readPolicies } from "./policy.ts";

const page = `<script src="/a.js" async=""></script><script>one()</script><script id="x">two("</b>")</script>`;
const sha = (code: string) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`;

test("only what stands between the tags of a script without a source is inline", () => {
  equal(inlineScripts(page).join("|"), 'one()|two("</b>")');
});

test("a page allows its own inline scripts by hash, and no other inline code", () => {
  const policy = policyOf(page, "/ko");
  equal(/script-src ([^;]*)/.exec(policy)?.[1], `'self' ${sha("one()")} ${sha('two("</b>")')}`);
  doesNotMatch(policy, /unsafe|https?:|\*/);
});

test("inline styles are allowed where the editor is, and nowhere else", () => {
  match(policyOf(page, "/ko/lessons/semaphore"), /style-src 'self' 'unsafe-inline'/);
  match(policyOf(page, "/en/play"), /style-src 'self' 'unsafe-inline'/);
  match(policyOf(page, "/en/glossary"), /style-src 'self';/);
});

test("a path that was never built gets the policy of the error pages", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "policies-"));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "ko"));
  writeFileSync(join(folder, "ko.html"), "<script>home()</script>");
  writeFileSync(join(folder, "ko", "play.html"), "<script>play()</script>");
  writeFileSync(join(folder, "_not-found.html"), "<script>missing()</script>");
  const policyFor = readPolicies(folder);
  equal(policyFor("/ko"), policyFor("/ko/"));
  notEqual(policyFor("/ko"), policyFor("/ko/play"));
  match(policyFor("/ko/zzz"), new RegExp(sha("missing()").replaceAll(/[+/]/g, "\\$&")));
});
