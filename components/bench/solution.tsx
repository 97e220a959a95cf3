"use client";
import { useState } from "react";
import { Inline } from "../lesson/inline.tsx";
import { useBench, useBenchState } from "./context.ts";
import styles from "./diff.module.css";
import { type DiffLine, diffLines, hunksOf } from "./diff.ts";
import type { ExerciseWords } from "./exercise-words.ts";
import { answerOf } from "./store.ts";
import { type Piece, tintLines } from "./tint.ts";

/** Why the solution solves it, and what the reader's code has otherwise. */
export default function Solution({ words }: { words: ExerciseWords }) {
  const { exercise, locale } = useBench();
  const own = useBenchState(answerOf);
  if (!exercise) return null;
  return (
    <section className={styles.solution} aria-labelledby="solution-title">
      <h4 id="solution-title">{words.solution}</h4>
      <p>
        <Inline text={exercise.asks.solutionWhy[locale]} />
      </p>
      <Difference mine={own} theirs={exercise.solution} words={words} />
    </section>
  );
}

/** A table of lines: it is read aloud in order, scrolls by keyboard and needs no editor. */
function Difference({ mine, theirs, words }: { mine: string; theirs: string; words: ExerciseWords }) {
  const [unfolded, setUnfolded] = useState<readonly number[]>([]);
  const lines = diffLines(mine, theirs);
  if (lines.every(({ kind }) => kind === "same")) return <p>{words.noDifference}</p>;
  const tints = { mine: tintLines(mine), theirs: tintLines(theirs) };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label={words.diff} tabIndex={0}>
      <table>
        <caption>{words.diff}</caption>
        <thead>
          <tr>
            <th scope="col">{words.mineLine}</th>
            <th scope="col">{words.theirsLine}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {hunksOf(lines).map(({ kind, lines: few }, index) =>
            kind === "folded" && !unfolded.includes(index) ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: hunks stand in the order of the code
              <tr key={index} className={styles.folded}>
                <td colSpan={3}>
                  <button type="button" onClick={() => setUnfolded([...unfolded, index])}>
                    {words.unchanged(few.length)}
                  </button>
                </td>
              </tr>
            ) : (
              few.map((line) => (
                <Line key={`${line.mine}/${line.theirs}`} line={line} pieces={piecesOf(line, tints)} words={words} />
              ))
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}

const piecesOf = ({ mine, theirs }: DiffLine, tints: { mine: Piece[][]; theirs: Piece[][] }): Piece[] =>
  (theirs === null ? tints.mine[(mine ?? 1) - 1] : tints.theirs[theirs - 1]) ?? [];

function Line({ line, pieces, words }: { line: DiffLine; pieces: readonly Piece[]; words: ExerciseWords }) {
  const sign = { same: "", mine: "−", theirs: "+" }[line.kind];
  const says = { same: null, mine: words.onlyMine, theirs: words.onlyTheirs }[line.kind];
  return (
    <tr data-kind={line.kind}>
      <td>{line.mine}</td>
      <td>{line.theirs}</td>
      <td>
        <span className={styles.sign} aria-hidden="true">
          {sign}
        </span>
        {says && <span className="visually-hidden">{says}: </span>}
        <code translate="no">
          {pieces.map(({ tint, text }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name
            <span key={at} className={tint === "plain" ? undefined : `tok-${tint}`}>
              {text}
            </span>
          ))}
        </code>
      </td>
    </tr>
  );
}
