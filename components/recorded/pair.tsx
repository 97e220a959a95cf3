import { readRecording, readVariant } from "../../lessons/read.ts";
import type { Lesson, Locale } from "../../lessons/types.ts";
import { axisOf, draw, lastMs, readRun } from "./drawing.ts";
import { differingLines, plain } from "./lines.ts";
import { Panel } from "./panel.tsx";
import { Player } from "./player.tsx";
import styles from "./recorded.module.css";
import { stageOf } from "./stage.ts";
import { wordsOf } from "./words.ts";

type Props = { lesson: Lesson; locale: Locale };

/** Where the page rests: far enough into the block to see that it is one. */
const stillAt = 0.64;

/**
 * A lesson's bad and good variant beside each other on one axis, as they were recorded. Without recordings
 * there is nothing to show, and nothing is shown.
 */
export async function RecordedPair({ lesson, locale }: Props) {
  const [bad, good] = await Promise.all([readSide(lesson, "bad", locale), readSide(lesson, "good", locale)]);
  if (!bad || !good) return null;

  const words = wordsOf[locale];
  const axis = axisOf([bad.run, good.run]);
  const endMs = Math.max(lastMs(bad.run), lastMs(good.run));
  const stillMs = Math.round(endMs * stillAt);
  const lines = differingLines(bad.file.code, good.file.code);
  const [line = 0] = lines;
  const wait = lesson.knobs.find(({ name }) => name === "wait")?.initial ?? 0;
  const started = bad.run.trace.events.find((event) => event.type === "started");
  const sides = [bad, good].map((side) => ({ ...side, drawing: draw(side.run, axis) }));

  return (
    <section className={styles.pair} aria-labelledby="recorded">
      <header>
        <h2 id="recorded">
          {words.caption(bad.run.spans.length, wait)} {lines.length === 1 && words.oneLine}
        </h2>
        {started?.type === "started" && <p>{words.recorded(started.data.node.replace(/^v?(\d+\.\d+).*/, "$1"))}</p>}
      </header>
      <Player
        locale={locale}
        endMs={endMs}
        stillMs={stillMs}
        runs={sides.map(({ drawing }) => ({ moments: drawing.moments, stage: stageOf(drawing, axis) }))}
      >
        {sides.map(({ variant, file, drawing }) => (
          <Panel
            key={variant.id}
            id={variant.id}
            label={variant.label[locale]}
            code={plain(file.code.split("\n")[line] ?? "")}
            place={`${file.path}:${line + 1}`}
            drawing={drawing}
            axis={axis}
            stillMs={stillMs}
            locale={locale}
          />
        ))}
      </Player>
    </section>
  );
}

async function readSide(lesson: Lesson, role: "bad" | "good", locale: Locale) {
  const variant = lesson.variants.find((candidate) => candidate.role === role);
  if (!variant) return null;
  const [trace, files] = await Promise.all([
    readRecording(lesson.slug, variant.id),
    readVariant(lesson.slug, variant.id, locale),
  ]);
  const [file] = files;
  return trace && file ? { variant, file, run: readRun(trace) } : null;
}
