/**
 * How Mermaid is told to draw. Every colour is a sentinel that stands for a token of the look, so that the
 * finished SVG can name the token instead and follow the theme of the page it is in.
 */
export const tokens = [
  "ink",
  "ink2",
  "ink3",
  "edge",
  "rule",
  "grid",
  "panel",
  "sunk",
  "alarm",
  "on-alarm",
  "alarm-wash",
  "calm",
  "calm-wash",
  "ok",
  "noise",
  "wait",
] as const;
export type Token = (typeof tokens)[number];

const hex = (value: number) => value.toString(16).padStart(2, "0");
/** Odd greens that no palette of Mermaid's own comes near. */
export const sentinel = (token: Token): string => {
  const index = tokens.indexOf(token) + 1;
  return `#${hex(index)}fe${hex(index)}`;
};

/** A sentinel as the browser computes it, to its token. */
export const tokenByColour: Readonly<Record<string, Token>> = Object.fromEntries(
  tokens.map((token, index) => [`rgb(${index + 1}, 254, ${index + 1})`, token]),
);

const c = sentinel;
const font = '"Pretendard Variable", sans-serif';

export const mermaidConfig = {
  startOnLoad: false,
  htmlLabels: false,
  theme: "base",
  look: "classic",
  fontFamily: font,
  // Sequences take all their sizes from this one.
  fontSize: 13,
  sequence: {
    mirrorActors: false,
    useMaxWidth: false,
    width: 104,
    height: 28,
    actorMargin: 36,
    messageMargin: 18,
    noteMargin: 4,
    noteAlign: "left",
    boxMargin: 4,
    diagramMarginX: 1,
    diagramMarginY: 1,
    activationWidth: 12,
    actorFontWeight: 600,
  },
  gantt: {
    useMaxWidth: false,
    useWidth: 420,
    barHeight: 12,
    barGap: 7,
    leftPadding: 124,
    rightPadding: 20,
    // The axis hangs 50 px above the bottom, whatever is above it.
    topPadding: 50,
    gridLineStartPadding: 50,
    fontSize: 13,
    sectionFontSize: 13,
  },
  flowchart: { useMaxWidth: false, nodeSpacing: 24, rankSpacing: 32, padding: 10, curve: "linear" },
  state: { useMaxWidth: false },
  themeVariables: {
    fontFamily: font,
    fontSize: "14px",
    background: c("panel"),
    mainBkg: c("panel"),
    primaryColor: c("panel"),
    primaryTextColor: c("ink"),
    primaryBorderColor: c("edge"),
    secondaryColor: c("sunk"),
    secondaryTextColor: c("ink"),
    secondaryBorderColor: c("edge"),
    tertiaryColor: c("sunk"),
    tertiaryTextColor: c("ink"),
    tertiaryBorderColor: c("rule"),
    lineColor: c("ink2"),
    textColor: c("ink"),
    titleColor: c("ink"),
    nodeBorder: c("edge"),
    nodeTextColor: c("ink"),
    clusterBkg: c("sunk"),
    clusterBorder: c("rule"),
    edgeLabelBackground: c("panel"),
    labelColor: c("ink"),
    transitionColor: c("ink2"),
    transitionLabelColor: c("ink2"),
    stateBkg: c("panel"),
    stateLabelColor: c("ink"),
    specialStateColor: c("ink2"),
    innerEndBackground: c("ink2"),
    actorBkg: c("panel"),
    actorBorder: c("edge"),
    actorTextColor: c("ink"),
    actorLineColor: c("edge"),
    signalColor: c("ink2"),
    signalTextColor: c("ink"),
    labelBoxBkgColor: c("sunk"),
    labelBoxBorderColor: c("rule"),
    labelTextColor: c("ink"),
    loopTextColor: c("ink2"),
    noteBkgColor: c("panel"),
    noteBorderColor: c("panel"),
    noteTextColor: c("ink2"),
    activationBkgColor: c("calm"),
    activationBorderColor: c("calm"),
    sequenceNumberColor: c("panel"),
    sectionBkgColor: c("panel"),
    altSectionBkgColor: c("panel"),
    sectionBkgColor2: c("panel"),
    gridColor: c("grid"),
    critBkgColor: c("alarm"),
    critBorderColor: c("alarm"),
    activeTaskBkgColor: c("calm"),
    activeTaskBorderColor: c("calm"),
    doneTaskBkgColor: c("wait"),
    doneTaskBorderColor: c("wait"),
    taskBkgColor: c("calm"),
    taskBorderColor: c("calm"),
    taskTextColor: c("ink2"),
    taskTextDarkColor: c("ink2"),
    taskTextLightColor: c("ink2"),
    taskTextOutsideColor: c("ink2"),
    taskTextClickableColor: c("ink2"),
    todayLineColor: c("panel"),
  },
  /** Boxes an author marks `:::run`, `:::wait` or `:::blocked` speak as the observatory does. */
  themeCSS: `
    .node.run > * { fill: ${c("calm-wash")}; stroke: ${c("calm")}; }
    .node.wait > * { stroke: ${c("wait")}; stroke-dasharray: 4 3; }
    .node.blocked > * { fill: ${c("alarm-wash")}; stroke: ${c("alarm")}; }
    .node .label text, .node .label tspan { fill: ${c("ink")}; stroke: none; stroke-dasharray: none; }
    .grid .tick text { fill: ${c("ink3")}; font-size: 12px; font-family: ${font}; }
    .grid .tick line { stroke: ${c("grid")}; }
    .grid .domain { stroke: none; }
    .sectionTitle { font-weight: 600; fill: ${c("ink")}; }
    .section, .today { display: none; }
    .actor-line { stroke-width: 1px; }
    .messageLine0, .messageLine1 { stroke-width: 1.25px; }
  `,
};

/** The marks that page.ts adds, in the look's colours. */
export const markStyle = `
  .wait { fill: ${c("wait")} !important; }
  .dot { fill: ${c("ink2")}; }
  .runs, .runs tspan { fill: ${c("calm")} !important; font-weight: 600 !important; }
  .aside { fill: ${c("ink2")}; dominant-baseline: central; }
  .aside.before { text-anchor: end !important; }
  .border { stroke: ${c("rule")}; }
  .taskName { fill: ${c("ink2")} !important; text-anchor: end !important; dominant-baseline: central; }
  rect[class^=activation], rect.task, .wait { stroke: none !important; }
`;
