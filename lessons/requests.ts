/** What is sent to run a lesson's code: a variant as it stands in the editor, an answer beside its driver. Pure. */
import type { RunRequestInput } from "#protocol";
import type { Exercise, Variant } from "./types.ts";

export type SourceFile = RunRequestInput["files"][number];

/** `files` may be the variant's own or the learner's version of them; the first is the entry. */
export function variantRequest(
  { load, services, env, wallMs }: Variant,
  files: readonly SourceFile[],
): RunRequestInput {
  return {
    files: [...files],
    entry: files[0]?.path ?? "main.ts",
    ...(load ? { load } : {}),
    ...(services ? { services } : {}),
    ...(env ? { env } : {}),
    ...(wallMs ? { limits: { wallMs } } : {}),
  };
}

/** The driver is the entry and imports the answer; the seed decides its workload. */
export function exerciseRequest(
  { file, services, wallMs }: Pick<Exercise, "file" | "services" | "wallMs">,
  driver: string,
  answer: string,
  seed: number,
): RunRequestInput {
  return {
    files: [
      { path: file, code: answer },
      { path: "driver.ts", code: driver },
    ],
    entry: "driver.ts",
    env: { APP_SEED: String(seed) },
    ...(services ? { services } : {}),
    ...(wallMs ? { limits: { wallMs } } : {}),
  };
}
