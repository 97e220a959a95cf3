"use client";
import { limits } from "#protocol/limits";
import { useBench, useBenchState } from "../bench/context.ts";
import { loadWords } from "../bench/load-words.ts";
import { applied, serviceTitles } from "../bench/setup.ts";
import { variantOf } from "../bench/store.ts";
import { LoadEditor } from "./load-editor.tsx";
import { poolName, SettingsEditor } from "./settings-editor.tsx";
import styles from "./setup.module.css";
import { playWordsOf } from "./words.ts";

/** What a run is set up with: in words, and opened, to be changed. */
export function SetupPanel() {
  const { words, locale } = useBench();
  const says = playWordsOf(locale);
  const variants = useBenchState((state) => state.variants);
  const open = useBenchState((state) => state.open);
  const setup = useBenchState((state) => state.setups[state.open]);
  const program = applied(variantOf({ variants, open }), setup);
  const { load, services = [], env = {}, wallMs = limits.wallMs.default } = program;
  const { [poolName]: threads = "4", ...others } = env;
  const closed = [
    ...services.map((name) => serviceTitles[name]),
    says.settings.closed(threads, String(wallMs / 1_000), Object.keys(others).length),
  ].join(" · ");
  return (
    <div className={styles.setup}>
      <details open>
        <summary>
          <b>{says.load.title}</b>
          <span>{load ? loadWords(load, words.load) : says.load.none}</span>
        </summary>
        <LoadEditor key={open} program={program} />
      </details>
      <details>
        <summary>
          <b>{says.settings.title}</b>
          <span>{closed}</span>
        </summary>
        <SettingsEditor key={open} program={program} />
      </details>
    </div>
  );
}
