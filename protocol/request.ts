import * as z from "zod/mini";
import { RefusedError, refusal, show } from "./errors.ts";
import { limits } from "./limits.ts";
import { Load } from "./load.ts";
import { normalisePath } from "./paths.ts";
import { between } from "./range.ts";

// A content policy without eval is the rule on our pages; zod's compiled parsers would need it.
z.config({ jitless: true });

const { wallMs, poolThreads } = limits;

const SourceFile = z.strictObject({ path: z.string(), code: z.string() });
export type SourceFile = z.infer<typeof SourceFile>;

const Env = z
  .record(
    z.string().check(z.regex(/^(?:UV_THREADPOOL_SIZE|NODE_ENV|TZ|LOG_LEVEL|APP_[A-Z0-9_]{1,60})$/)),
    z.string().check(z.maxLength(limits.env.valueChars), z.regex(/^[^\0]*$/, "no NUL character")),
  )
  .check(
    z.refine((env) => Object.keys(env).length <= limits.env.keys, `at most ${limits.env.keys} variables`),
    z.refine(
      (env) => {
        const size = env.UV_THREADPOOL_SIZE;
        return size === undefined || (/^\d{1,2}$/.test(size) && +size >= poolThreads.min && +size <= poolThreads.max);
      },
      {
        error: `UV_THREADPOOL_SIZE from "${poolThreads.min}" to "${poolThreads.max}"`,
        params: { code: "out-of-range" },
      },
    ),
  );

export const Service = z.enum(["postgres", "redis"]);
export type Service = z.infer<typeof Service>;
export const Services = z
  .array(Service)
  .check(z.refine((services) => new Set(services).size === services.length, "each service once"));

const RunRequest = z.strictObject({
  files: z.array(SourceFile).check(z.minLength(1), z.maxLength(limits.files)),
  entry: z.string(),
  load: z._default(Load, null),
  services: z._default(Services, []),
  env: z._default(Env, {}),
  limits: z._default(
    z.strictObject({
      wallMs: z._default(z.int().check(between(wallMs.min, wallMs.max)), wallMs.default),
    }),
    { wallMs: wallMs.default },
  ),
  observe: z._default(
    z.strictObject({ lanes: z._default(z.boolean(), true), profile: z._default(z.boolean(), true) }),
    { lanes: true, profile: true },
  ),
});

/** As it is written by a client: what has a default may be left out. */
export type RunRequestInput = z.input<typeof RunRequest>;
/** As it is after parsing: nothing missing, paths in normal form, the load a list or null. */
export type RunRequest = z.output<typeof RunRequest>;

/** The one door for a request, on either side. Throws `RefusedError` with what was expected and what came. */
export function parseRunRequest(value: unknown): RunRequest {
  refusePrototype((value as { env?: unknown } | null)?.env);
  const result = z.safeParse(RunRequest, value);
  if (!result.success) throw new RefusedError(fromIssue(value, result.error.issues[0]));
  const request = result.data;

  const seen = new Set<string>();
  const toNormal = (raw: string, where: string) => {
    const normal = normalisePath(raw);
    if (!normal.ok) throw new RefusedError(refusal("bad-path", normal.expected, show(raw), where));
    return normal.path;
  };
  let bytes = 0;
  const files = request.files.map((file, index) => {
    const path = toNormal(file.path, `files[${index}].path`);
    if (seen.has(path)) {
      throw new RefusedError(refusal("duplicate-path", "each path once", show(path), `files[${index}].path`));
    }
    seen.add(path);
    bytes += utf8Bytes(file.code);
    return { path, code: file.code };
  });
  clashingFolder(seen);
  if (bytes > limits.sourceBytes) {
    throw new RefusedError(
      refusal("source-too-large", `at most ${limits.sourceBytes} bytes of source`, `${bytes} bytes`, "files"),
    );
  }
  const entry = toNormal(request.entry, "entry");
  if (!seen.has(entry)) {
    throw new RefusedError(refusal("missing-entry", "the path of a submitted file", show(entry), "entry"));
  }
  return { ...request, files, entry };
}

/** The one key that a record's schema passes over in silence. */
function refusePrototype(env: unknown): void {
  if (typeof env !== "object" || env === null || !Object.hasOwn(env, "__proto__")) return;
  throw new RefusedError(refusal("unknown-key", keysOf("env"), show("__proto__"), "env"));
}

/** `a` and `a/b.ts` cannot both be files. */
function clashingFolder(paths: Set<string>): void {
  for (const path of paths) {
    const parts = path.split("/");
    for (let depth = 1; depth < parts.length; depth++) {
      const folder = parts.slice(0, depth).join("/");
      if (paths.has(folder)) {
        throw new RefusedError(refusal("duplicate-path", "a file or a folder of one name", show(folder), "files"));
      }
    }
  }
}

const utf8 = new TextEncoder();
const utf8Bytes = (text: string) => utf8.encode(text).length;

type Issue = z.core.$ZodIssue;

function fromIssue(root: unknown, issue: Issue | undefined) {
  if (!issue) return refusal("wrong-type", "a run request", show(root));
  const where = issue.path.reduce<string>(
    (path, key) => (typeof key === "number" ? `${path}[${key}]` : path ? `${path}.${String(key)}` : String(key)),
    "",
  );
  const got = show(valueAt(root, issue.path));
  switch (issue.code) {
    case "invalid_type":
      return refusal("wrong-type", a(issue.expected), got, where);
    case "unrecognized_keys":
      return refusal("unknown-key", "no other keys", issue.keys.slice(0, 5).map(show).join(", "), where);
    case "invalid_key":
      return refusal("unknown-key", keysOf(where), show(issue.path.at(-1)), where);
    case "too_small":
      return refusal("out-of-range", `at least ${range(issue, issue.minimum)}`, got, where);
    case "too_big":
      return refusal("out-of-range", `at most ${range(issue, issue.maximum)}`, got, where);
    case "invalid_value":
      return refusal("bad-value", issue.values.map((value) => show(value)).join(" or "), got, where);
    case "custom":
      return refusal(issue.params?.code === "out-of-range" ? "out-of-range" : "bad-value", issue.message, got, where);
    default:
      return refusal("bad-value", issue.message, got, where);
  }
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    // A single phase was made a list of one before it was looked at.
    if (key === 0 && !Array.isArray(value)) return value;
    return (value as Record<PropertyKey, unknown>)?.[key];
  }, root);
}

const typeWords: Record<string, string> = {
  int: "a whole number",
  array: "a list",
  object: "an object",
  record: "an object",
  string: "text",
};
const a = (type: string) => typeWords[type] ?? `a ${type}`;

const units: Record<string, string> = { array: " entries", string: " characters" };
const range = (issue: { origin?: string }, limit: number | bigint) => `${limit}${units[issue.origin ?? ""] ?? ""}`;

const keysOf = (where: string) =>
  where.startsWith("env") ? "UV_THREADPOOL_SIZE, NODE_ENV, TZ, LOG_LEVEL or APP_*" : "an allowed name";
