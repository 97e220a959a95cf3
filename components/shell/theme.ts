export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const key = "theme";
const changed = "looplab:theme";

export function readTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

export function chooseTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === "system") delete dataset.theme;
  else dataset.theme = theme;
  try {
    if (theme === "system") localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
  dispatchEvent(new Event(changed));
}

/** Calls back when the choice changes here or in another tab; returns its end. */
export function watchTheme(onChange: () => void): () => void {
  const fromOtherTab = (event: StorageEvent) => {
    if (event.key !== key) return;
    const { dataset } = document.documentElement;
    if (event.newValue === "light" || event.newValue === "dark") dataset.theme = event.newValue;
    else delete dataset.theme;
    onChange();
  };
  addEventListener(changed, onChange);
  addEventListener("storage", fromOtherTab);
  return () => {
    removeEventListener(changed, onChange);
    removeEventListener("storage", fromOtherTab);
  };
}
