export * from "./solution.ts";
