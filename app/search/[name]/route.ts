import { localeFile, localeFiles } from "../../../components/i18n/locale-file.ts";
import { indexOf } from "../../../components/search/sections.ts";

export const dynamic = "force-static";
export const dynamicParams = false;
export const generateStaticParams = localeFiles;
export const GET = localeFile(indexOf);
