import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The content policy of each page. Pages are static, so no nonce can be put into them; instead every inline
 * script of the built file (Next's own data, and ours for the theme) is allowed by its hash and nothing else is.
 * Navigation loads whole documents, so each page lives under its own policy: only where the editor is, inline
 * styles are allowed too, because Monaco positions its lines with them. No page may load from another origin.
 */
const withEditor = /^\/\w+\/(?:lessons\/|play$)/;

export function policyOf(html: string, path: string): string {
  const hashes = [...new Set(inlineScripts(html).map(hash))];
  const editor = withEditor.test(path);
  return [
    "default-src 'none'",
    `script-src 'self' ${hashes.join(" ")}`.trimEnd(),
    `style-src 'self'${editor ? " 'unsafe-inline'" : ""}`,
    // Monaco's style sheet draws its squiggles as data.
    `img-src 'self'${editor ? " data:" : ""}`,
    "font-src 'self'",
    "connect-src 'self'",
    `worker-src ${editor ? "'self'" : "'none'"}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export const inlineScripts = (html: string): string[] =>
  [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, code = ""]) => code);

const hash = (code: string) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`;

/** A worker lives under the policy of its own file; any other asset ignores it. */
const assetPolicy = "default-src 'self'";

/** While developing, Next evaluates code, inlines styles and talks to itself over a socket. */
export const developmentPolicy =
  "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob: ws:; object-src 'none'; frame-ancestors 'none'";

/** For every path its policy, from the pages Next has built; a path that was not built gets that of the error pages. */
export function readPolicies(builtPages: string): (path: string) => string {
  const pages = new Map<string, string>();
  for (const file of readdirSync(builtPages, { recursive: true, encoding: "utf8" })) {
    if (file.endsWith(".html")) {
      pages.set(
        `/${file.replaceAll("\\", "/").slice(0, -".html".length)}`,
        readFileSync(join(builtPages, file), "utf8"),
      );
    }
  }
  const broken = [...pages].filter(([path]) => path.startsWith("/_")).map(([, html]) => html);
  const fallback = policyOf(broken.join(""), "/_");
  const policies = new Map([...pages].map(([path, html]) => [path, policyOf(html, path)]));
  return (path) => {
    if (path.startsWith("/_next/")) return assetPolicy;
    return policies.get(path.replace(/(?<=.)\/$/, "")) ?? fallback;
  };
}

/** The same on every answer. Transport security belongs to whoever ends TLS in front of us. */
export const fixedHeaders: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "origin-agent-cluster": "?1",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "x-frame-options": "DENY",
};
