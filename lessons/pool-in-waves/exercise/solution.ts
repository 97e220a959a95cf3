// ko: 작업 jobs개를 스레드 threads개로 처리하는 데 걸리는 시간.
// en: How long so many threads take for so many jobs.
export function poolMs(jobs: number, threads: number, ms: number) {
  return Math.ceil(jobs / threads) * ms;
}

// ko: limitMs보다 빨리 끝내는 가장 작은 스레드 수.
// en: The fewest threads that are done in less than limitMs.
export function threadsFor(jobs: number, ms: number, limitMs: number) {
  const waves = Math.ceil(limitMs / ms) - 1;
  return Math.ceil(jobs / waves);
}
