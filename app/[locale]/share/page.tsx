import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { nodeVersion } from "../../../components/bench/node-version.ts";
import { SharedRun } from "../../../components/bench/shared-run.tsx";
import { dictOf } from "../../../components/i18n/index.ts";
import { isLocale } from "../../../components/i18n/locales.ts";
import { Header } from "../../../components/shell/header.tsx";
import { paths } from "../../../components/shell/paths.ts";
import styles from "../play/page.module.css";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { title, description } = dictOf(locale).share;
  return { title, description };
}

export default async function SharePage({ params }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { share } = dictOf(locale);
  return (
    <>
      <Header locale={locale} path={paths.share} trail={[{ name: share.title }]} />
      <main id="main" className={styles.page}>
        <h1 className="visually-hidden">{share.title}</h1>
        <SharedRun locale={locale} node={nodeVersion} words={share} />
      </main>
    </>
  );
}
