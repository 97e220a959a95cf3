// As many waves as fit into the limit.
export function poolMs(jobs: number, threads: number, ms: number) {
  return Math.ceil(jobs / threads) * ms;
}

export function threadsFor(jobs: number, ms: number, limitMs: number) {
  const waves = Math.floor(limitMs / ms);
  return Math.ceil(jobs / waves);
}
