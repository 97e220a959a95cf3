import { createHighlighter, type ShikiTransformer, type ThemeRegistration } from "shiki";

/**
 * Code, coloured while pages are built; the one file that knows Shiki. Nearly monochrome, so that only a
 * blocking line shouts. Tokens get classes, not inline colours: one markup for both themes, and no style
 * attribute for the content policy to allow.
 */
const classOf: Record<string, string | undefined> = {
  "#000001": "tok-keyword",
  "#000002": "tok-string",
  "#000003": "tok-number",
  "#000004": "tok-comment",
};

const theme: ThemeRegistration = {
  name: "looplab",
  type: "light",
  fg: "#000000",
  bg: "#ffffff",
  settings: [
    { settings: { foreground: "#000000", background: "#ffffff" } },
    {
      scope: ["keyword.control", "keyword.operator.new", "keyword.operator.expression", "storage", "markup.bold"],
      settings: { foreground: "#000001" },
    },
    { scope: ["storage.type.function.arrow", "keyword.operator"], settings: { foreground: "#000000" } },
    { scope: ["string", "punctuation.definition.string"], settings: { foreground: "#000002" } },
    {
      scope: ["meta.template.expression", "punctuation.definition.template-expression"],
      settings: { foreground: "#000000" },
    },
    { scope: ["constant.numeric", "constant.language"], settings: { foreground: "#000003" } },
    { scope: ["comment", "punctuation.definition.comment"], settings: { foreground: "#000004" } },
  ],
};

const classesForColours: ShikiTransformer = {
  name: "classes-for-colours",
  pre(node) {
    delete node.properties.style;
  },
  span(node) {
    const colour = /#[0-9a-f]{6}/i.exec(String(node.properties.style ?? ""))?.[0].toLowerCase() ?? "";
    delete node.properties.style;
    const name = classOf[colour];
    if (name) node.properties.class = name;
  },
};

const languages = ["ts", "js", "json", "bash", "http", "sql", "python", "yaml"] as const;
const ready = createHighlighter({ themes: [theme], langs: [...languages] });

export const shikiOptions = { theme: "looplab", transformers: [classesForColours] } as const;
export const highlighter = () => ready;

/** A file of ours as HTML. */
export async function highlight(code: string, lang: (typeof languages)[number] = "ts"): Promise<string> {
  return (await ready).codeToHtml(code.trimEnd(), { ...shikiOptions, transformers: [classesForColours], lang });
}
