import type { editor } from "monaco-editor";

/** The editor in the site's own tokens. Monaco takes hex colours only, so the tokens are read as painted. */

/** Nearly monochrome, so that only a blocking line shouts. Diagnostics are amber: alarm belongs to the loop. */
export function themeFrom(host: HTMLElement): editor.IStandaloneThemeData {
  const probe = document.createElement("span");
  host.append(probe);
  const token = (name: string) => {
    probe.style.color = `var(--${name})`;
    return hex(getComputedStyle(probe).color);
  };
  const [ink, ink2, ink3, edge, rule, panel, sunk] = (
    ["ink", "ink2", "ink3", "edge", "rule", "panel", "sunk"] as const
  ).map(token) as [string, string, string, string, string, string, string];
  const [calm, calmWash, ok, noise] = (["calm", "calm-wash", "ok", "noise"] as const).map(token) as [
    string,
    string,
    string,
    string,
  ];
  probe.remove();
  const dark = luminance(panel) < luminance(ink);
  const rgb = (colour: string) => colour.slice(1);
  return {
    base: dark ? "vs-dark" : "vs",
    inherit: false,
    rules: [
      { token: "", foreground: rgb(ink) },
      { token: "keyword", foreground: rgb(ink), fontStyle: "bold" },
      { token: "string", foreground: rgb(ok) },
      { token: "regexp", foreground: rgb(ok) },
      { token: "number", foreground: rgb(calm) },
      { token: "comment", foreground: rgb(ink3) },
    ],
    colors: {
      foreground: ink,
      focusBorder: calm,
      descriptionForeground: ink2,
      "icon.foreground": ink2,
      "editor.background": panel,
      "editor.foreground": ink,
      "editorGutter.background": panel,
      // The default dims them below the contrast that text needs.
      "editorLineNumber.foreground": ink3,
      "editorLineNumber.activeForeground": ink,
      "editorCursor.foreground": ink,
      "editor.selectionBackground": calmWash,
      "editor.inactiveSelectionBackground": calmWash,
      "editor.selectionHighlightBackground": `${calmWash}80`,
      "editor.findMatchBackground": calmWash,
      "editor.findMatchHighlightBackground": calmWash,
      "editorBracketMatch.background": calmWash,
      "editorBracketMatch.border": calm,
      "editorIndentGuide.background1": rule,
      "editorError.foreground": noise,
      "editorWarning.foreground": noise,
      "editorInfo.foreground": calm,
      "editorWidget.background": sunk,
      "editorWidget.foreground": ink,
      "editorWidget.border": edge,
      "editorHoverWidget.background": sunk,
      "editorHoverWidget.foreground": ink,
      "editorHoverWidget.border": edge,
      "editorSuggestWidget.background": sunk,
      "editorSuggestWidget.foreground": ink,
      "editorSuggestWidget.border": edge,
      "editorSuggestWidget.selectedBackground": calmWash,
      "editorSuggestWidget.selectedForeground": ink,
      "editorSuggestWidget.highlightForeground": calm,
      "editorSuggestWidget.focusHighlightForeground": calm,
      "list.hoverBackground": calmWash,
      "list.focusBackground": calmWash,
      "list.activeSelectionBackground": calmWash,
      "list.activeSelectionForeground": ink,
      "input.background": panel,
      "input.foreground": ink,
      "input.border": edge,
      "menu.background": sunk,
      "menu.foreground": ink,
      "menu.selectionBackground": calmWash,
      "menu.selectionForeground": ink,
      "textLink.foreground": calm,
      "scrollbarSlider.background": `${edge}55`,
      "scrollbarSlider.hoverBackground": `${edge}88`,
      "scrollbarSlider.activeBackground": `${edge}aa`,
      "widget.shadow": "#00000000",
      "scrollbar.shadow": "#00000000",
    },
  };
}

function hex(colour: string): string {
  const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return `#${[r, g, b].map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}

const luminance = (colour: string) => Number.parseInt(colour.slice(1, 3), 16) + Number.parseInt(colour.slice(3, 5), 16);
