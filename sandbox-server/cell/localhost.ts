import { createRequire, syncBuiltinESMExports } from "node:module";

/**
 * `localhost` without asking the system, which does it on a thread of libuv's pool: whoever asks first waits until
 * all of them have started, 10 ms and more inside his first query. That name is nobody else's (RFC 6761).
 */
export function knowLocalhost(): void {
  const dns = createRequire(import.meta.url)("node:dns") as { lookup: Lookup };
  const { lookup } = dns;
  const { nextTick } = process;
  const known: Address[] = [
    { address: "127.0.0.1", family: 4 },
    { address: "::1", family: 6 },
  ];

  dns.lookup = Object.assign(
    (name: unknown, ...rest: [options: Options, callback: Callback] | [callback: Callback]) => {
      const callback = rest.at(-1);
      const [options] = rest.length === 2 ? rest : [null];
      if (name !== "localhost" || typeof callback !== "function") return Reflect.apply(lookup, dns, [name, ...rest]);
      const { family, all } = typeof options === "number" ? { family: options, all: false } : (options ?? {});
      const fits = known.filter((one) => !(family === 4 || family === 6) || one.family === family);
      const [first] = fits as [Address];
      nextTick(() => (all ? callback(null, fits) : callback(null, first.address, first.family)));
      return {};
    },
    // What `promisify` finds on it.
    lookup,
  );
  syncBuiltinESMExports();
}

type Address = { address: string; family: 4 | 6 };
type Options = number | { family?: unknown; all?: boolean } | null | undefined;
type Callback = (error: null, found: string | Address[], family?: number) => void;
type Lookup = (...args: unknown[]) => unknown;
