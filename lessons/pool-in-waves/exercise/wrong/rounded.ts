// Rounded to whole waves?
export function poolMs(jobs: number, threads: number, ms: number) {
  return Math.round(jobs / threads) * ms;
}

export function threadsFor(jobs: number, ms: number, limitMs: number) {
  const waves = Math.ceil(limitMs / ms) - 1;
  return Math.ceil(jobs / waves);
}
