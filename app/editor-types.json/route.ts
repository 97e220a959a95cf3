import { editorTypes } from "../../components/bench/editor-types.ts";

/** Made once, while the site is built; the editor fetches it when it stands. */
export const dynamic = "force-static";

export const GET = async () => Response.json(await editorTypes());
