"use client";
import { useEffect, useState } from "react";
import type { Locale } from "../../lessons/types.ts";
import type { Dict } from "../i18n/index.ts";
import { at, paths } from "../shell/paths.ts";
import { Bench } from "./bench.tsx";
import type { BenchVariant } from "./props.ts";
import styles from "./shared-run.module.css";
import type { Run } from "./store.ts";

type Opened = { hash: string; variant: BenchVariant; run: Run };

/** A run that came in a link: to be looked at and replayed, not changed. What it holds is read in the browser alone. */
export function SharedRun({ locale, node, words }: { locale: Locale; node: string; words: Dict["share"] }) {
  const [opened, setOpened] = useState<Opened | "reading" | "empty" | "broken">("reading");
  useEffect(() => {
    let newest = 0;
    const readHash = async () => {
      const number = ++newest;
      const next = await openedFrom(location.hash).catch(() => "broken" as const);
      if (number === newest) setOpened(next);
    };
    void readHash();
    addEventListener("hashchange", readHash);
    return () => {
      newest = Number.POSITIVE_INFINITY;
      removeEventListener("hashchange", readHash);
    };
  }, []);

  if (typeof opened === "string") {
    return (
      <div className={styles.nothing}>
        <p role="status">{words[opened]}</p>
        <noscript>
          <p>{words.withoutScript}</p>
        </noscript>
        {opened !== "reading" && <a href={at(locale, paths.play)}>{words.play}</a>}
      </div>
    );
  }
  const { hash, variant, run } = opened;
  return (
    <Bench
      key={hash}
      locale={locale}
      node={node}
      mode="share"
      lessonKey="share@1"
      variants={[variant]}
      recorded={run}
      bar={
        <div className={styles.bar}>
          <a className={styles.open} href={at(locale, paths.play) + hash}>
            {words.openInPlay}
          </a>
          <p>{words.says}</p>
        </div>
      }
    />
  );
}

async function openedFrom(hash: string): Promise<Opened | "empty" | "broken"> {
  const { linksTo, runFromHash } = await import("./share.ts");
  if (linksTo(hash) !== "run") return "empty";
  const trace = await runFromHash(hash);
  if (!trace) return "broken";
  const { foreignVariant, runOf } = await import("./foreign.ts");
  return { hash, variant: foreignVariant("recorded", trace.request), run: runOf(trace) };
}
