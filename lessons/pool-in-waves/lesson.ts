import type { Lesson } from "../types.ts";

const lesson: Lesson = {
  id: "L03",
  slug: "pool-in-waves",
  version: 1,
  title: { ko: "스레드풀은 파도처럼 처리한다", en: "Thread pools work in waves" },
  summary: {
    ko: "스레드풀이 걸리는 시간을 회차로 계산하고, 어떤 호출이 어느 풀을 쓰는지 찾아냅니다.",
    en: "Work out in waves how long a thread pool takes, and find which pool a call really uses.",
  },
  sources: ["S1-05", "S1-06", "S1-12", "S1-18", "S1-19", "S3-02", "S3-07", "S3-08", "S3-09", "S3-10"],
  experiment: "real",
  minutes: 15,
  variants: [
    { id: "one", role: "bad", label: { ko: "스레드 하나", en: "One thread" } },
    { id: "four", role: "good", label: { ko: "스레드 넷", en: "Four threads" } },
    { id: "piscina", role: "more", label: { ko: "Piscina", en: "Piscina" } },
    { id: "libuv", role: "more", label: { ko: "libuv", en: "libuv" } },
  ],
  knobs: [
    {
      name: "jobs",
      label: { ko: "작업", en: "Jobs" },
      unit: { ko: "개", en: "" },
      values: [4, 8, 10, 12, 16],
      initial: 10,
      sets: "literal",
    },
    {
      name: "work",
      label: { ko: "작업 하나", en: "One job" },
      unit: { ko: "ms", en: "ms" },
      values: [20, 50, 100, 200],
      initial: 100,
      sets: "literal",
    },
    {
      name: "size",
      label: { ko: "스레드", en: "Threads" },
      unit: { ko: "개", en: "" },
      values: [2, 3, 4, 5, 8, 10],
      initial: 4,
      sets: "literal",
    },
    {
      name: "uv",
      label: { ko: "풀 크기", en: "Pool size" },
      unit: { ko: "개", en: "" },
      values: [2, 4, 5, 8],
      initial: 4,
      sets: "literal",
    },
    {
      name: "before",
      label: { ko: "먼저 쓰기", en: "Used before" },
      unit: { ko: "번", en: "×" },
      values: [0, 1],
      initial: 0,
      sets: "literal",
    },
  ],
  prediction: {
    question: {
      ko: "작업 열 개가 모두 끝나기까지 몇 ms 걸릴까요?",
      en: "How many ms until all ten jobs are done?",
    },
    unit: "ms",
    guesses: [
      { variant: "one", measure: { kind: "totalMs" } },
      { variant: "four", measure: { kind: "totalMs" } },
    ],
    explain: {
      ko: "하나면 10회차: 10 × 100 = 1,000. 넷이면 ceil(10 / 4) = 3회차: 3 × 100 = 300. 250이 아닙니다.",
      en: "One thread is ten waves: 10 × 100 = 1,000. Four are ceil(10 / 4) = 3 waves: 3 × 100 = 300, not 250.",
    },
  },
  claims: [
    {
      id: "one-total",
      variant: "one",
      measure: { kind: "totalMs" },
      expect: { about: 1_000 },
      says: { ko: "스레드 1개: 작업 열 개", en: "One thread: all ten jobs" },
    },
    {
      id: "one-peak",
      variant: "one",
      measure: { kind: "peak" },
      expect: { is: 1 },
      says: { ko: "스레드 1개: 동시에 실행된 작업", en: "One thread: most jobs at once" },
    },
    {
      id: "four-total",
      variant: "four",
      measure: { kind: "totalMs" },
      expect: { about: 300 },
      says: { ko: "스레드 4개: 작업 열 개", en: "Four threads: all ten jobs" },
    },
    {
      id: "four-peak",
      variant: "four",
      measure: { kind: "peak" },
      expect: { is: 4 },
      says: { ko: "스레드 4개: 동시에 실행된 작업", en: "Four threads: most jobs at once" },
    },
    {
      id: "four-lag",
      variant: "four",
      measure: { kind: "maxLagMs" },
      expect: { below: 50 },
      says: { ko: "스레드 4개: 최대 지연", en: "Four threads: highest lag" },
    },
    {
      id: "eight-total",
      variant: "four",
      knobs: { size: 8 },
      measure: { kind: "totalMs" },
      expect: { about: 200 },
      says: { ko: "스레드 8개: 작업 열 개", en: "Eight threads: all ten jobs" },
    },
    {
      id: "ten-total",
      variant: "four",
      knobs: { size: 10 },
      measure: { kind: "totalMs" },
      expect: { about: 100 },
      says: { ko: "스레드 10개: 작업 열 개", en: "Ten threads: all ten jobs" },
    },
    {
      id: "ten-peak",
      variant: "four",
      knobs: { size: 10 },
      measure: { kind: "peak" },
      expect: { is: 10 },
      says: { ko: "스레드 10개: 동시에 실행된 작업", en: "Ten threads: most jobs at once" },
    },
    {
      id: "ten-start",
      variant: "four",
      knobs: { size: 10 },
      measure: { kind: "metric", name: "startMs" },
      expect: { atLeast: 20 },
      says: { ko: "스레드 10개를 띄우는 시간", en: "Starting ten threads" },
    },
    {
      id: "piscina-total",
      variant: "piscina",
      measure: { kind: "totalMs" },
      expect: { about: 300 },
      says: { ko: "Piscina, 스레드 4개: 작업 열 개", en: "Piscina, four threads: all ten jobs" },
    },
    {
      id: "piscina-peak",
      variant: "piscina",
      measure: { kind: "peak" },
      expect: { is: 4 },
      says: { ko: "Piscina: 동시에 실행된 작업", en: "Piscina: most jobs at once" },
    },
    {
      id: "read-four",
      variant: "libuv",
      measure: { kind: "metric", name: "readMs" },
      expect: { atLeast: 50 },
      says: { ko: "libuv 풀 4: 해시 네 개 뒤의 파일 읽기", en: "libuv's pool of 4: a file read behind four hashes" },
    },
    {
      id: "before-four",
      variant: "libuv",
      measure: { kind: "metric", name: "hashed before the read" },
      expect: { atLeast: 1 },
      says: { ko: "libuv 풀 4: 파일보다 먼저 끝난 해시", en: "libuv's pool of 4: hashes done before the read" },
    },
    {
      id: "read-eight",
      variant: "libuv",
      knobs: { uv: 8 },
      measure: { kind: "metric", name: "readMs" },
      expect: { below: 100 },
      says: { ko: "libuv 풀 8: 같은 파일 읽기", en: "libuv's pool of 8: the same read" },
    },
    {
      id: "before-eight",
      variant: "libuv",
      knobs: { uv: 8 },
      measure: { kind: "metric", name: "hashed before the read" },
      expect: { is: 0 },
      says: { ko: "libuv 풀 8: 파일보다 먼저 끝난 해시", en: "libuv's pool of 8: hashes done before the read" },
    },
    {
      id: "read-late",
      variant: "libuv",
      knobs: { uv: 8, before: 1 },
      measure: { kind: "metric", name: "readMs" },
      expect: { atLeast: 50 },
      says: {
        ko: "한 번 쓴 뒤에 8로 정했을 때: 같은 파일 읽기",
        en: "Set to 8 after the pool was used: the same read",
      },
    },
    {
      id: "before-late",
      variant: "libuv",
      knobs: { uv: 8, before: 1 },
      measure: { kind: "metric", name: "hashed before the read" },
      expect: { atLeast: 1 },
      says: {
        ko: "한 번 쓴 뒤에 8로 정했을 때: 파일보다 먼저 끝난 해시",
        en: "Set to 8 after the pool was used: hashes done before the read",
      },
    },
  ],
  exercise: {
    title: { ko: "시간 안에 끝내는 가장 작은 풀", en: "The smallest pool that is in time" },
    task: {
      ko: "`poolMs`는 풀이 작업을 다 끝내는 데 걸리는 시간을, `threadsFor`는 `limitMs`보다 빨리 끝내는 가장 작은 스레드 수를 돌려줘야 합니다. 여러분이 정한 크기로 실제 풀을 띄워 작업을 돌려 봅니다.",
      en: "`poolMs` should tell how long a pool takes for its jobs, `threadsFor` the fewest threads that are done in less than `limitMs`. A real pool of the size you name is started and given the jobs.",
    },
    file: "sizing.ts",
    checks: [
      { id: "formula", title: { ko: "걸리는 시간 세 가지가 정확함", en: "Three times are exact" } },
      {
        id: "time",
        title: { ko: "정한 크기의 풀이 기준보다 빨리 끝남", en: "The pool of that size is done before the limit" },
      },
      { id: "smallest", title: { ko: "남는 스레드가 하나도 없음", en: "Not one thread too many" } },
    ],
    hints: [
      {
        ko: "레인에서 칸을 세어 보세요. 마지막 칸이 아무리 비어 있어도 걸리는 시간은 다른 칸과 같습니다.",
        en: "Count the columns of the lanes. However empty the last one is, it takes as long as the others.",
      },
      {
        ko: "`threadsFor`에서는 스레드보다 회차를 먼저 정하세요. 기준이 300 ms이고 작업이 50 ms라면 여섯 회차는 기준에 딱 걸립니다.",
        en: "In `threadsFor`, settle the waves before the threads. With a limit of 300 ms and jobs of 50, six waves end exactly on it.",
      },
      {
        ko: "w회차로 끝내려면 한 회차에 작업이 몇 개 들어가야 할까요? 이번에도 올림이 필요합니다. 기준이 작업 시간의 배수가 아닐 때도 따져 보세요.",
        en: "To be done in w waves, how many jobs must fit into one? That, too, is rounded up. Think also of limits that are no multiple of a job's time.",
      },
    ],
    solutionWhy: {
      ko: "작업은 쪼개지지 않으므로 시간은 회차 수 × 작업 시간이고, 회차는 jobs / threads의 올림입니다. 기준보다 먼저 끝나는 회차는 많아야 ceil(limitMs / ms) − 1번입니다. 배수일 때 마지막 회차는 기준에 딱 걸려 늦기 때문입니다. 그 회차 안에 다 넣으려면 스레드가 ceil(jobs / 회차)개 필요합니다. 하나를 줄이면 회차가 늘고, 하나를 늘려도 회차는 줄지 않습니다.",
      en: "Jobs are not divisible, so the time is waves × one job, and waves are jobs / threads rounded up. At most ceil(limitMs / ms) − 1 waves end before the limit: where it is a multiple, the last would end exactly on it. To fit all jobs into those takes ceil(jobs / waves) threads. One fewer adds a wave; one more saves none.",
    },
    wrong: [
      { file: "rounded.ts", fails: "formula", because: "takes its full time" },
      { file: "divided.ts", fails: "time", because: "which is not less than" },
      { file: "at-most.ts", fails: "time", because: "which is not less than" },
      { file: "generous.ts", fails: "smallest", because: "are not needed" },
      { file: "one-each.ts", fails: "time", because: "at most 16 threads" },
    ],
  },
  diagrams: {
    pool: {
      caption: {
        ko: "스레드 네 개가 대기열 하나를 나누어 씁니다. 루프는 작업을 맡기고 다음 일을 합니다.",
        en: "Four threads share one queue. The loop hands its jobs over and goes on.",
      },
      alt: {
        ko: "이벤트 루프가 작업을 대기열에 넣습니다. 대기열에서 스레드 1, 2, 3, 4가 하나씩 가져가고, 답은 루프로 돌아옵니다.",
        en: "The event loop puts a job into the queue. Threads 1, 2, 3 and 4 each take jobs from it, and their answers go back to the loop.",
      },
    },
    waves: {
      caption: {
        ko: "작업 열 개, 스레드 네 개: 세 회차. 마지막 회차에서는 스레드 두 개가 빕니다.",
        en: "Ten jobs on four threads: three waves. In the last, two threads have nothing to do.",
      },
      alt: {
        ko: "스레드 1은 작업 1, 5, 9를 0, 100, 200 ms에 시작하고 스레드 2는 2, 6, 10을 같은 때에 시작합니다. 스레드 3은 3과 7, 스레드 4는 4와 8을 처리하고 200 ms부터 비어 있습니다. 전부 300 ms에 끝납니다.",
        en: "Thread 1 runs jobs 1, 5 and 9, starting at 0, 100 and 200 ms; thread 2 runs 2, 6 and 10 at the same times. Thread 3 runs 3 and 7, thread 4 runs 4 and 8, and both are idle from 200 ms on. All is done at 300 ms.",
      },
    },
    pools: {
      caption: {
        ko: "어떤 호출이 어느 풀에서 기다리는가.",
        en: "Which call waits in which pool.",
      },
      alt: {
        ko: "fs와 zlib, dns.lookup, pbkdf2와 scrypt는 스레드가 네 개인 libuv 풀을 씁니다. pool.run은 직접 만든 워커를 씁니다. 소켓과 타이머는 풀을 쓰지 않습니다.",
        en: "fs and zlib, dns.lookup, pbkdf2 and scrypt use libuv's pool of four threads. pool.run uses your own workers. Sockets and timers use no pool.",
      },
    },
  },
  questions: [
    {
      ask: {
        ko: "1초 동안 블로킹하는 `def` 핸들러에 요청 100개가 한꺼번에 옵니다. FastAPI는 얼마 만에 모두 답할까요? 스레드를 50개로 늘리면요?",
        en: "A hundred requests reach a `def` handler that blocks for 1 s. After how long has FastAPI answered all? And with 50 threads?",
      },
      answer: {
        ko: "40개면 ceil(100 / 40) = 3회차, 3초입니다. 50개면 2회차, 2초입니다. 그 사이의 49개는 40개와 똑같이 3초입니다.",
        en: "With 40, ceil(100 / 40) = 3 waves, 3 s. With 50 it is two waves, 2 s. With 49 it is as slow as with 40.",
      },
    },
    {
      ask: {
        ko: "`fs.readFile`이 갑자기 느려졌는데 디스크는 놀고 있습니다. 무엇을 의심해야 할까요?",
        en: "`fs.readFile` has become slow, and the disk is idle. What do you suspect?",
      },
      answer: {
        ko: "libuv 풀입니다. 스레드 네 개를 비밀번호 해시, 압축, 느린 `dns.lookup`이 차지하면 작은 읽기도 그 뒤에 섭니다.",
        en: "libuv's pool. Where password hashes, compression or slow `dns.lookup`s hold its four threads, the smallest read queues behind them.",
      },
    },
    {
      ask: {
        ko: "Piscina의 스레드를 16개로 늘렸는데 `pbkdf2`가 조금도 빨라지지 않습니다. 왜일까요?",
        en: "You raised Piscina to 16 threads, and `pbkdf2` is no faster. Why?",
      },
      answer: {
        ko: "엉뚱한 풀을 키웠습니다. 비동기 `pbkdf2`는 Piscina의 워커가 아니라 libuv 풀에서 계산합니다. 파이썬에서 `set_default_executor`로 `def` 핸들러를 늘리려는 것과 같은 실수입니다.",
        en: "It is the wrong pool: asynchronous `pbkdf2` computes in libuv's, not in Piscina's workers. In Python the same mistake is to raise `def` handlers with `set_default_executor`.",
      },
    },
    {
      ask: {
        ko: "파이썬에서 동기 호출을 `await asyncio.to_thread(…)`로 감쌌습니다. 풀을 키우기 전에 먼저 검토할 두 가지는?",
        en: "In Python you wrapped a synchronous call in `await asyncio.to_thread(…)`. What two things come before enlarging that pool?",
      },
      answer: {
        ko: "비동기 라이브러리로 바꾸는 것, 아니면 핸들러를 `def`로 두는 것입니다. 첫째는 스레드가 아예 필요 없고, 둘째는 감쌀 필요가 없습니다.",
        en: "An asynchronous library, which needs no thread at all, or leaving the handler a `def`, which needs no wrapping.",
      },
    },
    {
      ask: {
        ko: "스레드를 늘릴수록 좋다면, 왜 처음부터 1,000개를 띄우지 않을까요?",
        en: "If more threads are better, why not start a thousand?",
      },
      answer: {
        ko: "회차를 줄이지 못하는 스레드는 비용만 남습니다. 워커마다 힙과 시작 시간이 들고, 문맥 전환이 늘며, 코어와 데이터베이스 커넥션은 그만큼 늘지 않습니다.",
        en: "A thread that saves no wave only costs: a heap and a start for each worker, more switching, while cores and database connections do not grow with them.",
      },
    },
  ],
  builtWith: {
    file: "sandbox-server/transpile/strippers.ts",
    says: {
      ko: "코드가 실행되기 전에 타입을 벗겨 낸 것은 스레드 두 개짜리 풀입니다. 대기열 하나와 손이 빈 스레드 목록, 이 강의의 풀과 같은 모양에 죽은 스레드를 바꾸는 일이 더해졌습니다.",
      en: "Before your code ran, a pool of two threads took its types off: one queue and a list of idle threads, the shape of this lesson's pool, and beyond it the replacing of a thread that died.",
    },
  },
};

export default lesson;
