"use client";

import { useParams } from "next/navigation";
import { isLocale } from "../../components/i18n/locales.ts";
import { broken } from "../../components/shell/trouble.ts";

/** A page of ours broke in the browser. What the learner wrote is kept in the browser and is not lost. */
export default function ErrorPage({ reset }: { reset: () => void }) {
  const { locale: asked } = useParams<{ locale: string }>();
  const locale = isLocale(asked) ? asked : "ko";
  return (
    <main id="main" className="trouble">
      <section>
        <h1>{broken.title[locale]}</h1>
        <p>{broken.says[locale]}</p>
        <p>
          <button type="button" onClick={reset}>
            {broken.again[locale]}
          </button>
        </p>
      </section>
    </main>
  );
}
