import { notFound } from "next/navigation";
import { CourseProgress, StartOrGoOn } from "../../components/course/course-progress.tsx";
import { CourseMap, openLessons } from "../../components/course/map.tsx";
import { dictOf } from "../../components/i18n/index.ts";
import { isLocale } from "../../components/i18n/locales.ts";
import { KeptSection } from "../../components/kept/section.tsx";
import { RecordedPair } from "../../components/recorded/pair.tsx";
import { Footer } from "../../components/shell/footer.tsx";
import { Header } from "../../components/shell/header.tsx";
import { at, paths } from "../../components/shell/paths.ts";
import { listings } from "../../lessons/course.ts";
import { lessons } from "../../lessons/index.ts";
import styles from "./home.module.css";

type Props = { params: Promise<{ locale: string }> };

export default async function Home({ params }: Props) {
  const { locale } = await params;
  const first = lessons[0];
  if (!isLocale(locale) || !first) notFound();
  const { home } = dictOf(locale);
  return (
    <CourseProgress open={openLessons(locale)} locale={locale}>
      <Header locale={locale} path={paths.home} airy />
      <main id="main" className={styles.page}>
        <div className={styles.opening}>
          <h1>
            {home.title.map((line) => (
              <span key={line}>{line} </span>
            ))}
          </h1>
          <div>
            <p className={styles.lead}>{home.lead}</p>
            <p className={styles.actions}>
              <StartOrGoOn className={styles.primary} />
              <a className={styles.secondary} href={at(locale, paths.play)}>
                {home.play}
              </a>
              <span>{home.free}</span>
            </p>
          </div>
        </div>
        <RecordedPair lesson={first} locale={locale} />
        <dl className={styles.facts}>
          {home.facts(listings.length, lessons.length).map(({ name, says }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{says}</dd>
            </div>
          ))}
        </dl>
        <CourseMap locale={locale} />
        <KeptSection locale={locale} />
      </main>
      <Footer locale={locale} />
    </CourseProgress>
  );
}
