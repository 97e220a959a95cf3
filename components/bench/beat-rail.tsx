"use client";
import type { EventData } from "#protocol";
import { formatNumber as n } from "../i18n/number.ts";
import { type BlockBar, barsPath, beatPath, blockBars, tornEnd } from "./beats.ts";
import { useBench, useBenchState } from "./context.ts";
import marks from "./marks.module.css";
import { Strip, useAxis } from "./plot.tsx";
import { goToLine } from "./pointing.ts";
import { beatHeight } from "./resting-strips.tsx";
import type { Run } from "./store.ts";
import type { Words } from "./words/index.ts";

/** One tick a turn of the loop; where ticks are missing, the block that stood in their place. */
const top = 5;
const height = 15;
/** Narrower bars go without their words; the list of blocks has them. */
const wordsFit = 150;

export function BeatRail({ id, run }: { id: string; run: Run }) {
  "use memo";
  const { store, words } = useBench();
  const { scale } = useAxis();
  const pointed = useBenchState((state) => state.pointed);
  const { lag, blocks, nowMs } = run.recording;
  const bars = blockBars(blocks, nowMs, scale);
  const wide = bars.filter((bar) => bar.width >= wordsFit);
  const point = ({ file, line }: EventData<"block">) => (file && line ? { file, line } : null);
  return (
    <Strip height={beatHeight} label={words.strip.beats} labelY={17} variant={id} base={beatHeight - 0.5}>
      <path className={marks.beats} d={beatPath(lag, scale, top + 3, height - 6)} />
      <path className={marks.blocked} d={barsPath(bars, top, height)} />
      {bars.map((bar) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the mouse; the list of blocks is the way for all
        <g
          key={bar.block.id}
          onPointerEnter={() => store.setState({ pointed: point(bar.block) })}
          onPointerLeave={() => store.setState({ pointed: null })}
          onClick={() => {
            const place = point(bar.block);
            if (place) goToLine(store, place, id);
          }}
        >
          <Ends bar={bar} />
          <rect
            className={marks.hit}
            data-pointed={pointed !== null && pointed.file === bar.block.file && pointed.line === bar.block.line}
            x={bar.x}
            y={top}
            width={bar.width}
            height={height}
          />
        </g>
      ))}
      {wide.map(({ block, x, width }) => (
        <text key={block.id} className={marks.barText} x={x + 7} y={top + 11.5}>
          {barWords(block, nowMs, words.strip, width)}
        </text>
      ))}
    </Strip>
  );
}

/** An open block is hatched where it grows; a cut one is torn. */
function Ends({ bar: { block, x, width } }: { bar: BlockBar }) {
  "use memo";
  if (block.state === "open") {
    const grown = Math.min(16, width);
    return <rect className={marks.growing} x={x + width - grown} y={top} width={grown} height={height} />;
  }
  return block.state === "cut" ? <path className={marks.torn} d={tornEnd(x + width, top, height)} /> : null;
}

function barWords(block: EventData<"block">, nowMs: number, words: Words["strip"], width: number): string {
  const place = block.file && block.line && width > 210 ? `${block.file}:${block.line}` : "";
  const ms = n(Math.round(block.durationMs));
  if (block.state === "open") return `${words.blockedOpen(n(Math.round(nowMs - block.startMs)))} ${place}`;
  const says = block.state === "cut" ? words.blockedCut(ms) : words.blocked(ms);
  return place ? `${says} · ${place}` : says;
}
