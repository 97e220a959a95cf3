import type { Lesson } from "../types.ts";

const lesson: Lesson = {
  id: "L02",
  slug: "pick-the-right-call",
  version: 1,
  title: { ko: "어떤 호출을 고를까", en: "Pick the right kind of call" },
  summary: {
    ko: "호출마다 비동기로 기다릴지, 워커로 보낼지, 제자리에 둘지를 습관이 아니라 규칙으로 정합니다.",
    en: "Decide by a rule, not by habit, whether a call is awaited, sent to a worker or left where it is.",
  },
  sources: [
    "S1-02",
    "S1-07",
    "S1-08",
    "S1-13",
    "S1-14",
    "S1-15",
    "S1-16",
    "S1-17",
    "S1-20",
    "S1-21",
    "S1-22",
    "S1-23",
    "S1-32",
    "S2-23",
  ],
  experiment: "real",
  minutes: 15,
  variants: [
    { id: "inline", role: "bad", label: { ko: "제자리", en: "Inline" } },
    { id: "worker", role: "good", label: { ko: "워커", en: "Worker" } },
    { id: "piscina", role: "more", label: { ko: "Piscina", en: "Piscina" } },
    { id: "hash", role: "more", label: { ko: "해시", en: "Hash" } },
    { id: "trip", role: "more", label: { ko: "왕복", en: "Trip" } },
  ],
  knobs: [
    {
      name: "callers",
      label: { ko: "요청", en: "Callers" },
      unit: { ko: "명씩", en: "each" },
      values: [1, 2, 5, 10, 20],
      initial: 5,
      sets: "literal",
    },
    {
      name: "work",
      label: { ko: "보고서", en: "Report" },
      unit: { ko: "ms", en: "ms" },
      values: [5, 20, 60, 100],
      initial: 60,
      sets: "literal",
    },
    {
      name: "threads",
      label: { ko: "스레드", en: "Threads" },
      unit: { ko: "개", en: "" },
      values: [1, 2, 3, 5],
      initial: 2,
      sets: "literal",
    },
  ],
  prediction: {
    question: {
      ko: "마지막 상태 확인이 답을 받기까지 몇 ms 걸릴까요?",
      en: "How many ms until the last health check has its answer?",
    },
    unit: "ms",
    guesses: [
      { variant: "inline", measure: { kind: "metric", name: "healthMs" } },
      { variant: "worker", measure: { kind: "metric", name: "healthMs" } },
    ],
    explain: {
      ko: "제자리에서는 보고서 다섯 건이 앞을 막습니다: 5 × 60 = 300. 워커라면 앞에 아무도 없습니다.",
      en: "Inline, five reports stand before it: 5 × 60 = 300. With the worker there is nobody before it.",
    },
  },
  claims: [
    {
      id: "inline-health",
      variant: "inline",
      measure: { kind: "metric", name: "healthMs" },
      expect: { about: 300 },
      says: { ko: "제자리: 마지막 상태 확인", en: "Inline: last health check" },
    },
    {
      id: "inline-feed",
      variant: "inline",
      measure: { kind: "metric", name: "feedMs" },
      expect: { about: 360 },
      says: { ko: "제자리: 마지막 피드", en: "Inline: last feed" },
    },
    {
      id: "inline-report",
      variant: "inline",
      measure: { kind: "metric", name: "reportMs" },
      expect: { about: 300 },
      says: { ko: "제자리: 마지막 보고서", en: "Inline: last report" },
    },
    {
      id: "inline-lag",
      variant: "inline",
      measure: { kind: "maxLagMs" },
      expect: { atLeast: 285 },
      says: { ko: "제자리: 최대 지연", en: "Inline: highest lag" },
    },
    {
      id: "worker-health",
      variant: "worker",
      measure: { kind: "metric", name: "healthMs" },
      expect: { below: 60 },
      says: { ko: "워커: 마지막 상태 확인", en: "Worker: last health check" },
    },
    {
      id: "worker-feed",
      variant: "worker",
      measure: { kind: "metric", name: "feedMs" },
      expect: { about: 60 },
      says: { ko: "워커: 마지막 피드", en: "Worker: last feed" },
    },
    {
      id: "worker-report",
      variant: "worker",
      measure: { kind: "metric", name: "reportMs" },
      expect: { about: 300 },
      says: { ko: "워커: 마지막 보고서", en: "Worker: last report" },
    },
    {
      id: "worker-lag",
      variant: "worker",
      measure: { kind: "maxLagMs" },
      expect: { below: 60 },
      says: { ko: "워커: 최대 지연", en: "Worker: highest lag" },
    },
    {
      id: "piscina-report",
      variant: "piscina",
      measure: { kind: "metric", name: "reportMs" },
      expect: { about: 180 },
      says: { ko: "Piscina, 스레드 2개: 마지막 보고서", en: "Piscina, 2 threads: last report" },
    },
    {
      id: "piscina-health",
      variant: "piscina",
      measure: { kind: "metric", name: "healthMs" },
      expect: { below: 60 },
      says: { ko: "Piscina: 마지막 상태 확인", en: "Piscina: last health check" },
    },
    {
      id: "hash-sync",
      variant: "hash",
      measure: { kind: "metric", name: "syncHealthMs" },
      expect: { atLeast: 60 },
      says: { ko: "`pbkdf2Sync` 곁의 마지막 상태 확인", en: "Last health check beside `pbkdf2Sync`" },
    },
    {
      id: "hash-async",
      variant: "hash",
      measure: { kind: "metric", name: "asyncHealthMs" },
      expect: { below: 60 },
      says: { ko: "`pbkdf2` 곁의 마지막 상태 확인", en: "Last health check beside `pbkdf2`" },
    },
    {
      id: "trip-inline",
      variant: "trip",
      measure: { kind: "metric", name: "inlineMs" },
      expect: { below: 5 },
      says: { ko: "가격 1,000개, 제자리", en: "A thousand prices, inline" },
    },
    {
      id: "trip-worker",
      variant: "trip",
      measure: { kind: "metric", name: "workerMs" },
      expect: { atLeast: 10 },
      says: { ko: "가격 1,000개, 워커", en: "A thousand prices, in a worker" },
    },
  ],
  exercise: {
    title: { ko: "호출 여덟 개의 자리 정하기", en: "Find the place of eight calls" },
    task: {
      ko: "`page`의 여덟 줄에서 `here`, `client`, `worker` 중 맞는 것을 고르세요. 필요한 곳에는 `await`를 붙이고, 답은 그대로 두세요. 페이지 네 개가 한꺼번에 만들어지며, 워커는 스레드 하나입니다.",
      en: "Choose between `here`, `client` and `worker` in each of the eight lines of `page`, with an `await` where one is needed. The answers stay as they are. Four pages are made at once, and the worker is one thread.",
    },
    file: "calls.ts",
    checks: [
      { id: "answers", title: { ko: "페이지 네 개의 답이 모두 맞음", en: "All four pages are right" } },
      { id: "lag", title: { ko: "루프 지연 40 ms 이하", en: "Loop lag of at most 40 ms" } },
      {
        id: "hops",
        title: { ko: "워커로 보내는 메시지, 페이지당 3개 이하", en: "At most 3 messages to the worker a page" },
      },
    ],
    hints: [
      {
        ko: "`client`에 있는 이름부터 보세요. 거기 있는 호출은 다른 곳에 둘 까닭이 없습니다.",
        en: "Begin with the names that `client` has: a call that stands there has no reason to stand anywhere else.",
      },
      {
        ko: "남은 다섯 개 중 루프를 붙잡는 것은 어느 것일까요? 고칠 때마다 실행해서 표시되는 줄이 어디로 옮겨 가는지 보세요.",
        en: "Which of the other five hold the loop? Run after each change, and see where the lit line has moved.",
      },
      {
        ko: "비동기 형태가 없으면서 오래 걸리는 것은 셋입니다. 그중 하나는 타입만 보면 비동기 같습니다. 나머지 둘은 메시지보다 빨리 끝납니다.",
        en: "Three take long and have no asynchronous form; by its type, one of those looks as if it had. The other two are done sooner than a message.",
      },
    ],
    solutionWhy: {
      ko: "`user`, `rate`, `terms`는 밖에서 일어나는 일이고 비동기 클라이언트가 있으니 아무 스레드도 붙잡지 않고 기다릴 수 있습니다. `report`는 동기 드라이버, `archive`는 돌려주기 전에 압축하는 네이티브 함수, `score`는 긴 계산입니다. 셋 다 루프를 내려놓을 방법이 없으니 다른 스레드를 붙잡게 합니다. `total`과 `settings`는 메시지를 쓰는 것보다 빨리 끝납니다. 워커로 보낸 세 가지는 스레드 하나에서 차례를 기다립니다. 스레드가 몇 개면 충분한지는 L03에서 다룹니다.",
      en: "`user`, `rate` and `terms` happen elsewhere and have asynchronous clients: they can be waited for without occupying any thread. `report` is a synchronous driver, `archive` a native function that compresses before it returns, `score` a long computation: none of them can let go of the loop, so they get another thread to hold. `total` and `settings` are done sooner than a message is written. The three in the worker queue for its one thread; how many threads are enough is L03.",
    },
    wrong: [
      { file: "only-clients.ts", fails: "lag", because: "belongs in the worker" },
      { file: "trusting.ts", fails: "lag", because: "before it hands over its promise" },
      { file: "all-worker.ts", fails: "hops", because: "occupies no thread" },
      { file: "small-trips.ts", fails: "hops", because: "costs more than the work" },
      { file: "forgot-await.ts", fails: "answers", because: "nobody waited" },
    ],
  },
  diagrams: {
    trip: {
      caption: {
        ko: "보고서를 기다리는 것은 워커입니다. 그동안 루프는 상태 확인에 답합니다.",
        en: "It is the worker that waits for the report. Meanwhile the loop answers the health check.",
      },
      alt: {
        ko: "요청한 쪽이 GET /report를 보내면 이벤트 루프는 워커에 메시지를 보내고 곧바로 다음 일을 합니다. 워커가 드라이버를 기다리는 동안 GET /health가 오고, 루프는 바로 ok라고 답합니다. 워커가 답을 돌려주면 루프가 보고서를 보냅니다.",
        en: "A caller sends GET /report; the event loop sends a message to the worker and is free at once. While the worker waits for its driver, GET /health comes in and the loop answers ok right away. When the worker hands its answer back, the loop sends the report.",
      },
    },
    "which-call": {
      caption: {
        ko: "호출 하나에 묻는 두 가지, 놓을 자리 세 곳.",
        en: "Two questions for a call, and three places to put it.",
      },
      alt: {
        ko: "핸들러 안의 호출에 비동기 클라이언트가 있으면 await 합니다. 없으면 대략 5 ms를 넘는지 묻습니다. 넘지 않으면 제자리에 둡니다. 넘는 것이 대기라면 워커 스레드로, 계산이라면 역시 워커 스레드로 보내며 이는 4강에서 다룹니다.",
        en: "If a call in a handler has an asynchronous client, await it. If not, does it take more than about 5 ms? If it does not, leave it here. If it does because it waits, send it to a worker thread; if because it computes, also to a worker thread, which is lesson 4.",
      },
    },
    pairs: {
      caption: {
        ko: "왼쪽은 스레드를 쥐고, 오른쪽은 내려놓습니다.",
        en: "On the left what holds the thread, on the right what lets go of it.",
      },
      alt: {
        ko: "HTTP: 쥐는 쪽은 execFileSync로 실행한 프로그램, 내려놓는 쪽은 fetch와 undici. SQL: node:sqlite와 pg, mysql2. Redis와 MongoDB: 쥐는 쪽은 없고, ioredis와 mongodb. 파일: readFileSync와 node:fs/promises.",
        en: "HTTP: a program run by execFileSync holds on, fetch and undici let go. SQL: node:sqlite against pg and mysql2. Redis and MongoDB: nothing holds on, ioredis and mongodb let go. Files: readFileSync against node:fs/promises.",
      },
    },
  },
  questions: [
    {
      ask: {
        ko: "보고서 다섯 건을 워커 하나로 옮겼더니 보고서는 조금도 빨라지지 않았습니다. 그런데도 옮긴 보람은 어디에 있을까요?",
        en: "Moved to one worker, five reports became no faster at all. What was it good for, then?",
      },
      answer: {
        ko: "보고서를 요청하지 않은 쪽이 더는 기다리지 않습니다. 상태 확인은 몇 ms, 피드는 자기가 기다린 60 ms 만에 끝납니다.",
        en: "Those who did not ask for a report no longer wait for one: a health check takes a few milliseconds, a feed its own 60.",
      },
    },
    {
      ask: {
        ko: "FastAPI에서 `async def` 핸들러가 psycopg2를 부릅니다. 고치는 방법 두 가지는? Node에서 `node:sqlite`를 쓰는 핸들러라면요?",
        en: "In FastAPI, an `async def` handler calls psycopg2. Name two repairs. And for a handler in Node that uses `node:sqlite`?",
      },
      answer: {
        ko: "asyncpg나 psycopg 3으로 바꿔 await하거나, 핸들러를 `def`로 바꿔 스레드풀에서 돌립니다. Node에는 `def`가 없으므로, 비동기 클라이언트가 없는 `node:sqlite`는 직접 워커로 옮깁니다.",
        en: "Await asyncpg or psycopg 3 instead, or make the handler a `def`, which runs on the thread pool. Node has no `def`: `node:sqlite` has no asynchronous client, so you move it to a worker yourself.",
      },
    },
    {
      ask: {
        ko: "라이브러리 함수가 프로미스를 돌려줍니다. 비동기라고 믿어도 될까요?",
        en: "A library's function returns a promise. Is that proof that it is asynchronous?",
      },
      answer: {
        ko: "아닙니다. 프로미스를 만들기 전에 동기로 일을 끝내는 함수도 같은 타입입니다. 불러 보고 루프 지연을 재야 압니다.",
        en: "No. A function that does all its work before it makes the promise has the same type. Call it and measure the lag.",
      },
    },
    {
      ask: {
        ko: "핸들러가 `fetch`로 받은 `Response`를 그대로 `JSON.stringify`해서 보냅니다. 클라이언트는 무엇을 받을까요?",
        en: "A handler passes on what `fetch` gave it: `JSON.stringify(response)`. What does the client receive?",
      },
      answer: {
        ko: "`{}`입니다. 본문은 아직 읽지 않은 스트림이고, 직렬화할 속성이 없습니다. 먼저 `await response.json()`으로 읽으세요. 파이썬에서 httpx 응답 객체를 그대로 반환해도 JSON이 되지 않습니다.",
        en: "`{}`: the body is a stream nobody has read, and there is no property to serialise. Read it first, with `await response.json()`. In Python, too, an httpx response returned as it is does not become JSON.",
      },
    },
    {
      ask: {
        ko: "보고서 한 건이 20초 걸리고, 서버를 다시 시작해도 사라지면 안 됩니다. 워커 스레드로 충분할까요?",
        en: "A report takes 20 seconds and must survive a restart. Is a worker thread enough?",
      },
      answer: {
        ko: "아닙니다. 워커는 프로세스와 함께 사라집니다. 프로세스 밖의 작업 큐가 필요합니다. 파이썬이라면 RabbitMQ나 Redis를 둔 Celery, Node라면 BullMQ이며 L05에서 다룹니다.",
        en: "No: a worker goes down with its process. That takes a job queue outside it, Celery on RabbitMQ or Redis in Python, BullMQ in Node. L05 builds one.",
      },
    },
  ],
  builtWith: {
    file: "sandbox-server/transpile/transpile.ts",
    says: {
      ko: "방금 실행한 코드는 먼저 타입을 벗겨 냈습니다. 이 파일에는 세 자리가 다 있습니다. 동기 파서는 워커 스레드에서 돌고, 따로 도는 프로세스인 esbuild는 await하며, 짧은 문자열 검사는 제자리에서 끝냅니다.",
      en: "Before your code ran, its types were taken off. All three places are in this file: a synchronous parser runs on worker threads, esbuild, a process of its own, is awaited, and short searches of the text are done on the spot.",
    },
  },
};

export default lesson;
