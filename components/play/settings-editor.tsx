"use client";
import { type FormEvent, useState } from "react";
import type { Refusal } from "#protocol/errors";
import { limits } from "#protocol/limits";
import { useBench } from "../bench/context.ts";
import type { BenchVariant } from "../bench/props.ts";
import { serviceNames, serviceTitles } from "../bench/setup.ts";
import { changeSetup } from "./change.ts";
import { Field } from "./field.tsx";
import { numberFrom, without } from "./load.ts";
import styles from "./setup.module.css";
import { playWordsOf } from "./words.ts";

export const poolName = "UV_THREADPOOL_SIZE";

/** Where a run starts, how long it may take, and the environment it finds. */
export function SettingsEditor({ program }: { program: BenchVariant }) {
  const { store, locale } = useBench();
  const says = playWordsOf(locale).settings;
  const { env = {}, wallMs = limits.wallMs.default, files, entry } = program;
  const setEnv = (make: (env: Readonly<Record<string, string>>) => Record<string, string>) =>
    changeSetup(store, (now) => ({ env: make(now.env ?? {}) }));
  return (
    <>
      <div className={styles.row}>
        <Field
          numeric
          label={says.threads}
          placeholder="4"
          value={env[poolName] ?? ""}
          change={(text) =>
            setEnv((now) => (text.trim() === "" ? without({ ...now }, poolName) : { ...now, [poolName]: text.trim() }))
          }
        />
        <Field
          numeric
          label={says.wall}
          value={String(wallMs / 1_000)}
          change={(text) => {
            const seconds = numberFrom(text);
            const ms = typeof seconds === "number" ? Math.round(seconds * 1_000) : seconds;
            return changeSetup(store, () => ({ wallMs: ms }));
          }}
        />
        {files.length > 1 && (
          <label className={styles.field}>
            {says.entry}
            <select value={entry} onChange={(event) => void changeSetup(store, () => ({ entry: event.target.value }))}>
              {files.map(({ path }) => (
                <option key={path}>{path}</option>
              ))}
            </select>
          </label>
        )}
      </div>
      <Services chosen={program.services ?? []} />
      <Variables env={without({ ...env }, poolName)} set={setEnv} />
    </>
  );
}

/** Real ones, fresh for every run. */
function Services({ chosen }: { chosen: NonNullable<BenchVariant["services"]> }) {
  const { store, locale } = useBench();
  const says = playWordsOf(locale).settings;
  return (
    <fieldset className={styles.phase}>
      <legend>{says.services}</legend>
      <div className={styles.services}>
        {serviceNames.map((name) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={chosen.includes(name)}
              onChange={({ target: { checked } }) =>
                // Read at once: by the time the change is looked at, React has put the box back as it was.
                void changeSetup(store, ({ services = [] }) => ({
                  // In one order whatever is ticked first: a setup that comes back to the program's own is none.
                  services: serviceNames.filter((known) => (known === name ? checked : services.includes(known))),
                }))
              }
            />
            {serviceTitles[name]}
          </label>
        ))}
      </div>
      <p className={styles.says}>{says.servicesSay}</p>
    </fieldset>
  );
}

type Env = Readonly<Record<string, string>>;
type SetEnv = (make: (env: Env) => Record<string, string>) => ReturnType<typeof changeSetup>;

function Variables({ env, set }: { env: Env; set: SetEnv }) {
  const { locale } = useBench();
  const says = playWordsOf(locale).settings;
  const [adding, setAdding] = useState(false);
  return (
    <fieldset className={styles.phase}>
      <legend>
        {says.env} <span className={styles.says}>{says.envSays}</span>
      </legend>
      {Object.entries(env).map(([name, value]) => (
        <div key={name} className={styles.variable}>
          <code>{name}</code>
          <Field
            bare
            label={`${says.value} ${name}`}
            value={value}
            change={(text) => set((now) => ({ ...now, [name]: text }))}
          />
          <button
            type="button"
            aria-label={says.removeVariable(name)}
            title={says.removeVariable(name)}
            onClick={() => void set((now) => without({ ...now }, name))}
          >
            ×
          </button>
        </div>
      ))}
      {adding ? (
        <NewVariable set={set} done={() => setAdding(false)} />
      ) : (
        <button type="button" className={styles.more} onClick={() => setAdding(true)}>
          {says.addVariable}
        </button>
      )}
    </fieldset>
  );
}

function NewVariable({ set, done }: { set: SetEnv; done: () => void }) {
  const { words, locale } = useBench();
  const says = playWordsOf(locale).settings;
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const name = String(typed.get("name")).trim();
    const refused = await set((now) => ({ ...now, [name]: String(typed.get("value")) }));
    if (refused) setRefusal(refused);
    else done();
  }
  const why = refusal?.detail && words.detail(refusal.detail.expected, refusal.detail.got);
  return (
    <form className={styles.variable} onSubmit={(event) => void submit(event)}>
      <input
        // biome-ignore lint/a11y/noAutofocus: it was asked for with the button it takes the place of
        autoFocus
        name="name"
        defaultValue="APP_"
        aria-label={says.name}
        aria-invalid={why ? true : undefined}
        aria-describedby={why ? "variable-why" : undefined}
        autoComplete="off"
        spellCheck={false}
        translate="no"
      />
      <input name="value" aria-label={says.value} autoComplete="off" spellCheck={false} translate="no" />
      <button type="submit" aria-label={says.addVariable} title={says.addVariable}>
        ✓
      </button>
      <p id="variable-why" role="status">
        {why}
      </p>
    </form>
  );
}
