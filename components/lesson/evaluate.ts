import { type EvaluateOptions, evaluate } from "@mdx-js/mdx";
import rehypeShikiFromHighlighter from "@shikijs/rehype/core";
import type { ReactNode } from "react";
import * as runtime from "react/jsx-runtime";
import { highlighter, shikiOptions } from "../code/highlight.ts";
import type { LessonComponents } from "./mdx.tsx";

type Node = { type: string; lang?: string | null; meta?: string | null; value?: string; children?: Node[] };
type Components = LessonComponents & { Diagram: (props: { name: string; source: string }) => ReactNode };

/** ```` ```mermaid name ```` stands for the picture rendered from it when the lesson was written. */
function diagramsForFences() {
  const replace = (node: Node): Node => {
    if (node.type === "code" && node.lang === "mermaid") {
      const name = node.meta?.trim().split(/\s+/)[0];
      if (!name) throw new Error("expected ```mermaid <name>, got a fence without a name");
      const attributes = Object.entries({ name, source: node.value ?? "" }).map(([attribute, value]) => ({
        type: "mdxJsxAttribute",
        name: attribute,
        value,
      }));
      return { type: "mdxJsxFlowElement", name: "Diagram", attributes, children: [] } as Node;
    }
    return node.children ? Object.assign(node, { children: node.children.map(replace) }) : node;
  };
  return (tree: Node) => void replace(tree);
}

/** Runs a lesson's MDX while its page is built. Its text is ours, and nothing of MDX reaches the browser. */
export async function prose(source: string, components: Components): Promise<ReactNode> {
  const rehypeShiki = [rehypeShikiFromHighlighter, await highlighter(), { ...shikiOptions, addLanguageClass: true }];
  const { default: Content } = await evaluate(source, {
    ...runtime,
    remarkPlugins: [diagramsForFences],
    rehypePlugins: [rehypeShiki],
  } as EvaluateOptions);
  return Content({ components });
}
