/// <reference lib="dom" />
export type Baking = { prefix: string; title: string; desc: string; stamp: string };

/** The drawing as plain shapes with plain attributes: no style sheet, no script, no class, nothing from outside. */
export function bake({
  svg,
  colours,
  told,
}: {
  svg: SVGSVGElement;
  colours: Record<string, string>;
  told: Baking;
}): string {
  const { prefix, title, desc, stamp } = told;
  const geometry =
    "x y x1 y1 x2 y2 cx cy r rx ry width height d points transform dx dy viewBox refX refY markerWidth markerHeight markerUnits orient".split(
      " ",
    );
  const shapes = new Set(["rect", "line", "path", "circle", "ellipse", "polygon", "polyline", "text", "tspan"]);
  const ids = new Map<string, string>();
  const unknown = new Set<string>();

  const quoted = (text: string) =>
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
  const short = (text: string) =>
    text.replace(/-?\d+\.\d{3,}/g, (value) => String(Math.round(Number(value) * 100) / 100));
  const tag = (name: string, attributes: Record<string, string>, inner: string) => {
    const text = Object.entries(attributes).map(([key, value]) => ` ${key}="${quoted(short(value))}"`);
    return inner ? `<${name}${text.join("")}>${inner}</${name}>` : `<${name}${text.join("")}/>`;
  };

  function paint(element: Element, value: string): string {
    if (value === "none" || value === "transparent" || value === "rgba(0, 0, 0, 0)") return "none";
    const token = colours[value];
    if (!token) unknown.add(`${value} on ${element.nodeName} ${element.getAttribute("class") ?? ""}`);
    return `var(--${token})`;
  }

  function marker(value: string): string | undefined {
    const id = /url\("?#([^")]+)"?\)/.exec(value)?.[1];
    if (!id || !svg.querySelector(`#${CSS.escape(id)}`)) return undefined;
    if (!ids.has(id)) ids.set(id, `${prefix}-m${ids.size + 1}`);
    return `url(#${ids.get(id)})`;
  }

  function looks(element: Element, name: string): Record<string, string> {
    const style = getComputedStyle(element);
    const found: Record<string, string> = {};
    const put = (key: string, value: string | undefined, unless?: string) => {
      if (value !== undefined && value !== unless) found[key] = value;
    };
    const words = name === "text" || name === "tspan";
    put("fill", name === "line" ? undefined : paint(element, style.fill));
    const stroke = words ? "none" : paint(element, style.stroke);
    put("stroke", stroke, "none");
    if (stroke !== "none") {
      put("stroke-width", style.strokeWidth.replace("px", ""), "1");
      put("stroke-dasharray", style.strokeDasharray.replaceAll("px", ""), "none");
    }
    put("marker-start", marker(style.markerStart));
    put("marker-end", marker(style.markerEnd));
    if (words) {
      put("font-size", style.fontSize.replace("px", ""));
      put("font-weight", style.fontWeight, "400");
      put("text-anchor", style.textAnchor, "start");
      put("dominant-baseline", style.dominantBaseline, "auto");
    }
    return found;
  }

  function hidden(element: Element): boolean {
    const style = getComputedStyle(element);
    return style.display === "none" || style.visibility === "hidden" || style.opacity === "0";
  }

  /** Words that nothing sets apart from their line need no element of their own: the innermost one, or none. */
  function oneLook(element: Element): Element | undefined {
    const parts = [...element.querySelectorAll("tspan")];
    const last = parts.at(-1) ?? element;
    const apart = parts.some((part) =>
      ["x", "y", "dy"].some((key) => {
        const value = part.getAttribute(key);
        return value !== null && value !== "0" && value !== element.getAttribute(key);
      }),
    );
    const alike = new Set(parts.map((part) => JSON.stringify(looks(part, "tspan")))).size <= 1;
    return alike && !apart ? last : undefined;
  }

  function draw(node: Node, inherited: Record<string, string>): string {
    if (node.nodeType === Node.TEXT_NODE) return quoted((node.textContent ?? "").replace(/\s+/g, " "));
    const name = node.nodeName.toLowerCase();
    if (name === "foreignobject") throw new Error("expected SVG text, got an HTML label");
    const element = node as Element;
    if (!(shapes.has(name) || name === "g" || name === "marker") || hidden(element)) return "";
    const own: Record<string, string> = {};
    for (const key of geometry) {
      const value = element.getAttribute(key);
      if (value) own[key] = value;
    }
    const words = name === "text" || name === "tspan";
    const line = words ? oneLook(element) : undefined;
    const seen = shapes.has(name) ? looks(line ?? element, name) : {};
    for (const [key, value] of Object.entries(seen)) if (inherited[key] !== value) own[key] = value;
    const passedOn = words ? { ...inherited, ...seen } : {};
    const inner = line
      ? quoted((element.textContent ?? "").replace(/\s+/g, " ").trim())
      : [...element.childNodes]
          .filter((child) => words || child.nodeType === Node.ELEMENT_NODE)
          .map((child) => draw(child, passedOn))
          .join("");
    if ((name === "g" || name === "text") && !inner.trim()) return "";
    if (name === "g" && Object.keys(own).length === 0) return inner;
    if (own.fill === "none" && !own.stroke && !own["marker-end"]) return "";
    return tag(name, own, inner);
  }

  const body = [...svg.children].map((child) => (child.nodeName === "defs" ? "" : draw(child, {}))).join("\n");
  const markers = [...ids].map(([id, unique]) => {
    const found = svg.querySelector(`#${CSS.escape(id)}`) as Element;
    return draw(found, {}).replace("<marker", `<marker id="${unique}"`);
  });
  if (unknown.size > 0) throw new Error(`expected only colours of the theme, got ${[...unknown].join("; ")}`);

  const { x, y, width, height } = svg.viewBox.baseVal;
  const head = {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: [x, y, width, height].join(" "),
    width: String(Math.ceil(width)),
    height: String(Math.ceil(height)),
    role: "img",
    "aria-labelledby": `${prefix}-title ${prefix}-desc`,
    "font-family": "inherit",
    "data-drawn-from": stamp,
  };
  const words = `<title id="${prefix}-title">${quoted(title)}</title><desc id="${prefix}-desc">${quoted(desc)}</desc>`;
  const defs = markers.length > 0 ? `<defs>${markers.join("")}</defs>\n` : "";
  return `${tag("svg", head, `${words}\n${defs}${body.replace(/\n{2,}/g, "\n").trim()}\n`)}\n`;
}
