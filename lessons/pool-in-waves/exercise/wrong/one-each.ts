// A thread for each job.
export function poolMs(jobs: number, threads: number, ms: number) {
  return Math.ceil(jobs / threads) * ms;
}

export function threadsFor(jobs: number) {
  return jobs;
}
