/** What a lesson's code may import as `lab`. */
export const lab = {
  /** Waits like a call to another machine does: the loop goes on turning. */
  io: (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms)),
};
