import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { dictOf } from "../../../components/i18n/index.ts";
import { isLocale } from "../../../components/i18n/locales.ts";
import { PackageList } from "../../../components/packages/list.tsx";
import { Footer } from "../../../components/shell/footer.tsx";
import { Header } from "../../../components/shell/header.tsx";
import { at, paths } from "../../../components/shell/paths.ts";
import styles from "../plain.module.css";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { title, lead } = dictOf(locale).packages;
  return { title, description: lead };
}

export default async function PackagesPage({ params }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const words = dictOf(locale).packages;
  return (
    <>
      <Header locale={locale} path={paths.packages} current="packages" trail={[{ name: words.title }]} />
      <main id="main" className={styles.page} data-wide>
        <h1>{words.title}</h1>
        <p className={styles.lead}>{words.lead}</p>
        <p className={styles.lead}>
          {words.besides} <a href={at(locale, paths.lab)}>lab</a>
        </p>
        <PackageList locale={locale} />
      </main>
      <Footer locale={locale} />
    </>
  );
}
