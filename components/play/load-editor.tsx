"use client";
import type { ReactNode } from "react";
import type { Phase } from "#protocol";
import { useBench } from "../bench/context.ts";
import type { BenchVariant } from "../bench/props.ts";
import { formatNumber as n } from "../i18n/number.ts";
import { changeSetup } from "./change.ts";
import { Field } from "./field.tsx";
import {
  aimed,
  arriving,
  firstPhase,
  numberFrom,
  phasesOf,
  shareOf,
  type Target,
  targetsOf,
  wayOf,
  ways,
  without,
} from "./load.ts";
import styles from "./setup.module.css";
import { playWordsOf } from "./words.ts";

/** The load in phases: how requests arrive, for how long, and what they ask for. */
export function LoadEditor({ program }: { program: BenchVariant }) {
  const { store, locale } = useBench();
  const says = playWordsOf(locale).load;
  const phases = phasesOf(program);
  const set = (make: (phases: Phase[]) => Phase[]) =>
    changeSetup(store, (now) => {
      const next = make(phasesOf(now));
      return { load: next.length > 0 ? next : null };
    });
  if (phases.length === 0) {
    return (
      <button type="button" className={styles.more} onClick={() => void set(() => [firstPhase])}>
        {says.add}
      </button>
    );
  }
  return (
    <>
      <p className={styles.says}>{says.says}</p>
      {phases.map((phase, index) => (
        <PhaseEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: a phase is its place in the row
          key={index}
          phase={phase}
          number={index + 1}
          several={phases.length > 1}
          change={(make) => set((all) => all.map((one, at) => (at === index ? make(one) : one)))}
          remove={() => void set((all) => all.toSpliced(index, 1))}
        />
      ))}
      <div className={styles.actions}>
        <button
          type="button"
          className={styles.more}
          onClick={() => void set((all) => [...all, without(all.at(-1) ?? firstPhase, "at")])}
        >
          {says.addPhase}
        </button>
        <button type="button" className={styles.more} onClick={() => void set(() => [])}>
          {says.remove}
        </button>
      </div>
    </>
  );
}

type Change = (make: (phase: Phase) => Phase) => ReturnType<typeof changeSetup>;
type PhaseProps = { phase: Phase; number: number; several: boolean; change: Change; remove: () => void };

function PhaseEditor({ phase, number, several, change, remove }: PhaseProps) {
  const { locale } = useBench();
  const says = playWordsOf(locale).load;
  const way = wayOf(phase);
  const { arrival } = phase;
  const optional = (key: "at") => (text: string) =>
    change((one) => (text.trim() === "" ? without(one, key) : { ...one, [key]: numberFrom(text) }));
  return (
    <fieldset className={styles.phase}>
      <legend className={several ? undefined : "visually-hidden"}>{says.phase(number)}</legend>
      <div className={styles.row}>
        <Ways name={`way-${number}`} chosen={way} choose={(next) => void change((one) => arriving(one, next))} />
        <Field
          key={way}
          numeric
          label={says.amounts[way]}
          value={String(arrival[way] ?? "")}
          change={(text) => change((one) => ({ ...one, arrival: { ...one.arrival, [way]: numberFrom(text) } }))}
        />
        {way === "rate" && (
          <Field
            numeric
            label={says.maxConnections}
            placeholder={says.unlimited}
            value={String(arrival.maxConnections ?? "")}
            change={(text) =>
              change((one) => ({
                ...one,
                arrival:
                  text.trim() === ""
                    ? without(one.arrival, "maxConnections")
                    : { ...one.arrival, maxConnections: numberFrom(text) },
              }))
            }
          />
        )}
        <Field
          numeric
          label={says.seconds}
          value={String(phase.seconds)}
          change={(text) => change((one) => ({ ...one, seconds: numberFrom(text) }))}
        />
        {several && (
          <Field
            numeric
            label={says.at}
            placeholder={number === 1 ? "0" : says.after}
            value={String(phase.at ?? "")}
            change={optional("at")}
          />
        )}
      </div>
      <Targets phase={phase} change={change}>
        {several && (
          <button type="button" className={styles.more} onClick={remove}>
            {says.removePhase(number)}
          </button>
        )}
      </Targets>
    </fieldset>
  );
}

function Ways({
  name,
  chosen,
  choose,
}: {
  name: string;
  chosen: string;
  choose: (way: (typeof ways)[number]) => void;
}) {
  const { locale } = useBench();
  const says = playWordsOf(locale).load;
  return (
    <fieldset className={styles.ways}>
      <legend>{says.arrival}</legend>
      <div>
        {ways.map((way) => (
          <label key={way}>
            <input type="radio" name={name} checked={way === chosen} onChange={() => choose(way)} />
            <span>{says.ways[way]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

type TargetsProps = { phase: Phase; change: Change; children: ReactNode };

function Targets({ phase, change, children }: TargetsProps) {
  const { locale } = useBench();
  const says = playWordsOf(locale).load;
  const targets = targetsOf(phase);
  const several = targets.length > 1;
  const set = (make: (targets: Target[]) => Target[]) => change((one) => aimed(one, make(targetsOf(one))));
  const patch = (at: number, part: Partial<Target>) =>
    set((all) => all.map((target, index) => (index === at ? { ...target, ...part } : target)));
  return (
    <>
      <ul className={styles.targets}>
        {targets.map((target, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a target is its place in the mix
          <li key={index}>
            {index === 0 ? (
              <select
                aria-label={says.method}
                value={phase.method ?? "GET"}
                onChange={(event) => {
                  const method = event.target.value as (typeof methods)[number];
                  void change((one) => (method === "GET" ? without(one, "method") : { ...one, method }));
                }}
              >
                {methods.map((method) => (
                  <option key={method}>{method}</option>
                ))}
              </select>
            ) : (
              <span className={styles.same}>{phase.method ?? "GET"}</span>
            )}
            <Field bare label={says.path} value={target.path} change={(path) => patch(index, { path: path.trim() })} />
            {several && (
              <>
                <svg width="100%" height="8" aria-hidden="true">
                  <rect width={`${shareOf(targets, target)}%`} height="8" rx="1.5" />
                </svg>
                <span className={styles.share}>{n(Math.round(shareOf(targets, target) * 10) / 10)} %</span>
                <Field
                  bare
                  numeric
                  label={`${says.weight} ${target.path}`}
                  value={String(target.weight)}
                  change={(text) => patch(index, { weight: numberFrom(text) })}
                />
                <button
                  type="button"
                  aria-label={says.removePath(target.path)}
                  title={says.removePath(target.path)}
                  onClick={() => void set((all) => all.toSpliced(index, 1))}
                >
                  ×
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <button
          type="button"
          className={styles.more}
          onClick={() => void set((all) => [...all, { path: "/", weight: 1 }])}
        >
          {says.addPath}
        </button>
        {children}
      </div>
    </>
  );
}
