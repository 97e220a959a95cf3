"use client";
import { useState } from "react";
import { useArriving } from "../shell/use-arriving.ts";
import { useCourse } from "./course-progress.tsx";
import { type Due, dueBy } from "./standing.ts";

/** More would not be a moment's work. */
const mostAtOnce = 5;

/** The door to the questions that are due: nothing is loaded until there are some, and then they stay until the page goes. */
export function AskedAgain() {
  const { open, progress, locale } = useCourse();
  const [now] = useState(() => Date.now());
  const [asked, setAsked] = useState<readonly Due[]>([]);
  const due = asked.length === 0 ? dueBy(now, progress, open).slice(0, mostAtOnce) : [];
  if (due.length > 0) setAsked(due);
  const list = useArriving(asked.length > 0, () => import("./asked-list.tsx"));
  // What cannot be loaded is asked another day.
  return list && list !== "missing" ? <list.AskedList asked={asked} locale={locale} /> : null;
}
