import { inLanguage } from "../../lessons/language.ts";
import type { Locale } from "../../lessons/types.ts";
import { Bench } from "./bench.tsx";
import { nodeVersion } from "./node-version.ts";
import { playground } from "./playground.ts";

/** The bench of the playground: one program, one load, nothing to prove. */
export function PlayBench({ locale }: { locale: Locale }) {
  const files = playground.files.map(({ path, code }) => ({ path, code: inLanguage(code, locale) }));
  return (
    <Bench locale={locale} node={nodeVersion} mode="play" lessonKey="play@1" variants={[{ ...playground, files }]} />
  );
}
