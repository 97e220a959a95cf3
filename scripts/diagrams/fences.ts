/** The diagrams of a lesson's text: every ```` ```mermaid name ```` fence, by its name. */
export type Fence = { name: string; source: string };

const fence = /^```mermaid[ \t]*(.*)\n([\s\S]*?)^```[ \t]*$/gm;

export function fencesOf(mdx: string): Fence[] {
  const found = [...mdx.matchAll(fence)].map(([, name = "", source = ""]) => ({ name: name.trim(), source }));
  const seen = new Set<string>();
  for (const { name } of found) {
    if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new Error(`expected \`\`\`mermaid and a name-like-this, got "${name}"`);
    if (seen.has(name)) throw new Error(`expected each diagram's name once, got "${name}" twice`);
    seen.add(name);
  }
  return found;
}
