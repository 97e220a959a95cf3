/** How large a diagram stands in its window, as a factor of the size it was drawn at. */

const smallest = 0.25;
const largest = 6;
/** A diagram of two boxes need not fill a wall. */
const largestFit = 2.5;

type Size = { width: number; height: number };

export const clampZoom = (zoom: number) => Math.min(Math.max(zoom, smallest), largest);

export const fitting = (picture: Size, window: Size): number =>
  clampZoom(Math.min(window.width / picture.width, window.height / picture.height, largestFit));

/** The zoom after a key, "fit", or null where the key is none of its own. */
export function zoomAfter(key: string, zoom: number): number | "fit" | null {
  if (key === "+" || key === "=") return clampZoom(zoom * 1.25);
  if (key === "-" || key === "−") return clampZoom(zoom / 1.25);
  return key === "0" ? "fit" : null;
}

/** Where to scroll so that what was in the middle (or at `at`) stays where it was. */
export const scrollAfter = (scroll: number, at: number, before: number, after: number): number =>
  ((scroll + at) * after) / before - at;
