"use client";
import * as measure from "#protocol/measure";
import { formatNumber as n } from "../i18n/number.ts";
import { Bands } from "./bands.tsx";
import { spansBeyond } from "./beyond.ts";
import { BlockList } from "./block-list.tsx";
import { boundOf, verdictsOn } from "./bounds.ts";
import { useBench, useBenchState } from "./context.ts";
import { flightSteps } from "./flight.ts";
import { FlightStrip, flightHeight } from "./flight-strip.tsx";
import { type LanePaths, lanePaths } from "./lane-paths.ts";
import { announced, laneRows } from "./lane-rows.ts";
import { Lanes, Legend } from "./lanes.tsx";
import { Lens } from "./lens.tsx";
import { LoopStrips } from "./loop-strips.tsx";
import { inFlightAt, lagAt } from "./moment.ts";
import styles from "./observatory.module.css";
import { titleOf } from "./past.ts";
import { useAxis } from "./plot.tsx";
import { Requests } from "./requests.tsx";
import { beatHeight, lagHeight, lanesHeight } from "./resting-strips.tsx";
import { isUnderWay } from "./run-state.ts";
import { outcomeOf } from "./scatter.ts";
import { pitchOf, ServiceLanes } from "./service-lanes.tsx";
import { connectionsOf, type ServicePaths, servicePaths } from "./service-paths.ts";
import type { Run } from "./store.ts";
import { usePaced } from "./use-paced.ts";

/** One run on the shared axis: its loop, its requests, its lanes. */

/** Two of them stand where otherwise one does. */
const pairedLag = 72;
/** A run that is over and had no lanes needs no room for them. */
const emptyLanes = 40;
/** The more marks, the longer a browser takes to draw them: at most about a tenth of its time goes there. */
const paceFor = (marks: number) => (marks > 2_000 ? 250 : marks > 400 ? 100 : 0);

export function RunStrips({ id, run, paired }: { id: string; run: Run; paired: boolean }) {
  "use memo";
  const { words, locale } = useBench();
  const { scale } = useAxis();
  const name = useBenchState((state) => titleOf(state, id, locale, words));
  const verdicts = useBenchState((state) => verdictsOn(state, id));
  const expected = Boolean(run.trace.request?.load);
  const marks = run.recording.slices + run.recording.requests.length;
  const paced = usePaced(run, isUnderWay(run.state) ? paceFor(marks) : 0);

  const all = measure.spans(paced.trace);
  const spans = all.filter(measure.isOwn);
  const connections = connectionsOf(all);
  const pitch = pitchOf(connections.names.length, paired);
  const beside = servicePaths(connections, scale, pitch);
  const rows = laneRows(spans, announced(paced.trace.events));
  const over = !isUnderWay(paced.state);
  const tall = over && rows.rows === 0 ? emptyLanes : laneSpace(rows.rows, paired);
  const { nowMs, blocks, exit } = paced.recording;
  const beyond = spansBeyond(spans, verdicts);
  const paths = lanePaths(rows, {
    scale,
    pitch: tall / Math.max(rows.rows, 1),
    blocks,
    nowMs,
    brokenAtMs: exit && exit.reason !== "finished" ? exit.wallMs : null,
    beyond,
  });
  const most = boundOf(verdicts, "peak")?.most;
  const flight = most === undefined ? null : { steps: flightSteps(spans), most };
  // Two runs have two of each region, told apart by name.
  const named = (region: string) => (paired ? `${region} · ${name}` : region);
  return (
    <div className={styles.one}>
      {paired && <RunTitle name={name} run={paced} spans={spans} />}
      <section className={styles.loop} aria-label={named(words.region.loop)}>
        <LoopStrips id={id} run={run} height={paired ? pairedLag : lagHeight} bound={boundOf(verdicts, "lag")} />
        {!paired && <BlockList id={id} run={paced} />}
      </section>
      {(!paired || expected) && (
        <Requests id={id} label={named(words.region.requests)} run={paced} expected={expected} />
      )}
      <div className={styles.work}>
        {flight && !paired && <FlightStrip id={id} {...flight} />}
        <Lanes
          id={id}
          label={named(words.region.lanes)}
          rows={rows.rows}
          paths={paths}
          height={tall}
          bound={boundOf(verdicts, "total")}
          beside={
            <ServiceLanes id={id} connections={connections} paths={beside} pitch={pitch} events={paced.trace.events} />
          }
        >
          {expected && <Bands blocks={blocks} height={tall + 12} />}
        </Lanes>
        {!paired && (
          <Lens
            id={id}
            run={paced}
            rows={rows}
            untilMs={measure.lastEndMs(spans)}
            height={tall + 12 + (flight ? flightHeight : 0)}
            beyond={beyond}
            {...(flight ? { flight } : {})}
          />
        )}
      </div>
      {!paired && <Legend kinds={drawnKinds(paths, beside, paced)} says={<Says run={paced} spans={spans} />} />}
      {paired && (
        <Lens paired id={id} run={paced} rows={rows} untilMs={nowMs} height={pairedLag + beatHeight + tall + 12} />
      )}
    </div>
  );
}

/** What was going on at the moment the scrubber stands at. */
function Says({ run, spans }: { run: Run; spans: readonly measure.Span[] }) {
  "use memo";
  const { words } = useBench();
  const cursorMs = useBenchState((state) => state.cursorMs);
  if (cursorMs === null) return null;
  const says = [
    words.strip.at(n(Math.round(cursorMs))),
    words.strip.atLag(n(Math.round(lagAt(run.recording, cursorMs) ?? 0))),
    words.strip.atFlight(inFlightAt(spans.filter(measure.isTask), cursorMs)),
  ];
  return <small className={styles.says}>{says.join(" · ")}</small>;
}

/** Rows as tall as reads well, in a space that does not jump while a run grows. */
function laneSpace(rows: number, paired: boolean): number {
  if (paired) return Math.min(Math.max(rows * 5, 90), 140);
  return Math.max(lanesHeight - 12, Math.min(rows * 4, 260));
}

function RunTitle({ name, run, spans }: { name: string; run: Run; spans: readonly measure.Span[] }) {
  "use memo";
  const { words } = useBench();
  const last = spans.length > 0 ? measure.lastEndMs(spans) : null;
  const blocked = (run.recording.exit?.maxLagMs ?? 0) >= 50;
  return (
    <h3 className={styles.runTitle}>
      {name}
      {last !== null && !isUnderWay(run.state) && (
        <span data-alarm={blocked || undefined}>{words.strip.lastAnswer(n(Math.round(last)))}</span>
      )}
      <Says run={run} spans={spans} />
    </h3>
  );
}

function drawnKinds(paths: LanePaths, beside: ServicePaths, { state, recording: { requests, serverLag } }: Run) {
  const drawn = {
    ...paths,
    lock: beside.lock,
    run: paths.run + beside.run,
    answered: paths.answered + beside.answered,
  };
  const order = ["blocked", "run", "over", "wait", "lock", "worker", "pool", "queued", "answered", "failed"] as const;
  const kinds = order.filter((kind) => drawn[kind]);
  const named = kinds.map((kind) => (kind === "queued" && isUnderWay(state) ? "pending" : kind));
  const came = new Set(requests.map(outcomeOf));
  const others = [
    { kind: "beat", drawn: true },
    { kind: "ok", drawn: came.has("answered") },
    { kind: "failedRequest", drawn: came.has("failed") },
    { kind: "timedOut", drawn: came.has("timedOut") },
    { kind: "server", drawn: serverLag.length > 1 },
  ] as const;
  return [...named, ...others.flatMap(({ kind, drawn }) => (drawn ? [kind] : []))];
}
