/** The five steps of every lesson, in order. A step's name is also its address on the page: `…/lessons/<slug>#run`. */
export const steps = ["predict", "run", "look", "change", "prove"] as const;
export type StepName = (typeof steps)[number];

/** The step an address leads to, if it names one. */
export const stepInAddress = (hash: string): StepName | null => steps.find((step) => hash === `#${step}`) ?? null;
