/** The written lessons, in the order of the course. */

import lesson27 from "./cache-without-stampede/lesson.ts";
import lesson07 from "./cancel-and-deadline/lesson.ts";
import lesson04 from "./cpu-off-the-loop/lesson.ts";
import lesson01 from "./one-thread-many-requests/lesson.ts";
import lesson02 from "./pick-the-right-call/lesson.ts";
import lesson03 from "./pool-in-waves/lesson.ts";
import lesson05 from "./queue-or-service/lesson.ts";
import lesson15 from "./race-and-mutex/lesson.ts";
import lesson16 from "./rate-limiters/lesson.ts";
import lesson14 from "./semaphore/lesson.ts";
import lesson25 from "./size-the-db-pool/lesson.ts";
import type { Lesson } from "./types.ts";

export const lessons: readonly Lesson[] = [
  lesson01,
  lesson02,
  lesson03,
  lesson04,
  lesson05,
  lesson07,
  lesson14,
  lesson15,
  lesson16,
  lesson25,
  lesson27,
];

export const lessonOf = (slug: string): Lesson | undefined => lessons.find((lesson) => lesson.slug === slug);
