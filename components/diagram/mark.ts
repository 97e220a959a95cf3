/// <reference lib="dom" />
/** The marks of the observatory: a filled bar runs, a thin line waits, a dot lets go. */
export function mark(svg: SVGSVGElement): void {
  const all = <T extends SVGElement>(selector: string) => [...svg.querySelectorAll<T>(selector)];
  const number = (element: Element, name: string) => Number(element.getAttribute(name));
  const set = (element: Element, values: Record<string, string | number>) => {
    for (const [name, value] of Object.entries(values)) element.setAttribute(name, String(value));
  };
  const thin = 2.4;

  // Sequences: the first activation is on whoever runs; anybody else's bar is a wait.
  const bars = all<SVGRectElement>("rect[class^=activation]").map((rect) => ({
    rect,
    x: number(rect, "x") + number(rect, "width") / 2,
    y: number(rect, "y"),
    end: number(rect, "y") + number(rect, "height"),
  }));
  const lifelines = all<SVGLineElement>("line.actor-line");
  const viewBox = svg.viewBox.baseVal;
  if (lifelines.length > 0) viewBox.height += 8;
  for (const line of lifelines) set(line, { y2: viewBox.y + viewBox.height });
  for (const text of all<SVGTextElement>(".messageText")) set(text, { y: number(text, "y") - 4 });
  for (const head of all<SVGMarkerElement>("marker[id$=arrowhead]")) {
    set(head, { viewBox: "0 0 12 12", markerWidth: 9, markerHeight: 9 });
  }
  const runsAt = bars[0]?.x ?? 0;
  const runs = (bar: { x: number }) => Math.abs(bar.x - runsAt) < 4;
  for (const bar of bars) {
    set(bar.rect, { rx: 1.5 });
    if (runs(bar)) continue;
    set(bar.rect, { x: bar.x - thin / 2, width: thin, class: "wait" });
  }
  // A note stands as far from its neighbour as from its own lifeline: it is about the bar beside it, else about who runs.
  const rank = (side: { x: number; bar: unknown }) => (side.bar ? 2 : 0) + Number(runs(side));
  for (const note of all<SVGRectElement>("rect.note")) {
    const middle = number(note, "y") + number(note, "height") / 2;
    const [left, right] = [number(note, "x"), number(note, "x") + number(note, "width")];
    const text = note.nextElementSibling;
    note.remove();
    const near = lifelines
      .map((line) => number(line, "x1"))
      .map((x) => ({
        x,
        before: x < (left + right) / 2,
        distance: Math.min(Math.abs(left - x), Math.abs(right - x)),
        bar: bars.find((bar) => Math.abs(bar.x - x) < 4 && bar.y <= middle && middle <= bar.end),
      }))
      .filter(({ distance }) => distance < 40)
      .sort((a, b) => rank(b) - rank(a) || a.distance - b.distance)[0];
    if (!near || !text) continue;
    const at = { x: near.x + (near.before ? 13 : -13) };
    set(text, { ...at, y: middle, dy: 0, class: near.before ? "aside" : "aside before" });
    for (const line of text.querySelectorAll("tspan")) set(line, at);
    if (near.bar) {
      if (runs(near.bar)) text.classList.add("runs");
      continue;
    }
    const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    set(dot, { cx: near.x, cy: middle, r: 3.5, class: "dot" });
    text.before(dot);
  }

  // Gantts: a crit task holds the thread, a done one waits, any other runs. Names stand before their bars.
  const tasks = all<SVGRectElement>("rect.task");
  const gutter = Math.min(...tasks.map((task) => number(task, "x"))) - 8;
  const firstRow = Math.min(...tasks.map((task) => number(task, "y")));
  if (tasks.length > 0) {
    // Mermaid keeps room above the first row that only a chart with a title needs.
    const top = firstRow - 6 - viewBox.y;
    viewBox.y += top;
    viewBox.height -= top + 24;
  }
  const sections = new Map<string, SVGRectElement>();
  for (const row of all<SVGRectElement>("rect.section")) {
    const section = row.getAttribute("class") ?? "";
    const top = sections.get(section);
    if (!top || number(row, "y") < number(top, "y")) sections.set(section, row);
  }
  for (const row of sections.values()) {
    const y = number(row, "y") - 0.5;
    if (y <= firstRow) continue;
    const border = document.createElementNS("http://www.w3.org/2000/svg", "line");
    set(border, { x1: 0, y1: y, x2: viewBox.width, y2: y, class: "border" });
    row.before(border);
  }
  for (const task of tasks) {
    const name = svg.querySelector(`#${CSS.escape(`${task.id}-text`)}`);
    const middle = number(task, "y") + number(task, "height") / 2;
    if (name) {
      name.setAttribute("class", "taskName");
      set(name, { x: gutter, y: middle });
    }
    set(task, { rx: 1.5, ry: 1.5 });
    if (task.getAttribute("class")?.includes("done")) set(task, { y: middle - thin / 2, height: thin, rx: 1 });
  }
}
