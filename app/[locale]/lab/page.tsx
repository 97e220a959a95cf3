import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Source } from "../../../components/code/source.tsx";
import { dictOf } from "../../../components/i18n/index.ts";
import { isLocale } from "../../../components/i18n/locales.ts";
import { Footer } from "../../../components/shell/footer.tsx";
import { Header } from "../../../components/shell/header.tsx";
import { paths } from "../../../components/shell/paths.ts";
import styles from "../plain.module.css";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { title, lead } = dictOf(locale).lab;
  return { title, description: lead };
}

export default async function LabPage({ params }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const words = dictOf(locale).lab;
  return (
    <>
      <Header locale={locale} path={paths.lab} current="lab" trail={[{ name: words.title }]} />
      <main id="main" className={styles.page} data-wide>
        <h1>
          <code>{words.title}</code>
        </h1>
        <p className={styles.lead}>{words.lead}</p>
        <div className={styles.source}>
          <Source file="sandbox-server/cell/lab.ts" />
        </div>
      </main>
      <Footer locale={locale} />
    </>
  );
}
