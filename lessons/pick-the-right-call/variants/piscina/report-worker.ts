export { report as default } from "./legacy.ts";

export const warm = () => "awake";
