import type { Lesson, Variant } from "../types.ts";

/** Callers who only ask whether the server lives, and four photos a quarter of a second in. */
const load: Variant["load"] = [
  { path: "/health", seconds: 1.5, arrival: { rate: 100 } },
  { at: 0.25, path: "/thumbnail", seconds: 1, arrival: { burst: 4 } },
];

/** A second of CPU takes as long as others on this machine let it. */
const wallMs = 30_000;

/** As every variant notes them, one for each photo. */
const fourSums = Array.from({ length: 4 }, () => "20630");

const lesson: Lesson = {
  id: "L04",
  slug: "cpu-off-the-loop",
  version: 1,
  title: { ko: "CPU 작업을 루프 밖으로", en: "Get CPU work off the loop" },
  summary: {
    ko: "계산이 루프를 막는 것을 알아보고, 다른 요청이 숨 쉴 수 있게 옮깁니다.",
    en: "Recognise computing that holds the loop, and move it so that other requests can breathe.",
  },
  sources: ["S1-24", "S1-25", "S1-26", "S1-27", "S1-31", "S2-21", "S2-30"],
  experiment: "real",
  minutes: 15,
  variants: [
    { id: "microtask", role: "bad", label: { ko: "await null", en: "await null" }, load, wallMs },
    { id: "slices", role: "more", label: { ko: "setImmediate", en: "setImmediate" }, load, wallMs },
    { id: "pool", role: "good", label: { ko: "풀", en: "Pool" }, load, wallMs },
    { id: "thread", role: "more", label: { ko: "호출마다 스레드", en: "Thread a call" }, load, wallMs },
    { id: "inline", role: "more", label: { ko: "쉬지 않고", en: "In one go" }, load, wallMs },
  ],
  knobs: [
    {
      name: "rows",
      label: { ko: "한 조각의 줄 수", en: "Rows a slice" },
      unit: { ko: "줄", en: "" },
      values: [1, 2, 5, 10, 25],
      initial: 1,
      sets: "literal",
    },
    {
      name: "threads",
      label: { ko: "스레드", en: "Threads" },
      unit: { ko: "개", en: "" },
      values: [1, 2, 3, 4, 8],
      initial: 2,
      sets: "literal",
    },
  ],
  prediction: {
    question: {
      ko: "사진을 계산하는 동안 /health는 몇 번 답을 받을까요?",
      en: "How many /health are answered while photos are computed?",
    },
    unit: "count",
    guesses: [
      { variant: "microtask", measure: { kind: "metric", name: "meanwhile" } },
      { variant: "slices", measure: { kind: "metric", name: "meanwhile" } },
    ],
    explain: {
      ko: "await null은 아무에게도 차례를 주지 않습니다: 0. setImmediate는 한 줄마다 루프를 돌립니다. 계산은 4 × 250 ms, 곧 1초 남짓이고 /health는 1초에 100번 옵니다: 100이 조금 넘습니다.",
      en: "await null gives nobody a turn: 0. setImmediate lets the loop turn after every row. Computing takes 4 × 250 ms, a good second, and /health comes 100 times a second: a little over 100.",
    },
  },
  claims: [
    {
      id: "microtask-lag",
      variant: "microtask",
      measure: { kind: "maxLagMs" },
      expect: { atLeast: 240 },
      says: { ko: "await null: 최대 지연", en: "await null: highest lag" },
    },
    {
      id: "microtask-meanwhile",
      variant: "microtask",
      measure: { kind: "metric", name: "meanwhile" },
      expect: { is: 0 },
      says: { ko: "await null: 계산하는 동안 답한 `/health`", en: "await null: `/health` answered meanwhile" },
    },
    {
      id: "microtask-p95",
      variant: "microtask",
      measure: { kind: "p95Ms" },
      expect: { atLeast: 600 },
      says: { ko: "await null: 응답의 95 %", en: "await null: 95 % of the answers" },
    },
    {
      id: "microtask-p99",
      variant: "microtask",
      measure: { kind: "p99Ms" },
      expect: { atLeast: 900 },
      says: { ko: "await null: 응답의 99 %", en: "await null: 99 % of the answers" },
    },
    {
      id: "microtask-sum",
      variant: "microtask",
      notes: "sum",
      order: fourSums,
      says: { ko: "await null: 사진 네 장의 합계", en: "await null: the sums of four photos" },
    },
    {
      id: "slices-lag",
      variant: "slices",
      measure: { kind: "maxLagMs" },
      expect: { below: 150 },
      says: { ko: "setImmediate: 최대 지연", en: "setImmediate: highest lag" },
    },
    {
      id: "slices-meanwhile",
      variant: "slices",
      measure: { kind: "metric", name: "meanwhile" },
      expect: { atLeast: 50 },
      says: { ko: "setImmediate: 계산하는 동안 답한 `/health`", en: "setImmediate: `/health` answered meanwhile" },
    },
    {
      id: "slices-sum",
      variant: "slices",
      notes: "sum",
      order: fourSums,
      says: { ko: "setImmediate: 사진 네 장의 합계", en: "setImmediate: the sums of four photos" },
    },
    {
      id: "slices-ten-lag",
      variant: "slices",
      knobs: { rows: 10 },
      measure: { kind: "maxLagMs" },
      expect: { atLeast: 150 },
      says: { ko: "setImmediate, 10줄: 최대 지연", en: "setImmediate, 10 rows: highest lag" },
    },
    {
      id: "pool-lag",
      variant: "pool",
      measure: { kind: "maxLagMs" },
      expect: { below: 150 },
      says: { ko: "풀: 최대 지연", en: "Pool: highest lag" },
    },
    {
      id: "pool-meanwhile",
      variant: "pool",
      measure: { kind: "metric", name: "meanwhile" },
      expect: { atLeast: 30 },
      says: { ko: "풀: 계산하는 동안 답한 `/health`", en: "Pool: `/health` answered meanwhile" },
    },
    {
      id: "pool-p95",
      variant: "pool",
      measure: { kind: "p95Ms" },
      expect: { below: 250 },
      says: { ko: "풀: 응답의 95 %", en: "Pool: 95 % of the answers" },
    },
    {
      id: "pool-p99",
      variant: "pool",
      measure: { kind: "p99Ms" },
      expect: { atLeast: 240 },
      says: { ko: "풀: 응답의 99 %", en: "Pool: 99 % of the answers" },
    },
    {
      id: "pool-sum",
      variant: "pool",
      notes: "sum",
      order: fourSums,
      says: { ko: "풀: 사진 네 장의 합계", en: "Pool: the sums of four photos" },
    },
    {
      id: "pool-threads",
      variant: "pool",
      measure: { kind: "metric", name: "threads" },
      expect: { is: 2 },
      says: { ko: "풀: 띄운 스레드", en: "Pool: threads started" },
    },
    {
      id: "pool-one-lag",
      variant: "pool",
      knobs: { threads: 1 },
      measure: { kind: "maxLagMs" },
      expect: { below: 150 },
      says: { ko: "풀, 스레드 1개: 최대 지연", en: "Pool, 1 thread: highest lag" },
    },
    {
      id: "thread-threads",
      variant: "thread",
      measure: { kind: "metric", name: "threads" },
      expect: { is: 4 },
      says: { ko: "호출마다 스레드: 띄운 스레드", en: "Thread a call: threads started" },
    },
    {
      id: "inline-meanwhile",
      variant: "inline",
      measure: { kind: "metric", name: "meanwhile" },
      expect: { is: 0 },
      says: { ko: "쉬지 않고: 계산하는 동안 답한 `/health`", en: "In one go: `/health` answered meanwhile" },
    },
    {
      id: "inline-lag",
      variant: "inline",
      measure: { kind: "maxLagMs" },
      expect: { atLeast: 240 },
      says: { ko: "쉬지 않고: 최대 지연", en: "In one go: highest lag" },
    },
    {
      id: "inline-sum",
      variant: "inline",
      notes: "sum",
      order: fourSums,
      says: { ko: "쉬지 않고: 사진 네 장의 합계", en: "In one go: the sums of four photos" },
    },
  ],
  exercise: {
    title: { ko: "계산은 옮기고 사진은 그대로", en: "Move the sums, keep the pictures" },
    task: {
      ko: "사진이 한꺼번에 도착하면 `thumbnail`이 루프를 멈춥니다. 루프가 돌게 고치되 사진은 화소 하나까지 같아야 합니다. 사진의 수와 크기, 한 장에 드는 계산은 실행할 때마다 달라집니다.",
      en: "When photos arrive together, `thumbnail` stops the loop. Make the loop turn, and keep every picture the same to the last pixel. How many photos come, how large they are and how much they take differ from run to run.",
    },
    file: "thumbnails.ts",
    checks: [
      { id: "threads", title: { ko: "스레드는 코어 수 + 1까지", en: "No more threads than cores + 1" } },
      { id: "answers", title: { ko: "모든 사진이 그대로", en: "Every picture as it was" } },
      { id: "lag", title: { ko: "루프 지연 50 ms 이하", en: "Loop lag of at most 50 ms" } },
    ],
    hints: [
      {
        ko: "표시가 켜진 줄은 `async` 함수 안에서 불립니다. 그 줄과 루프의 다음 바퀴 사이에 무엇이 있는지 보세요. 계산이 끝나는 것 말고는 없습니다.",
        en: "The lit line is called from an `async` function. Look at what stands between that line and the loop's next turn: nothing but the end of the computation.",
      },
      {
        ko: "`render`는 인자만 읽고 값을 돌려주는 순수한 함수이며, 이미 default export입니다. 다른 스레드가 이 파일을 불러와 그대로 부를 수 있습니다. 파일의 주소는 `import.meta.url`입니다.",
        en: "`render` reads its argument, returns a value and touches nothing else, and it is the default export already. Another thread can load this very file and call it. The file's address is `import.meta.url`.",
      },
      {
        ko: "`piscina`의 `new Piscina({ filename, maxThreads })`를 함수 밖에 한 번 두고, 안에서는 `pool.run(image)`만 부르세요. 워커도 이 파일을 처음부터 실행한다는 점을 잊지 마세요.",
        en: "Put `new Piscina({ filename, maxThreads })` from `piscina` outside the function, once, and inside only call `pool.run(image)`. Remember that a worker, too, runs this file from its first line.",
      },
    ],
    solutionWhy: {
      ko: "계산량은 그대로인데 도는 곳이 바뀌었습니다. 메인 스레드는 사진을 메시지로 복사해 보내고 숫자 여덟 개를 받을 뿐이라 루프가 계속 돕니다. 풀은 모듈을 불러올 때 한 번 만들어지므로 사진이 몇 장이든 스레드 수는 같습니다. `isMainThread`를 묻지 않으면 워커가 이 파일을 불러오면서 또 풀을 만듭니다. 몇 번 흐릴 때마다 `setImmediate`로 끊어도 통과합니다. 다만 계산은 여전히 메인 스레드가 모두 하므로, 다른 일을 할 시간이 그만큼 줄어듭니다.",
      en: "As much is computed as before, elsewhere. The main thread copies a photo into a message and gets eight numbers back, so the loop goes on turning. The pool is made once, when the module is loaded: however many photos come, the threads stay the same. Without asking `isMainThread`, every worker that loads this file would make a pool of its own. Slices with `setImmediate` between a few passes pass as well, but the main thread still does all the work, and has that much less time for everything else.",
    },
    wrong: [
      { file: "microtask.ts", fails: "lag", because: "in one stretch" },
      { file: "four-breaks.ts", fails: "lag", because: "slice of every photo" },
      { file: "thread-a-call.ts", fails: "threads", because: "threads were started" },
      { file: "pool-a-call.ts", fails: "threads", because: "threads were started" },
      { file: "draft.ts", fails: "answers", because: "do not compute less" },
    ],
    wallMs: 40_000,
  },
  diagrams: {
    remedies: {
      caption: {
        ko: "async냐 sync냐는 I/O 쪽 가지에서만 답이 됩니다. 작업 큐와 별도 서비스는 5강에서 다룹니다.",
        en: "Async or sync settles the I/O branch only. Queue and service are lesson 5.",
      },
      alt: {
        ko: "일을 누가 하는지 먼저 묻습니다. 다른 서버라면 I/O 바운드이니 await합니다. 내 스레드라면 얼마나 오래 걸리는지 묻습니다. 몇 ms면 그 자리에 두고, 몇 초까지는 워커 풀, 더 오래 걸리거나 GPU가 있어야 하면 작업 큐나 별도 서비스입니다.",
        en: "First: who does the work? Another machine: it is I/O-bound, so await it. My own thread: for how long? A few milliseconds: leave it where it is. Up to seconds: a worker pool. Longer, or on a GPU: a job queue or a service of its own.",
      },
    },
    "round-trip": {
      caption: {
        ko: "워커가 계산하는 동안 루프는 다음 요청에 답합니다. 채운 막대는 계산입니다.",
        en: "While the worker computes, the loop answers the next request. The filled bar computes.",
      },
      alt: {
        ko: "호출한 쪽이 GET /thumbnail을 보내면 이벤트 루프가 워커 스레드에 계산하라는 메시지를 보냅니다. 워커가 계산하는 동안 GET /health가 오고 루프는 곧바로 ok라고 답합니다. 워커가 합계를 메시지로 보내면 루프가 200으로 답합니다.",
        en: "The caller sends GET /thumbnail and the event loop sends the worker thread a message: compute. While it computes, GET /health arrives and the loop answers ok at once. The worker sends the sum as a message, and the loop answers 200.",
      },
    },
  },
  questions: [
    {
      ask: {
        ko: "반복문 안에 `await null`을 천 번 넣었습니다. 그동안 타이머는 몇 번 실행될 수 있을까요?",
        en: "A loop awaits `null` a thousand times. How often can a timer run meanwhile?",
      },
      answer: {
        ko: "한 번도 실행되지 않습니다. `await null`은 마이크로태스크이고, Node는 마이크로태스크 큐가 빌 때까지 타이머로 넘어가지 않습니다.",
        en: "Never. `await null` is a microtask, and Node does not go on to timers before that queue is empty.",
      },
    },
    {
      ask: {
        ko: "요청 열 개가 각자 3 ms마다 `setImmediate`로 쉽니다. 루프 한 바퀴는 얼마나 걸릴까요?",
        en: "Ten requests each give way with `setImmediate` after every 3 ms. How long is one turn of the loop?",
      },
      answer: {
        ko: "약 30 ms입니다. 같은 바퀴에서 요청한 콜백은 다음 바퀴에서 모두 실행되므로 조각의 길이가 더해집니다.",
        en: "About 30 ms. What was asked for in one turn all runs in the next, so the slices add up.",
      },
    },
    {
      ask: {
        ko: "워커 풀로 옮겼더니 지연은 사라졌는데 사진 한 장의 응답은 빨라지지 않았습니다. 잘못된 것일까요?",
        en: "With a worker pool the lag is gone, but a photo is answered no sooner. Is something wrong?",
      },
      answer: {
        ko: "아닙니다. 계산량은 그대로이고, 빈 코어가 없으면 나누어 맡을 곳도 없습니다. 풀의 목적은 나머지 요청이 기다리지 않게 하는 것입니다.",
        en: "No. There is as much to compute, and without a free core nobody to share it with. The pool is there so that everything else need not wait.",
      },
    },
    {
      ask: {
        ko: "루프를 풀어 주려면 워커가 최소 몇 개 필요할까요? 그보다 늘리면 무엇이 달라질까요?",
        en: "How many workers does it take to free the loop? What do more of them change?",
      },
      answer: {
        ko: "하나면 됩니다. 더 늘리면 코어가 남아 있는 동안 대기 중인 계산이 줄어듭니다. 코어보다 많으면 번갈아 돌 뿐입니다.",
        en: "One. More of them shorten the queue of work as long as cores are free; beyond the cores they only take turns.",
      },
    },
  ],
  builtWith: {
    file: "sandbox-server/transpile/strippers.ts",
    says: {
      ko: "방금 실행한 코드에서 타입을 지운 것도 CPU 작업입니다. 큰 프로그램이면 80 ms가 걸려서, 서버는 시작할 때 만든 스레드 두 개에 이 일을 맡깁니다. 그동안 다른 실행의 이벤트는 계속 흐릅니다.",
      en: "Stripping the types from the code you ran is CPU work, too. A large program takes 80 ms, so the server leaves it to two threads made at its start, and the events of everybody else's runs go on flowing.",
    },
  },
};

export default lesson;
