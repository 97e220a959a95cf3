import { join } from "node:path";
import { PHASE_PRODUCTION_SERVER } from "next/constants.js";
import { squeezeAssets } from "./scripts/site/assets.ts";
import { cutFonts } from "./scripts/site/fonts.ts";

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Next would write instructions for coding tools into the repository.
  agentRules: false,
  devIndicators: false,
  // There is no picture to resize, so there is no door for it either.
  images: { unoptimized: true },
  // Only what is drawn again while a run streams says "use memo": compiled everywhere, the first page a reader opens
  // would be 10 KB of script heavier and no frame faster.
  reactCompiler: { compilationMode: "annotation" },
  experimental: {
    turbopackRustReactCompiler: true,
    globalNotFound: true,
  },
  compiler: { runAfterProductionCompile: async ({ distDir }) => squeezeAssets(join(distDir, "static")) },
  // Read from disk while pages are built, never bundled.
  serverExternalPackages: ["shiki", "@shikijs/rehype", "@mdx-js/mdx"],
  turbopack: { root: import.meta.dirname },
};

/** Whoever builds or develops needs the fonts; whoever only serves has them already. */
export default async function configure(phase) {
  if (phase !== PHASE_PRODUCTION_SERVER) await cutFonts(import.meta.dirname);
  return config;
}
