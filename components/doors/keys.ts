import { browserShelf } from "../bench/saved.ts";

/** The keys that work everywhere on the site, and whether the reader wants those that are one bare letter. */

export type Door = "search" | "keys";

const place = "looplab:letter-keys";

/** Whoever speaks to a computer types letters without meaning to: bare letters can be switched off. */
export const letterKeysOn = (): boolean => browserShelf()?.getItem(place) !== "off";

export function switchLetterKeys(on: boolean): void {
  try {
    if (on) browserShelf()?.removeItem(place);
    else browserShelf()?.setItem(place, "off");
  } catch {
    // Nothing can be kept: the choice lasts as long as the page.
  }
}

type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** Which door a key opens. `writing`: the focus is where letters are text. */
export function doorOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Pressed, writing: boolean): Door | null {
  // By its place too: under a Korean input method this key is ㅏ.
  if ((ctrlKey || metaKey) && !altKey && !shiftKey) return key === "k" || code === "KeyK" ? "search" : null;
  if (ctrlKey || metaKey || altKey || writing) return null;
  if (key === "/") return "search";
  return key === "?" ? "keys" : null;
}
