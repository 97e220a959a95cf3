import { editor, KeyCode, KeyMod, Range, Uri } from "monaco-editor/editor/editor.api";
import "monaco-editor/features/register.all";
import "monaco-editor/languages/definitions/javascript/register";
import "monaco-editor/languages/definitions/typescript/register";
import { type ModuleResolutionKind, typescriptDefaults } from "monaco-editor/languages/features/typescript/register";
import { watchTheme } from "../shell/theme.ts";
import styles from "./editor.module.css";
import type { LineMark } from "./line-marks.ts";
import { themeFrom } from "./monaco-theme.ts";
import { loadTypes } from "./monaco-types.ts";
import type { BenchFile } from "./props.ts";
import { readingsBeside } from "./readings-beside.ts";

/** The one file that knows Monaco. It is loaded when somebody first touches the code. */

export type CodeEditor = {
  /** Shows a file; text that differs from the model's replaces it, as one step that can be undone. */
  show(folder: string, file: string, files: readonly BenchFile[]): void;
  mark(marks: readonly LineMark[]): void;
  reveal(line: number): void;
  /** Scrolls it into view where it is not, and leaves caret and focus alone. */
  showLine(line: number): void;
  /** Goes on where the textarea was: caret, scroll and, if it had it, the focus. */
  takeOver(textarea: HTMLTextAreaElement | null, sheet: HTMLElement | null): void;
  dispose(): void;
};

type Options = {
  label: (file: string) => string;
  hint: string;
  folder: string;
  file: string;
  files: readonly BenchFile[];
  onChange: (text: string) => void;
  /** The caret has come to this line. */
  onLine: (line: number) => void;
  onRun: () => void;
  onLeave: () => void;
};

/** Where the code begins: the observatory's time axis begins at the same place. */
const gutterPx = 64;
const lf = editor.EndOfLinePreference.LF;

/** Esc closes what is open over the code first, and leaves the editor only when nothing is. */
const nothingOpen = [
  "suggestWidgetVisible",
  "parameterHintsVisible",
  "findWidgetVisible",
  "renameInputVisible",
  "markersNavigationVisible",
  "editorHasMultipleSelections",
  "inSnippetMode",
  "referenceSearchVisible",
  "inlineSuggestionVisible",
]
  .map((context) => `!${context}`)
  .join(" && ");

export function mountEditor(host: HTMLElement, options: Options): CodeEditor {
  prepare();
  const { fontFamily, fontSize, lineHeight } = getComputedStyle(host);
  const applyTheme = () => {
    editor.defineTheme("looplab", themeFrom(host));
    editor.setTheme("looplab");
  };
  applyTheme();
  const code = editor.create(host, {
    theme: "looplab",
    model: null,
    fontFamily,
    fontSize: Number.parseFloat(fontSize),
    lineHeight: Number.parseFloat(lineHeight),
    fontLigatures: false,
    padding: { top: 10, bottom: 10 },
    tabSize: 2,
    lineNumbersMinChars: 6,
    lineDecorationsWidth: 0,
    glyphMargin: false,
    folding: false,
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    hideCursorInOverviewRuler: true,
    overviewRulerBorder: false,
    renderLineHighlight: "none",
    occurrencesHighlight: "off",
    selectionHighlight: false,
    bracketPairColorization: { enabled: false },
    guides: { indentation: false },
    unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false },
    stickyScroll: { enabled: false },
    scrollBeyondLastLine: false,
    renderFinalNewline: "on",
    // It fades what is unused below the contrast that text needs.
    showUnused: false,
    scrollbar: {
      alwaysConsumeMouseWheel: false,
      verticalScrollbarSize: 10,
      horizontalScrollbarSize: 10,
      useShadows: false,
    },
    automaticLayout: true,
    fixedOverflowWidgets: true,
  });
  const { lineNumbersWidth } = code.getLayoutInfo();
  code.updateOptions({ lineDecorationsWidth: gutterPx - lineNumbersWidth });

  const decorations = code.createDecorationsCollection();
  const beside = readingsBeside(code, host);
  let silent = false;
  code.onDidChangeModelContent(() => {
    if (!silent) options.onChange(code.getValue({ preserveBOM: false, lineEnding: "\n" }));
  });
  code.onDidChangeCursorPosition(({ position }) => options.onLine(position.lineNumber));
  letTabPass(code);
  code.addCommand(KeyMod.CtrlCmd | KeyCode.Enter, options.onRun);
  code.addCommand(KeyCode.Escape, options.onLeave, nothingOpen);

  const darkness = matchMedia("(prefers-color-scheme: dark)");
  darkness.addEventListener("change", applyTheme);
  const unwatch = watchTheme(applyTheme);

  const show: CodeEditor["show"] = (folder, file, files) => {
    silent = true;
    for (const { path, code: text } of files) fill(uriOf(folder, path), text);
    silent = false;
    letGo(folder, files);
    const model = editor.getModel(uriOf(folder, file));
    if (!model || model === code.getModel()) return;
    code.setModel(model);
    code.updateOptions({ ariaLabel: `${options.label(file)}. ${options.hint}` });
  };
  show(options.folder, options.file, options.files);
  void loadTypes(typescriptDefaults, editor);

  return {
    show,
    mark(marks) {
      decorations.set(marks.flatMap(decorationsOf(code.getModel())));
      beside.set(marks);
    },
    showLine: (line) => code.revealLineInCenterIfOutsideViewport(line),
    reveal(line) {
      code.revealLineInCenterIfOutsideViewport(line);
      code.setPosition({ lineNumber: line, column: code.getModel()?.getLineFirstNonWhitespaceColumn(line) || 1 });
      code.focus();
    },
    takeOver(textarea, sheet) {
      const model = code.getModel();
      if (!model || !textarea) return;
      const from = model.getPositionAt(textarea.selectionStart);
      const to = model.getPositionAt(textarea.selectionEnd);
      code.setSelection(Range.fromPositions(from, to));
      code.setScrollTop(sheet?.scrollTop ?? 0);
      code.setScrollLeft(sheet?.scrollLeft ?? 0);
      if (document.activeElement === textarea) code.focus();
    },
    dispose() {
      darkness.removeEventListener("change", applyTheme);
      unwatch();
      code.dispose();
      for (const model of editor.getModels()) model.dispose();
    },
  };
}

/** Tab goes on to Run, as anywhere, until somebody does something in the code; then it indents. */
function letTabPass(code: editor.IStandaloneCodeEditor): void {
  const pass = (tabFocusMode: boolean) => code.updateOptions({ tabFocusMode });
  const passingBy = [KeyCode.Tab, KeyCode.Shift, KeyCode.Ctrl, KeyCode.Alt, KeyCode.Meta];
  pass(true);
  code.onDidBlurEditorWidget(() => pass(true));
  code.onMouseDown(() => pass(false));
  code.onKeyDown(({ keyCode }) => {
    if (!passingBy.includes(keyCode)) pass(false);
  });
}

const uriOf = (folder: string, path: string) => Uri.parse(`file:///${folder}/${path}`);

/** A file that was deleted or renamed must not go on being found by an import. */
function letGo(folder: string, files: readonly BenchFile[]): void {
  const kept = new Set(files.map(({ path }) => uriOf(folder, path).toString()));
  for (const model of editor.getModels()) {
    const uri = model.uri.toString();
    if (uri.startsWith(`${uriOf(folder, "")}`) && !kept.has(uri)) model.dispose();
  }
}

function fill(uri: Uri, text: string): void {
  const model = editor.getModel(uri) ?? createModel(text, uri);
  if (model.getValue(lf) === text) return;
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
}

function createModel(text: string, uri: Uri): editor.ITextModel {
  const model = editor.createModel(text, undefined, uri);
  model.setEOL(editor.EndOfLineSequence.LF);
  // The editor's own option does not reach a model that was made before it.
  model.updateOptions({
    tabSize: 2,
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  });
  return model;
}

const decorationsOf =
  (model: editor.ITextModel | null) =>
  ({ line, pointed }: LineMark): editor.IModelDeltaDecoration[] => {
    if (!model || line > model.getLineCount()) return [];
    const options = {
      isWholeLine: true,
      className: pointed ? `${styles.wash} ${styles.washPointed}` : (styles.wash ?? ""),
      marginClassName: styles.margin ?? "",
      lineNumberClassName: styles.marginNumber ?? "",
    };
    return [{ range: new Range(line, 1, line, 1), options }];
  };

/** Monaco's settings are global: once a page, before the first editor. */
let prepared = false;
function prepare(): void {
  if (prepared) return;
  prepared = true;
  self.MonacoEnvironment = {
    getWorker: (_, label) =>
      label === "typescript" || label === "javascript"
        ? new Worker(new URL("./typescript.worker.ts", import.meta.url), { type: "module" })
        : new Worker(new URL("./editor.worker.ts", import.meta.url), { type: "module" }),
  };
  typescriptDefaults.setCompilerOptions({
    // As the cell runs it: ES modules by Node's rules, types stripped and never in the way.
    target: 99,
    module: 99,
    // Bundler: the one resolution that takes `./a`, `./a.js` and `./a.ts` alike, as the cell does.
    moduleResolution: 100 as ModuleResolutionKind,
    moduleDetection: 3,
    allowImportingTsExtensions: true,
    experimentalDecorators: false,
    lib: ["esnext"],
    types: ["node"],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowJs: true,
  });
  typescriptDefaults.setEagerModelSync(true);
}
