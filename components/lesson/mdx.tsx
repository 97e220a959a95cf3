import type { ReactNode } from "react";
import type { StepName } from "./steps.ts";

/**
 * What a lesson's `ko.mdx` and `en.mdx` may use besides plain Markdown. No imports, no expressions:
 *
 *   <Step name="predict">            one of predict, run, look, change, prove; all five, in this order
 *   ## What the step says            the first heading is the step's title; further ones are ###
 *   Prose, lists, `code`, ```ts fences.
 *   </Step>
 *
 *   ```mermaid two-requests          a diagram by its name; caption and alt come from lesson.ts,
 *   sequenceDiagram …                the picture from diagrams/two-requests.<locale>.svg
 *   ```
 *
 *   <Rule>                           the rule card: when, and when not
 *     <Case title="Let go and wait">Timers, sockets …</Case>
 *     <Case title="Hold on and wait">Atomics.wait …</Case>
 *   </Rule>
 *
 *   <PythonNote>…</PythonNote>       what FastAPI people call it
 *   <Measured of="blocking-total" /> the recorded number of a claim, by its id, with its unit
 *   <Term of="event-loop">…</Term>   links to the glossary's entry
 *
 * The page itself adds the rail, the exercise with its checks (end of `prove`), the measured table,
 * the retrieval questions and the "built with this" source: they come from lesson.ts, not from prose.
 */
export type LessonComponents = {
  Step: (props: { name: StepName; children: ReactNode }) => ReactNode;
  Rule: (props: { children: ReactNode }) => ReactNode;
  Case: (props: { title: string; children: ReactNode }) => ReactNode;
  PythonNote: (props: { children: ReactNode }) => ReactNode;
  Measured: (props: { of: string }) => ReactNode;
  Term: (props: { of: string; children: ReactNode }) => ReactNode;
};
