/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // Next would write instructions for coding tools into the repository.
  agentRules: false,
  devIndicators: false,
  reactCompiler: true,
  experimental: {
    turbopackRustReactCompiler: true,
    globalNotFound: true,
    // Every browser with `light-dark()` has what we use; rewriting it would double the colours.
    lightningCssFeatures: { exclude: ["light-dark", "nesting"] },
  },
  // Read from disk while pages are built, never bundled.
  serverExternalPackages: ["shiki", "@shikijs/rehype", "@mdx-js/mdx"],
  turbopack: { root: import.meta.dirname },
};
