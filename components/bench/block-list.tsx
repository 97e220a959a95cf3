"use client";
import { useState } from "react";
import type { EventData } from "#protocol";
import { formatNumber as n } from "../i18n/number.ts";
import styles from "./blocks.module.css";
import { useBench, useBenchState } from "./context.ts";
import marks from "./marks.module.css";
import { goToLine } from "./pointing.ts";
import { openBlock } from "./recording.ts";
import { isUnderWay } from "./run-state.ts";
import type { Run } from "./store.ts";
import { drawnWordsOf } from "./words/drawn/index.ts";

/** The blocks in words, the longest first, each leading to its line: for keyboard, screen reader and everyone else. */
const atFirst = 6;

export function BlockList({ id, run }: { id: string; run: Run }) {
  "use memo";
  const { words, locale } = useBench();
  const { blocks: says } = drawnWordsOf(locale);
  const [all, setAll] = useState(false);
  const { recording } = run;
  const open = openBlock(recording);
  const blocks = recording.blocks
    .map((block) => (block.id === open?.id ? open : block))
    .sort((a, b) => b.durationMs - a.durationMs);
  const longest = blocks[0]?.durationMs ?? 1;
  const shown = all ? blocks : blocks.slice(0, atFirst);
  const left = blocks.length - shown.length;
  return (
    <div className={styles.blocks}>
      <h3>
        {blocks.length === 0 && !isUnderWay(run.state) ? says.none : says.title(blocks.length)}
        {blocks.length > 1 && <span>{says.longest}</span>}
        <span className={styles.keys}>{words.strip.keys}</span>
      </h3>
      {blocks.length > 0 && (
        <ol data-one={blocks.length === 1 || undefined}>
          {shown.map((block) => (
            <li key={block.id}>
              <BlockItem id={id} block={block} longest={longest} />
            </li>
          ))}
        </ol>
      )}
      {left > 0 && (
        <button type="button" className={styles.more} onClick={() => setAll(true)}>
          {says.more(left)}
        </button>
      )}
    </div>
  );
}

function BlockItem({ id, block, longest }: { id: string; block: EventData<"block">; longest: number }) {
  "use memo";
  const { store, locale } = useBench();
  const { blocks: says } = drawnWordsOf(locale);
  const place = block.file && block.line ? { file: block.file, line: block.line } : null;
  const pointed = useBenchState(
    (state) => place !== null && state.pointed?.file === place.file && state.pointed.line === place.line,
  );
  const point = () => store.setState({ pointed: place });
  const places = block.stack.map((frame) => `${frame.file}:${frame.line}`);
  const callers = places.filter((place, at) => at > 0 && place !== places[at - 1]).slice(0, 2);
  return (
    <button
      type="button"
      className={styles.block}
      data-pointed={pointed || undefined}
      onClick={() => {
        store.setState({ cursorMs: block.startMs });
        if (place) goToLine(store, place, id);
      }}
      onPointerEnter={point}
      onFocus={point}
      onPointerLeave={() => store.setState({ pointed: null })}
      onBlur={() => store.setState({ pointed: null })}
    >
      <span className={styles.when}>
        {says.span(n(Math.round(block.startMs)), n(Math.round(block.startMs + block.durationMs)))}
      </span>
      <svg className={styles.size} width="100%" height="8" aria-hidden="true">
        <rect className={marks.blocked} width={`${(block.durationMs / longest) * 100}%`} height="8" rx="1.5" />
      </svg>
      <b>{n(Math.round(block.durationMs))} ms</b>
      <code>{place ? `${place.file}:${place.line}` : says.nowhere}</code>
      {block.state !== "closed" && <i>{block.state === "open" ? says.open : says.cut}</i>}
      {callers.length > 0 && (
        <code className={styles.callers}>
          {block.fn ?? ""} ← {callers.join(" ← ")}
        </code>
      )}
    </button>
  );
}
