import { tracks } from "../../lessons/course.ts";
import { lessonOf, lessons } from "../../lessons/index.ts";
import { readRecording } from "../../lessons/read.ts";
import type { Listing, Locale, Track } from "../../lessons/types.ts";
import { dictOf } from "../i18n/index.ts";
import { at, paths } from "../shell/paths.ts";
import { AskedAgain } from "./asked-again.tsx";
import styles from "./course.module.css";
import { CardMarks, Figures, ProvenOf } from "./course-progress.tsx";
import type { Open } from "./standing.ts";
import { Thumbnail } from "./thumbnail.tsx";

/** The lessons that can be opened, as the browser needs to know them. */
export const openLessons = (locale: Locale): Open[] =>
  lessons.map(({ slug, version, title, questions }) => ({
    slug,
    version,
    title: title[locale],
    questions: questions.length,
  }));

/** The whole course: tracks by order. A lesson that is written is a card; one that is not is its plain name. */
export function CourseMap({ locale }: { locale: Locale }) {
  const words = dictOf(locale).course;
  const all = tracks.flatMap(({ lessons }) => lessons);
  return (
    <section id="course" className={styles.map} aria-labelledby="course-title">
      <header>
        <h2 id="course-title">{words.title}</h2>
        <p>{words.lead(all.length, tracks.length)}</p>
        <Figures />
      </header>
      <AskedAgain />
      {tracks.map((track) => (
        <TrackRow key={track.number} track={track} locale={locale} />
      ))}
    </section>
  );
}

function TrackRow({ track, locale }: { track: Track; locale: Locale }) {
  const words = dictOf(locale).course;
  const title = `track-${track.number}`;
  return (
    <section className={styles.track} aria-labelledby={title}>
      <div className={styles.name}>
        <p>{words.track(track.number)}</p>
        <h3 id={title}>{track.title[locale]}</h3>
        <p>
          <ProvenOf lessons={track.lessons.map(({ slug }) => ({ slug }))} />
        </p>
      </div>
      <ol className={styles.lessons}>
        {track.lessons.map((listing) => (
          <li key={listing.id}>
            <Entry listing={listing} locale={locale} />
          </li>
        ))}
      </ol>
    </section>
  );
}

async function Entry({ listing: { id, slug, title, written }, locale }: { listing: Listing; locale: Locale }) {
  const lesson = written ? lessonOf(slug) : undefined;
  if (!lesson) {
    return (
      <div className={styles.plain}>
        <span>{id}</span>
        <p>{title[locale]}</p>
      </div>
    );
  }
  const shown = lesson.variants.find(({ role }) => role === "bad") ?? lesson.variants[0];
  const trace = shown ? await readRecording(slug, shown.id) : null;
  return (
    <a className={styles.card} href={at(locale, paths.lesson(slug))}>
      <span className={styles.id}>{id}</span>
      <CardMarks slug={slug} />
      <b>{title[locale]}</b>
      {trace && <Thumbnail trace={trace} />}
    </a>
  );
}
