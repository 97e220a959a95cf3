import { isIP } from "node:net";
import { show } from "./errors.ts";

/** Reads one variable at a time and remembers every one that cannot be used, so that all are named at once. */
export class Refuser {
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #refused: string[] = [];

  constructor(env: Readonly<Record<string, string | undefined>>) {
    this.#env = env;
  }

  refuse(): void {
    if (this.#refused.length > 0) throw new Error(this.#refused.join("\n"));
  }

  whole(name: string, fallback: number, min: number, max: number): number {
    return this.#read(name, fallback, `a whole number from ${min} to ${max}`, (text) => {
      const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
      return value >= min && value <= max ? value : undefined;
    });
  }

  oneOf<const T extends string>(name: string, values: readonly T[], fallback: T): T {
    return this.#read(name, fallback, values.join(", "), (text) => values.find((value) => value === text));
  }

  host(name: string, fallback: string): string {
    return this.#read(name, fallback, "an IP address or a host name to listen on", (text) =>
      isIP(text) || hostName.test(text) ? text : undefined,
    );
  }

  /** As a browser writes it: scheme, host, port unless it is the scheme's own. */
  origins(name: string): string[] {
    return this.#list(name, [], "origins such as https://lab.example.com", (text) => {
      const url = URL.canParse(text) ? new URL(text) : null;
      const plain = url && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href;
      return plain && !text.endsWith("/") ? url.origin : undefined;
    });
  }

  hosts(name: string): string[] {
    return this.#list(name, [], "host names such as lab.example.com or lab.example.com:8080", (text) => {
      const match = /^(\[[0-9a-f:.]+\]|[^[\]:]+)(?::(\d{1,5}))?$/i.exec(text);
      const [, host = "", port = "1"] = match ?? [];
      const known = host.startsWith("[") ? isIP(host.slice(1, -1)) === 6 : isIP(host) === 4 || hostName.test(host);
      return known && Number(port) >= 1 && Number(port) <= 65_535 ? text.toLowerCase() : undefined;
    });
  }

  networks(name: string, fallback: string[]): string[] {
    return this.#list(name, fallback, "IP addresses or CIDR ranges such as 10.0.0.0/8", (text) => {
      const [address = "", prefix, more] = text.split("/");
      const bits = isIP(address) === 4 ? 32 : isIP(address) === 6 ? 128 : 0;
      if (bits === 0 || more !== undefined) return undefined;
      return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits) ? text : undefined;
    });
  }

  /** Its value may hold a password, so it is never repeated. */
  redis(name: string): string | null {
    const text = this.#text(name);
    if (text === undefined) return null;
    if (/^rediss?:\/\/[^\s/]/.test(text) && URL.canParse(text)) return text;
    this.#refused.push(`${name}: expected an address such as redis://localhost:6379, got something else`);
    return null;
  }

  #list(name: string, fallback: string[], expected: string, parse: (text: string) => string | undefined): string[] {
    return this.#read(name, fallback, `a comma-separated list of ${expected}`, (text) => {
      const parts = text.split(",").map((part) => parse(part.trim()));
      return parts.every((part) => part !== undefined) ? parts : undefined;
    });
  }

  #read<T>(name: string, fallback: T, expected: string, parse: (text: string) => T | undefined): T {
    const text = this.#text(name);
    if (text === undefined) return fallback;
    const value = parse(text);
    if (value !== undefined) return value;
    this.#refused.push(`${name}: expected ${expected}, got ${show(text)}`);
    return fallback;
  }

  /** A variable set to nothing, as compose files and shells like to do, is one that is not set. */
  #text(name: string): string | undefined {
    return this.#env[name]?.trim() || undefined;
  }
}

const hostName = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_](?:[a-z0-9_-]{0,62}))*$/i;
