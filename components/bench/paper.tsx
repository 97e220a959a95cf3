import styles from "./editor.module.css";
import type { LineMark } from "./line-marks.ts";
import { tintLines } from "./tint.ts";

/** The code as it lies under the textarea: line numbers, the few colours, and the marks of blocking lines. */
export function Paper({ code, marks }: { code: string; marks: readonly LineMark[] }) {
  const markOf = new Map(marks.map((mark) => [mark.line, mark]));
  return (
    <div className={styles.paper} aria-hidden="true">
      {tintLines(code).map((pieces, index) => {
        const mark = markOf.get(index + 1);
        return (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            key={index}
            className={styles.line}
            data-mark={mark ? "blocked" : undefined}
            data-pointed={mark?.pointed}
          >
            <span className={styles.number}>{index + 1}</span>
            <span className={styles.code}>
              {pieces.map(({ tint, text }, at) =>
                tint === "plain" ? (
                  text
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name
                  <span key={at} className={`tok-${tint}`}>
                    {text}
                  </span>
                ),
              )}
            </span>
            {mark && <span className={styles.inline}>{mark.text}</span>}
          </div>
        );
      })}
    </div>
  );
}
