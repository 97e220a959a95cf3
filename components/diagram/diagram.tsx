import { readDiagram } from "../../lessons/read.ts";
import type { Lesson, Locale } from "../../lessons/types.ts";
import styles from "./diagram.module.css";
import { DiagramDoors } from "./doors.tsx";

type Props = { lesson: Lesson; name: string; source: string; locale: Locale };

/** A diagram drawn by Mermaid when the lesson was written: one SVG for both themes, its own text alternative inside. */
export async function Diagram({ lesson, name, source, locale }: Props) {
  const told = lesson.diagrams[name];
  if (!told) throw new Error(`lessons/${lesson.slug}/lesson.ts: expected a caption and alt for diagram "${name}"`);
  const svg = await readDiagram(lesson.slug, name, locale);
  return (
    <figure className={styles.diagram}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a committed file of ours */}
      <div dangerouslySetInnerHTML={{ __html: svg }} />
      <figcaption>{told.caption[locale]}</figcaption>
      <DiagramDoors title={told.caption[locale]} source={source} locale={locale} />
    </figure>
  );
}
