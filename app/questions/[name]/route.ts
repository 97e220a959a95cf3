import { questionsOf } from "../../../components/course/questions.ts";
import { localeFile, localeFiles } from "../../../components/i18n/locale-file.ts";

export const dynamic = "force-static";
export const dynamicParams = false;
export const generateStaticParams = localeFiles;
export const GET = localeFile(questionsOf);
