import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BenchPanel } from "../../../../components/bench/bench.tsx";
import { LessonBench } from "../../../../components/bench/lesson-bench.tsx";
import { dictOf } from "../../../../components/i18n/index.ts";
import { isLocale } from "../../../../components/i18n/locales.ts";
import { Article } from "../../../../components/lesson/article.tsx";
import { Header } from "../../../../components/shell/header.tsx";
import { paths } from "../../../../components/shell/paths.ts";
import { tracks } from "../../../../lessons/course.ts";
import { lessonOf, lessons } from "../../../../lessons/index.ts";
import styles from "./page.module.css";

export const dynamicParams = false;
export const generateStaticParams = () => lessons.map(({ slug }) => ({ slug }));

type Props = { params: Promise<{ locale: string; slug: string }> };

async function read({ params }: Props) {
  const { locale, slug } = await params;
  const lesson = lessonOf(slug);
  const track = tracks.find(({ lessons }) => lessons.some((listing) => listing.slug === slug));
  if (!isLocale(locale) || !lesson || !track) notFound();
  return { locale, lesson, track };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { locale, lesson } = await read(props);
  return { title: lesson.title[locale], description: lesson.summary[locale] };
}

export default async function LessonPage(props: Props) {
  const { locale, lesson, track } = await read(props);
  const { course } = dictOf(locale);
  const trail = [
    { name: `${course.track(track.number)} · ${track.title[locale]}`, path: paths.course },
    { name: lesson.title[locale] },
  ];
  return (
    <>
      <Header locale={locale} path={paths.lesson(lesson.slug)} trail={trail} />
      <main id="main" className={styles.page}>
        <LessonBench lesson={lesson} locale={locale}>
          <div className={styles.column}>
            <Article lesson={lesson} locale={locale} />
          </div>
          <div className={styles.bench}>
            <BenchPanel />
          </div>
        </LessonBench>
      </main>
    </>
  );
}
