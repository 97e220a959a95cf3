import { lessons } from "../../lessons/index.ts";
import type { Locale } from "../../lessons/types.ts";
import type { Questions } from "./questions-file.ts";

/** Written while the site is built. */
export const questionsOf = (locale: Locale): Questions =>
  Object.fromEntries(
    lessons.map(({ slug, title, questions }) => [
      slug,
      {
        title: title[locale],
        questions: questions.map(({ ask, answer }) => ({ ask: ask[locale], answer: answer[locale] })),
      },
    ]),
  );
