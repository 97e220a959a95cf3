// Half as many again, to be safe.
export function poolMs(jobs: number, threads: number, ms: number) {
  return Math.ceil(jobs / threads) * ms;
}

export function threadsFor(jobs: number, ms: number, limitMs: number) {
  const waves = Math.ceil(limitMs / ms) - 1;
  return Math.ceil(Math.ceil(jobs / waves) * 1.5);
}
