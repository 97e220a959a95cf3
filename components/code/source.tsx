import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { highlight } from "./highlight.ts";
import styles from "./source.module.css";

/** A file of this repository, shown as it stands: read and highlighted while the page is built. */
export async function Source({ file }: { file: string }) {
  const code = await readFile(join(/* turbopackIgnore: true */ process.cwd(), file), "utf8");
  return (
    <figure className={styles.source}>
      <figcaption>
        <code>{file}</code>
      </figcaption>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own file, escaped by Shiki */}
      <div dangerouslySetInnerHTML={{ __html: await highlight(code) }} />
    </figure>
  );
}
