import type { Locale } from "../../lessons/types.ts";
import { Source } from "../code/source.tsx";
import { dictOf } from "../i18n/index.ts";
import styles from "./list.module.css";
import { groupedPackages } from "./read.ts";

/** Every package with its version, what it is for, and the program that proves it in a real cell. */
export async function PackageList({ locale }: { locale: Locale }) {
  const { tried } = dictOf(locale).packages;
  return (await groupedPackages()).map(({ title, packages }) => (
    <section key={title.en} className={styles.group}>
      <h2>{title[locale]}</h2>
      <ul>
        {packages.map(({ name, version, says, program }) => (
          <li key={name} id={name}>
            <h3>
              <code>{name}</code> <span>{version}</span>
            </h3>
            <div>
              <p>{says[locale]}</p>
              <details>
                <summary>{tried(name)}</summary>
                <Source file={program} />
              </details>
            </div>
          </li>
        ))}
      </ul>
    </section>
  ));
}
