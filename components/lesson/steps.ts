/** The five steps of every lesson, in order. A step's name is also its address on the page: `…/lessons/<slug>#run`. */
export const steps = ["predict", "run", "look", "change", "prove"] as const;
export type StepName = (typeof steps)[number];
