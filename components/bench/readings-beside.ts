import type { editor } from "monaco-editor";
import styles from "./editor.module.css";

/**
 * The readings beside blocking lines. Monaco could inject them as text, but then a long line would carry its
 * reading out of sight: here each stands after its code, or at the right edge where the code goes on.
 */
export type Beside = { set(readings: readonly { line: number; text: string }[]): void };

const gapPx = 14;
const edgePx = 14;

export function readingsBeside(code: editor.IStandaloneCodeEditor, host: HTMLElement): Beside {
  const layer = document.createElement("div");
  layer.className = styles.readings ?? "";
  // The same readings are in the list of blocks, in words.
  layer.ariaHidden = "true";
  host.append(layer);
  let shown: readonly { line: number; text: string }[] = [];

  const place = () => {
    const model = code.getModel();
    layer.replaceChildren();
    for (const { line, text } of shown) {
      if (!model || line > model.getLineCount()) continue;
      const end = code.getScrolledVisiblePosition({ lineNumber: line, column: model.getLineMaxColumn(line) });
      if (!end) continue;
      const reading = document.createElement("span");
      reading.className = styles.reading ?? "";
      reading.textContent = text;
      layer.append(reading);
      const rightmost = layer.clientWidth - edgePx - reading.offsetWidth;
      reading.style.top = `${end.top}px`;
      reading.style.left = `${Math.min(end.left + gapPx, rightmost)}px`;
    }
  };
  code.onDidScrollChange(place);
  code.onDidLayoutChange(place);
  code.onDidChangeModelContent(place);
  return {
    set(readings) {
      shown = readings;
      place();
    },
  };
}
