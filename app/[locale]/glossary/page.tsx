import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { dictOf } from "../../../components/i18n/index.ts";
import { isLocale } from "../../../components/i18n/locales.ts";
import { Footer } from "../../../components/shell/footer.tsx";
import { Header } from "../../../components/shell/header.tsx";
import { paths } from "../../../components/shell/paths.ts";
import { glossary } from "../../../lessons/glossary.ts";
import styles from "../plain.module.css";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { title, lead } = dictOf(locale).glossary;
  return { title, description: lead };
}

export default async function GlossaryPage({ params }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const words = dictOf(locale).glossary;
  const other = locale === "ko" ? "en" : "ko";
  const entries = glossary.toSorted((a, b) => a.term[locale].localeCompare(b.term[locale], locale));
  return (
    <>
      <Header locale={locale} path={paths.glossary} current="glossary" trail={[{ name: words.title }]} />
      <main id="main" className={styles.page}>
        <h1>{words.title}</h1>
        <p className={styles.lead}>{words.lead}</p>
        <dl className={styles.terms}>
          {entries.map(({ id, term, says }) => (
            <div key={id} id={id}>
              <dt>
                <a href={`#${id}`}>{term[locale]}</a> <span lang={other}>{term[other]}</span>
              </dt>
              <dd>{says[locale]}</dd>
            </div>
          ))}
        </dl>
      </main>
      <Footer locale={locale} />
    </>
  );
}
