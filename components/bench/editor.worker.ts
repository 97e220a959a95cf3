// A file of our own, so that the bundler sees the worker's whole graph: Monaco's own wiring fails under Turbopack.
import "monaco-editor/editor/editor.worker";
