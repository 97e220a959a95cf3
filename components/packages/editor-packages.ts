import type { editor, typescript } from "monaco-editor";
import type { Locale } from "../../lessons/types.ts";
import { paths } from "../shell/paths.ts";
import { listFile, missingPackage, notListed, packagesIn, typesFileOf } from "./named.ts";

/** Gives the editor the types of a package once its code names it, and its own words for what cannot be imported. */

const folder = "/editor-types";

/** For as long as the page lives. Resolves when the types of what the code names by now are there. */
export async function knowPackages(
  monaco: typeof editor,
  defaults: typeof typescript.typescriptDefaults,
): Promise<void> {
  const listed = (await read<string[]>(listFile)) ?? [];
  const types = new Map<string, Promise<void>>();

  const fetchTypes = async (name: string) => {
    const files = await read<Record<string, string>>(typesFileOf(name));
    // The next change asks again.
    if (!files) types.delete(name);
    for (const [path, text] of Object.entries(files ?? {})) defaults.addExtraLib(text, `file:///node_modules/${path}`);
  };
  const follow = async (model: editor.ITextModel) => {
    for (const name of packagesIn(model.getValue(), listed)) {
      if (!types.has(name)) types.set(name, fetchTypes(name));
    }
    await Promise.all(types.values());
  };
  const watch = (model: editor.ITextModel) => {
    model.onDidChangeContent(() => follow(model));
    return follow(model);
  };

  monaco.onDidCreateModel(watch);
  monaco.onDidChangeMarkers((changed) => {
    for (const uri of changed) {
      const model = monaco.getModel(uri);
      // Once this event is over: a change of markers inside it would be told to nobody.
      if (model) queueMicrotask(() => explain(monaco, model, listed));
    }
  });
  await Promise.all(monaco.getModels().map(watch));
}

async function read<T>(file: string): Promise<T | null> {
  const response = await fetch(`${folder}/${file}`).catch(() => null);
  return response?.ok ? response.json() : null;
}

/** TypeScript's "cannot find module", put as the cell would put it, with the list one click away. */
function explain(monaco: typeof editor, model: editor.ITextModel, listed: readonly string[]): void {
  if (model.isDisposed()) return;
  const owner = model.getLanguageId();
  const markers = monaco.getModelMarkers({ resource: model.uri, owner });
  const locale = document.documentElement.lang as Locale;
  const explained = markers.map((marker): editor.IMarkerData => {
    const name = missingPackage(marker.message);
    if (name === null || listed.includes(name)) return marker;
    const target = model.uri.with({
      scheme: location.protocol.slice(0, -1),
      authority: location.host,
      path: `/${locale}${paths.packages}`,
    });
    return { ...marker, message: notListed[locale](name, listed), code: { value: paths.packages, target } };
  });
  if (explained.some((marker, index) => marker !== markers[index])) monaco.setModelMarkers(model, owner, explained);
}
