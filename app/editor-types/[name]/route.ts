import { listFile, typesFileOf } from "../../../components/packages/named.ts";
import { packageTypes } from "../../../components/packages/package-types.ts";
import { listedPackages } from "../../../components/packages/read.ts";

/** The types of each package a program may import, and the list of those; made once, while the site is built. */
export const dynamic = "force-static";
export const dynamicParams = false;

export async function generateStaticParams(): Promise<{ name: string }[]> {
  return [listFile, ...(await listedPackages()).map(typesFileOf)].map((name) => ({ name }));
}

export async function GET(_request: Request, { params }: { params: Promise<{ name: string }> }): Promise<Response> {
  const { name: file } = await params;
  const listed = await listedPackages();
  if (file === listFile) return Response.json(listed);
  const name = listed.find((name) => typesFileOf(name) === file);
  return name === undefined ? new Response(null, { status: 404 }) : Response.json(await packageTypes(name));
}
