"use client";
import { useId, useRef, useState } from "react";
import type { Refusal } from "#protocol/errors";
import { useBench } from "../bench/context.ts";
import styles from "./setup.module.css";
import { playWordsOf } from "./words.ts";

type Props = {
  label: string;
  value: string;
  placeholder?: string;
  numeric?: boolean;
  /** The label is read out and not drawn: a table's head says it. */
  bare?: boolean;
  change: (text: string) => Promise<Refusal | null>;
};

/**
 * One value of a setup. What is typed counts at once where a run would take it; where not, the field says what
 * was expected, the last good value goes on counting, and it is there again when the field is left.
 */
export function Field({ label, value, placeholder, numeric = false, bare = false, change }: Props) {
  const { words, locale } = useBench();
  const says = playWordsOf(locale);
  const id = useId();
  const newest = useRef(0);
  const [draft, setDraft] = useState<{ text: string; refusal: Refusal | null } | null>(null);

  async function type(text: string): Promise<void> {
    const number = ++newest.current;
    setDraft({ text, refusal: draft?.refusal ?? null });
    const refusal = await change(text);
    if (number === newest.current) setDraft({ text, refusal });
  }
  function leave(): void {
    newest.current++;
    setDraft(null);
  }
  const detail = draft?.refusal?.detail;
  return (
    <div className={styles.field} data-numeric={numeric || undefined}>
      <label htmlFor={id} className={bare ? "visually-hidden" : undefined}>
        {label}
      </label>
      <input
        id={id}
        value={draft?.text ?? value}
        placeholder={placeholder}
        inputMode={numeric ? "decimal" : undefined}
        aria-invalid={detail ? true : undefined}
        aria-describedby={detail ? `${id}-why` : undefined}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        translate="no"
        onChange={(event) => void type(event.target.value)}
        onBlur={leave}
      />
      <p id={`${id}-why`} role="status">
        {detail && `${words.detail(detail.expected, detail.got)}. ${says.kept(value)}`}
      </p>
    </div>
  );
}
