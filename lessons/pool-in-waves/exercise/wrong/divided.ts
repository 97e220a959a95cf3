// The waves are right; the number of threads is still divided.
export function poolMs(jobs: number, threads: number, ms: number) {
  return Math.ceil(jobs / threads) * ms;
}

export function threadsFor(jobs: number, ms: number, limitMs: number) {
  return Math.ceil((jobs * ms) / limitMs);
}
