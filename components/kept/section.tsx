import type { Locale } from "../../lessons/types.ts";
import styles from "./keeping.module.css";
import { Keeping } from "./keeping.tsx";
import { keptWordsOf } from "./words.ts";

/** What this browser keeps of its reader, and how to take it elsewhere. */
export function KeptSection({ locale }: { locale: Locale }) {
  const { title, says, save, open, failed } = keptWordsOf(locale);
  return (
    <section className={styles.kept} aria-labelledby="kept">
      <div>
        <h2 id="kept">{title}</h2>
        <p>{says}</p>
      </div>
      <div>
        <Keeping locale={locale} words={{ save, open, failed }} />
      </div>
    </section>
  );
}
