import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { dictOf } from "../../../components/i18n/index.ts";
import { isLocale } from "../../../components/i18n/locales.ts";
import { PlayBench } from "../../../components/play/play-bench.tsx";
import { Header } from "../../../components/shell/header.tsx";
import { paths } from "../../../components/shell/paths.ts";
import styles from "./page.module.css";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { title, description } = dictOf(locale).play;
  return { title, description };
}

export default async function PlayPage({ params }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { play } = dictOf(locale);
  return (
    <>
      <Header locale={locale} path={paths.play} current="play" trail={[{ name: play.title }]} />
      <main id="main" className={styles.page}>
        <h1 className="visually-hidden">{play.title}</h1>
        <h2 className="visually-hidden">{play.bench}</h2>
        <PlayBench locale={locale} />
      </main>
    </>
  );
}
