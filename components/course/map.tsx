import { tracks } from "../../lessons/course.ts";
import { lessonOf } from "../../lessons/index.ts";
import { readRecording } from "../../lessons/read.ts";
import type { Listing, Locale, Track } from "../../lessons/types.ts";
import { dictOf } from "../i18n/index.ts";
import { at, paths } from "../shell/paths.ts";
import styles from "./course.module.css";
import { Thumbnail } from "./thumbnail.tsx";

/** The whole course: tracks by order. A lesson that is written is a card; one that is not is its plain name. */
export function CourseMap({ locale }: { locale: Locale }) {
  const words = dictOf(locale).course;
  const all = tracks.flatMap(({ lessons }) => lessons);
  return (
    <section id="course" className={styles.map} aria-labelledby="course-title">
      <header>
        <h2 id="course-title">{words.title}</h2>
        <p>{words.lead(all.length, tracks.length)}</p>
        <p className={styles.figure}>
          <b>{all.filter(({ written }) => written).length}</b> {words.openNow}
        </p>
      </header>
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
        <p>{words.lessons(track.lessons.length)}</p>
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
      <span>{id}</span>
      <b>{title[locale]}</b>
      {trace && <Thumbnail trace={trace} />}
    </a>
  );
}
