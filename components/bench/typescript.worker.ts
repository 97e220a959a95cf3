// See editor.worker.ts.
import "monaco-editor/languages/features/typescript/ts.worker";
