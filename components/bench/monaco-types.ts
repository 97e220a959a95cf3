import type { typescript } from "monaco-editor";

/**
 * Types of Node and `lab`, fetched once the editor stands. They are one static JSON of
 * path → text, made while the site is built; without them the editor only knows less.
 */
export const typesAddress = "/editor-types.json";

let loaded: Promise<void> | undefined;

export function loadTypes(defaults: typeof typescript.typescriptDefaults): Promise<void> {
  // Until they are here every import of Node would be underlined.
  defaults.setDiagnosticsOptions({ noSemanticValidation: true });
  loaded ??= fetchTypes(defaults);
  return loaded;
}

async function fetchTypes(defaults: typeof typescript.typescriptDefaults): Promise<void> {
  const response = await fetch(typesAddress).catch(() => null);
  if (!response?.ok) return;
  const files = (await response.json()) as Record<string, string>;
  defaults.setExtraLibs(
    Object.entries(files).map(([path, content]) => ({ filePath: `file:///node_modules/${path}`, content })),
  );
  defaults.setDiagnosticsOptions({ noSemanticValidation: false, diagnosticCodesToIgnore: [1375, 1378] });
}
