import type { Locale } from "../../lessons/types.ts";
import { Bench } from "../bench/bench.tsx";
import { nodeVersion } from "../bench/node-version.ts";
import { ProgramTabs } from "./program-tabs.tsx";
import { readExamples } from "./read-examples.ts";
import { SetupPanel } from "./setup-panel.tsx";

/** The bench of the playground: any program, any load, nothing to prove. */
export async function PlayBench({ locale }: { locale: Locale }) {
  return (
    <Bench
      locale={locale}
      node={nodeVersion}
      mode="play"
      lessonKey="play@1"
      variants={await readExamples(locale)}
      tabs={<ProgramTabs />}
      setup={<SetupPanel />}
    />
  );
}
