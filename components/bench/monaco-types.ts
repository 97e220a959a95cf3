import type { editor, typescript } from "monaco-editor";
import { knowPackages } from "../packages/editor-packages.ts";

/**
 * Types of Node and `lab`, fetched once the editor stands. They are one static JSON of
 * path → text, made while the site is built; without them the editor only knows less.
 * Packages bring theirs when the code names them.
 */
export const typesAddress = "/editor-types.json";

let loaded: Promise<void> | undefined;

type Defaults = typeof typescript.typescriptDefaults;

export function loadTypes(defaults: Defaults, monaco: typeof editor): Promise<void> {
  loaded ??= fetchTypes(defaults, monaco);
  return loaded;
}

async function fetchTypes(defaults: Defaults, monaco: typeof editor): Promise<void> {
  // Until they are here every import would be underlined.
  defaults.setDiagnosticsOptions({ noSemanticValidation: true });
  const [response] = await Promise.all([fetch(typesAddress).catch(() => null), knowPackages(monaco, defaults)]);
  if (!response?.ok) return;
  const files = (await response.json()) as Record<string, string>;
  for (const [path, content] of Object.entries(files)) defaults.addExtraLib(content, `file:///node_modules/${path}`);
  defaults.setDiagnosticsOptions({ noSemanticValidation: false, diagnosticCodesToIgnore: [1375, 1378] });
}
