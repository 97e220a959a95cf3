import { recordOpened, recordRead } from "../course/progress.ts";
import { type StepName, stepInAddress, steps } from "./steps.ts";

/**
 * Records which step is open and which are read; returns its end. A step is read when its end has been in view
 * and the reader went on; the last one, from which nothing follows, when its end has been in view.
 */
export function watchReading(lessonKey: string): () => void {
  const ended = new Set<StepName>();
  let here = stepInAddress(location.hash) ?? steps[0];
  const leave = () => {
    if (ended.has(here)) recordRead(lessonKey, here);
    const step = stepInAddress(location.hash);
    here = step ?? steps[0];
    recordOpened(lessonKey, step);
  };
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const step = isIntersecting && stepInAddress(`#${target.getAttribute("data-end-of")}`);
      if (!step) continue;
      ended.add(step);
      if (step === steps.at(-1)) recordRead(lessonKey, step);
    }
  });
  recordOpened(lessonKey, stepInAddress(location.hash));
  const listening = new AbortController();
  for (const end of document.querySelectorAll("[data-end-of]")) {
    observer.observe(end);
    // Whoever follows the link at the end has seen the end, however soon.
    end.addEventListener("click", () => ended.add(here), { signal: listening.signal });
  }
  addEventListener("hashchange", leave, { signal: listening.signal });
  return () => {
    observer.disconnect();
    listening.abort();
  };
}
