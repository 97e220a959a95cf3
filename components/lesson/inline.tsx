/** A sentence of a lesson's data, in which `backticks` mean code. */
export function Inline({ text }: { text: string }) {
  return text.split(/`([^`]+)`/).map((part, index) =>
    // The pieces of one sentence never move.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    index % 2 ? <code key={index}>{part}</code> : part,
  );
}
