import type { Lesson, Variant } from "../types.ts";

const services: Variant["services"] = ["postgres"];
/** A hundred connections are a hundred processes to start; a busy machine takes its time over them. */
const wallMs = 20_000;

const lesson: Lesson = {
  id: "L25",
  slug: "size-the-db-pool",
  version: 1,
  title: { ko: "DB 커넥션 풀 크기 정하기", en: "Size the database pool" },
  summary: {
    ko: "커넥션을 모두 몇 개 여는지 계산하고, 잠깐만 쥐고, 빈 것이 없으면 빨리 실패합니다.",
    en: "Compute how many connections you open in all, hold each one briefly, and fail fast when none is free.",
  },
  sources: ["S0-13", "S0-14", "S3-22", "S3-23", "S3-24", "S3-25", "S4-51"],
  experiment: "real",
  minutes: 18,
  variants: [
    { id: "overbooked", role: "bad", label: { ko: "초과", en: "Overbooked" }, services, wallMs },
    { id: "budgeted", role: "good", label: { ko: "예산", en: "Budgeted" }, services, wallMs },
    { id: "holding", role: "more", label: { ko: "쥔 채로", en: "Holding" }, services, wallMs },
    { id: "released", role: "more", label: { ko: "먼저 반납", en: "Released" }, services, wallMs },
    { id: "two-waits", role: "more", label: { ko: "두 줄", en: "Two lines" }, services, wallMs },
    { id: "knee", role: "more", label: { ko: "더 크게", en: "Bigger" }, services, wallMs: 40_000 },
    { id: "shipped", role: "more", label: { ko: "실전", en: "Shipped" }, services, wallMs },
  ],
  knobs: [
    {
      name: "processes",
      label: { ko: "프로세스", en: "Processes" },
      unit: { ko: "개", en: "" },
      values: [1, 2, 3, 4, 5, 6],
      initial: 4,
      sets: "literal",
    },
    {
      name: "max",
      label: { ko: "풀 크기", en: "Pool size" },
      unit: { ko: "개", en: "" },
      values: [10, 15, 20, 25, 30],
      initial: 30,
      sets: "literal",
    },
    {
      name: "reserve",
      label: { ko: "예비", en: "Reserve" },
      unit: { ko: "개", en: "" },
      values: [0, 5, 10, 20, 40],
      initial: 10,
      sets: "literal",
    },
    {
      name: "size",
      label: { ko: "풀 크기", en: "Pool size" },
      unit: { ko: "개", en: "" },
      values: [1, 2, 5, 10, 20],
      initial: 5,
      sets: "literal",
    },
    {
      name: "call",
      label: { ko: "외부 호출", en: "Outside call" },
      unit: { ko: "ms", en: "ms" },
      values: [10, 50, 100, 200, 500],
      initial: 100,
      sets: "literal",
    },
    {
      name: "patience",
      label: { ko: "기다릴 시간", en: "Patience" },
      unit: { ko: "ms", en: "ms" },
      values: [100, 200, 500, 1_000, 2_000],
      initial: 500,
      sets: "literal",
    },
  ],
  prediction: {
    question: {
      ko: "초과: 쿼리 120개 중 몇 개가 거절될까요? 예산: 프로세스 네 개의 커넥션은 모두 몇 개일까요?",
      en: "Overbooked: how many of the 120 queries are refused? Budgeted: how many connections do the four processes open in all?",
    },
    unit: "count",
    guesses: [
      { variant: "overbooked", measure: { kind: "metric", name: "refused" } },
      { variant: "budgeted", measure: { kind: "metric", name: "connections" } },
    ],
    explain: {
      ko: "4 × (10 + 20) = 120이고 DB는 100개까지 받습니다: 20. 예산은 (100 − 10) ÷ 4 = 22.5를 내린 22, 네 프로세스에 88입니다.",
      en: "4 × (10 + 20) = 120 on a database that takes 100: 20. The budget is (100 − 10) ÷ 4 = 22.5, rounded down to 22, so 88 for the four.",
    },
  },
  claims: [
    {
      id: "overbooked-connections",
      variant: "overbooked",
      measure: { kind: "metric", name: "connections" },
      expect: { is: 100 },
      says: { ko: "초과: 열린 커넥션", en: "Overbooked: connections open" },
    },
    {
      id: "overbooked-refused",
      variant: "overbooked",
      measure: { kind: "metric", name: "refused" },
      expect: { is: 20 },
      says: { ko: "초과: 53300으로 거절된 쿼리", en: "Overbooked: queries refused with 53300" },
    },
    {
      id: "overbooked-answered",
      variant: "overbooked",
      measure: { kind: "metric", name: "answered" },
      expect: { is: 100 },
      says: { ko: "초과: 답을 받은 쿼리", en: "Overbooked: queries answered" },
    },
    {
      id: "exact-refused",
      variant: "overbooked",
      knobs: { max: 25 },
      measure: { kind: "metric", name: "refused" },
      expect: { is: 0 },
      says: { ko: "초과, 풀 크기를 25로: 거절된 쿼리", en: "Overbooked, with pools of 25: queries refused" },
    },
    {
      id: "exact-connections",
      variant: "overbooked",
      knobs: { max: 25 },
      measure: { kind: "metric", name: "connections" },
      expect: { is: 100 },
      says: { ko: "초과, 풀 크기를 25로: 열린 커넥션", en: "Overbooked, with pools of 25: connections open" },
    },
    {
      id: "budgeted-connections",
      variant: "budgeted",
      measure: { kind: "metric", name: "connections" },
      expect: { is: 88 },
      says: { ko: "예산: 열린 커넥션", en: "Budgeted: connections open" },
    },
    {
      id: "budgeted-refused",
      variant: "budgeted",
      measure: { kind: "metric", name: "refused" },
      expect: { is: 0 },
      says: { ko: "예산: 거절된 쿼리", en: "Budgeted: queries refused" },
    },
    {
      id: "budgeted-answered",
      variant: "budgeted",
      measure: { kind: "metric", name: "answered" },
      expect: { is: 120 },
      says: { ko: "예산: 답을 받은 쿼리", en: "Budgeted: queries answered" },
    },
    {
      id: "holding-total",
      variant: "holding",
      measure: { kind: "totalMs" },
      expect: { about: 440 },
      says: { ko: "쥔 채로: 마지막 답까지", en: "Holding: until the last answer" },
    },
    {
      id: "holding-peak",
      variant: "holding",
      measure: { kind: "peak" },
      expect: { is: 5 },
      says: { ko: "쥔 채로: 동시에 진행한 주문", en: "Holding: most orders under way" },
    },
    {
      id: "released-total",
      variant: "released",
      measure: { kind: "totalMs" },
      expect: { about: 140 },
      says: { ko: "먼저 반납: 마지막 답까지", en: "Released: until the last answer" },
    },
    {
      id: "released-peak",
      variant: "released",
      measure: { kind: "peak" },
      expect: { atLeast: 10 },
      says: { ko: "먼저 반납: 동시에 진행한 주문", en: "Released: most orders under way" },
    },
    {
      id: "holding-twenty",
      variant: "holding",
      knobs: { size: 20 },
      measure: { kind: "totalMs" },
      expect: { about: 110 },
      says: { ko: "쥔 채로, 풀 크기를 20으로: 마지막 답까지", en: "Holding, with a pool of 20: until the last answer" },
    },
    {
      id: "query-total",
      variant: "two-waits",
      measure: { kind: "metric", name: "query: totalMs" },
      expect: { about: 400 },
      says: { ko: "두 줄, 쿼리: 넷이 끝날 때까지", en: "Two lines, queries: until the last of four" },
    },
    {
      id: "query-pool",
      variant: "two-waits",
      measure: { kind: "metric", name: "query: in line at the pool" },
      expect: { is: 2 },
      says: { ko: "두 줄, 쿼리: 풀 앞의 줄", en: "Two lines, queries: in line at the pool" },
    },
    {
      id: "query-row",
      variant: "two-waits",
      measure: { kind: "metric", name: "query: in line at the row" },
      expect: { is: 0 },
      says: { ko: "두 줄, 쿼리: 행 앞의 줄", en: "Two lines, queries: in line at the row" },
    },
    {
      id: "sale-total",
      variant: "two-waits",
      measure: { kind: "metric", name: "sale: totalMs" },
      expect: { about: 400 },
      says: { ko: "두 줄, 판매: 둘이 끝날 때까지", en: "Two lines, sales: until the last of two" },
    },
    {
      id: "sale-pool",
      variant: "two-waits",
      measure: { kind: "metric", name: "sale: in line at the pool" },
      expect: { is: 0 },
      says: { ko: "두 줄, 판매: 풀 앞의 줄", en: "Two lines, sales: in line at the pool" },
    },
    {
      id: "sale-row",
      variant: "two-waits",
      measure: { kind: "metric", name: "sale: in line at the row" },
      expect: { is: 1 },
      says: { ko: "두 줄, 판매: 행 앞의 줄", en: "Two lines, sales: in line at the row" },
    },
    {
      id: "knee-one",
      variant: "knee",
      measure: { kind: "metric", name: "1 × cores: eachMs" },
      expect: { below: 200 },
      says: { ko: "더 크게, 커넥션 1 × 코어: 쿼리 하나", en: "Bigger, 1 × cores connections: one query" },
    },
    {
      id: "knee-sixteen",
      variant: "knee",
      measure: { kind: "metric", name: "16 × cores: eachMs" },
      expect: { atLeast: 60 },
      says: { ko: "더 크게, 커넥션 16 × 코어: 쿼리 하나", en: "Bigger, 16 × cores connections: one query" },
    },
    {
      id: "knee-same",
      variant: "knee",
      measure: { kind: "metric", name: "in the same time" },
      expect: { below: 192 },
      says: {
        ko: "더 크게, 4 × 코어가 96개를 끝낸 시간에 16 × 코어가 끝낸 쿼리",
        en: "Bigger, queries of 16 × cores in the time of 96 with 4 × cores",
      },
    },
    {
      id: "shipped-cut",
      variant: "shipped",
      measure: { kind: "metric", name: "cut" },
      expect: { is: 1 },
      says: { ko: "실전: 풀이 내보낸, 끊긴 커넥션", en: "Shipped: cut connections the pool let go" },
    },
    {
      id: "shipped-turned",
      variant: "shipped",
      measure: { kind: "metric", name: "turned away" },
      expect: { is: 3 },
      says: { ko: "실전: 커넥션을 못 받은 주문", en: "Shipped: orders that got no connection" },
    },
    {
      id: "shipped-acquire",
      variant: "shipped",
      measure: { kind: "metric", name: "acquireMs" },
      expect: { about: 500 },
      says: { ko: "실전: 커넥션을 기다린 시간", en: "Shipped: waited for a connection" },
    },
    {
      id: "shipped-ended",
      variant: "shipped",
      measure: { kind: "metric", name: "statements ended" },
      expect: { is: 5 },
      says: { ko: "실전: DB가 끝낸 보고서", en: "Shipped: reports the database ended" },
    },
    {
      id: "shipped-statement",
      variant: "shipped",
      measure: { kind: "metric", name: "statementMs" },
      expect: { about: 1_000 },
      says: { ko: "실전: 보고서가 끝난 때", en: "Shipped: when a report was ended" },
    },
    {
      id: "shipped-answered",
      variant: "shipped",
      measure: { kind: "metric", name: "answered" },
      expect: { is: 5 },
      says: { ko: "실전: 그 뒤에 답을 받은 주문", en: "Shipped: orders answered after that" },
    },
    {
      id: "shipped-in-hand",
      variant: "shipped",
      measure: { kind: "metric", name: "in hand" },
      expect: { is: 0 },
      says: { ko: "실전: 풀에 돌아오지 않은 커넥션", en: "Shipped: connections never given back" },
    },
  ],
  exercise: {
    title: { ko: "풀은 여섯, 데이터베이스는 하나", en: "Six pools, one database" },
    task: {
      ko: "한 데이터베이스를 여러 파드의 여러 프로세스가 함께 씁니다. `maxPerProcess(plan)`은 예비분을 건드리지 않는 가장 큰 풀 크기를 계산합니다. 상한 100, 예비 10, 파드 3개 × 프로세스 2개라면 15입니다. `open(plan)`은 그 크기로 풀을 열고, 빈 커넥션이 없으면 `patienceMs`까지만 기다립니다. `handle`은 배송 업체를 부르는 동안 커넥션을 쥐지 않고, 쿼리나 호출이 실패해도 반드시 반납합니다. 예외는 그대로 던지세요. 계획, 가격, 걸리는 시간은 실행할 때마다 달라집니다.",
      en: "Several processes in several pods share one database. Make `maxPerProcess(plan)` compute the largest pool that leaves the reserve alone: for a limit of 100, a reserve of 10 and 3 pods × 2 processes it is 15. Make `open(plan)` open a pool of that size whose callers wait for a free connection for `patienceMs` and no longer. And let `handle` hold no connection while it calls the carrier, and give it back even when the query or the call fails; errors are to be thrown on. Plans, prices and times differ from run to run.",
    },
    file: "store.ts",
    checks: [
      { id: "budget", title: { ko: "풀 크기가 예산에 딱 맞음", en: "The largest size that fits the budget" } },
      { id: "refused", title: { ko: "모두 열어도 거절 0번", en: "All pools full, and nobody refused" } },
      { id: "answers", title: { ko: "모든 주문의 합계가 맞음", en: "Every order's total is right" } },
      {
        id: "time",
        title: { ko: "한꺼번에 온 주문을 250 ms 안에 처리", en: "Orders that come at once within 250 ms" },
      },
      { id: "leaked", title: { ko: "반납하지 않은 커넥션 0개", en: "No connection is never given back" } },
      { id: "timeout", title: { ko: "빈 커넥션이 없으면 제때 포기함", en: "Gives up in time when none is free" } },
    ],
    hints: [
      {
        ko: "풀 하나의 크기를 정하기 전에, 같은 순간에 커넥션을 여는 풀이 모두 몇 개인지부터 세어 보세요. 나누어떨어지지 않으면 어느 쪽으로 버려야 할까요?",
        en: "Before you size one pool, count how many pools there are at the same moment. And where it does not divide evenly, which way has the rest to go?",
      },
      {
        ko: "`handle`에서 커넥션을 얻은 줄과 돌려주는 줄 사이를 보세요. DB가 할 일은 몇 줄뿐인가요? 그 사이에서 예외가 나면 `release()`는 실행될까요?",
        en: "Look at what stands between the line that takes the connection and the line that gives it back. How much of it is the database's work? And what becomes of `release()` when one of those lines throws?",
      },
      {
        ko: "쿼리가 하나라면 `pool.query`가 빌리고 반납하는 일까지 합니다. 기다림은 밖에서 끊지 말고 풀에 맡기세요. 그만 기다린다는 것을 풀이 알아야 커넥션을 남에게 건넵니다. pg에서 그 설정의 이름은 `connectionTimeoutMillis`입니다.",
        en: "For a single query, `pool.query` borrows and gives back by itself. Do not break off the wait from outside: the pool has to know that nobody waits any more, or it hands over a connection all the same. Its own option for that is `connectionTimeoutMillis`.",
      },
    ],
    solutionWhy: {
      ko: "풀은 파드마다가 아니라 프로세스마다 하나이므로, 쓸 수 있는 것을 파드 × 프로세스로 나누고 나머지는 버립니다. 하나라도 올리면 모두가 올립니다. `pool.query`는 성공해도 실패해도 쿼리가 끝나자마자 반납하므로, 외부 호출은 커넥션 없이 기다립니다. `connectionTimeoutMillis`가 지나면 풀이 그 주문을 줄에서 지우고 예외를 던집니다. `Promise.race`로 밖에서 끊으면 주문은 떠나도 줄의 자리는 남아, 나중에 커넥션이 주인 없이 빠져나갑니다.",
      en: "There is a pool in every process, not in every pod, so what there is is divided by pods × processes, and the rest is dropped: who rounds up, rounds up for all of them. `pool.query` gives the connection back as soon as the query has ended, well or badly, and the call outside waits without one. After `connectionTimeoutMillis` the pool itself takes the order out of its line and throws. Break off the wait with `Promise.race`, and the order is gone but its place in line is not: a connection goes to nobody and never returns.",
    },
    wrong: [
      { file: "per-pod.ts", fails: "budget", because: "in every process of every pod" },
      { file: "no-reserve.ts", fails: "budget", because: "leaves nothing of the reserve" },
      { file: "rounded.ts", fails: "budget", because: "is more than the" },
      { file: "timid.ts", fails: "budget", because: "would fit" },
      { file: "headroom.ts", fails: "refused", because: "were refused with 53300" },
      { file: "holding.ts", fails: "time", because: "held its connection during the call" },
      { file: "leaky.ts", fails: "leaked", because: "went past `release()`" },
      { file: "race.ts", fails: "leaked", because: "was not told" },
      { file: "forever.ts", fails: "timeout", because: "pg waits for ever" },
    ],
    services,
    wallMs,
  },
  diagrams: {
    fleet: {
      caption: {
        ko: "풀은 프로세스마다 하나, 상한은 데이터베이스에 하나입니다.",
        en: "A pool for each process, and one limit for all of them.",
      },
      alt: {
        ko: "파드 1의 프로세스 둘과 파드 2의 프로세스 둘이 저마다 커넥션을 10 + 20개까지 여는 풀을 갖고, 모두 max_connections가 100인 PostgreSQL 하나에 연결합니다. psql과 마이그레이션도 같은 100개에서 자리를 얻어야 합니다.",
        en: "Two processes in pod 1 and two in pod 2 each have a pool of up to 10 + 20 connections, all to one PostgreSQL whose max_connections is 100. psql and migrations need their places out of the same 100.",
      },
    },
    life: {
      caption: {
        ko: "커넥션 하나의 일생. 쥐고 있는 동안에는 아무도 쓰지 못합니다.",
        en: "The life of a connection. While it is in hand, nobody else can use it.",
      },
      alt: {
        ko: "커넥션은 열리는 중에서 사용 중이 되거나, 상한에 걸리면 53300으로 거절됩니다. 사용 중에서 반납하면 쉬는 상태가 되고, 빌리면 다시 사용 중이 됩니다. 쉬는 커넥션은 idleTimeoutMillis가 지나거나 수명이 다하거나 끊기면 닫힙니다. 반납하지 않으면 사용 중에 영원히 머무릅니다.",
        en: "A connection is opening, and from there goes in hand, or is refused with 53300 at the limit. Given back, it is idle; borrowed, it is in hand again. An idle one is closed by idleTimeoutMillis, by its age, or because it is cut. One that is never given back stays in hand for ever.",
      },
    },
  },
  questions: [
    {
      ask: {
        ko: "파드 4개에 프로세스가 2개씩이고 상한은 100, 예비는 10입니다. 롤링 배포 중에는 파드가 하나 더 뜹니다. 풀 크기는 얼마로 할까요?",
        en: "Four pods run two processes each, on a limit of 100 with a reserve of 10. A rolling deployment starts one pod more before it ends an old one. What is the pool's size?",
      },
      answer: {
        ko: "9입니다. 배포 중에는 5 × 2 = 10개 프로세스가 함께 연결되므로 (100 − 10) ÷ 10입니다. 파드 4개로 나눈 11이면 배포할 때마다 110개를 열려다 거절당합니다.",
        en: "9. During the deployment 5 × 2 = 10 processes are connected, and (100 − 10) ÷ 10 = 9. With 11, which is what four pods allow, every deployment would ask for 110 and be refused.",
      },
    },
    {
      ask: {
        ko: "응답이 느려졌습니다. `pool.waitingCount`는 0이고 DB의 CPU는 한가합니다. 풀을 키우면 나아질까요?",
        en: "Answers have become slow. `pool.waitingCount` is 0 and the database's CPU is idle. Will a bigger pool help?",
      },
      answer: {
        ko: "아니요. 풀 앞에는 줄이 없습니다. 커넥션을 가진 쪽이 DB 안에서 기다리는 것이니 `pg_stat_activity`에서 락을 기다리는 쿼리와 그 락을 쥔 쿼리를 찾으세요. 풀을 키우면 같은 락을 기다리는 쿼리만 늘어납니다.",
        en: "No: there is no line at the pool. Those who have a connection wait inside the database, so ask `pg_stat_activity` who waits for a lock and who holds it. A bigger pool only sends more of them into the same line.",
      },
    },
    {
      ask: {
        ko: "초당 주문 200개, 쿼리 하나에 10 ms, 외부 호출에 100 ms입니다. 커넥션은 평균 몇 개가 쓰일까요? 호출까지 쥐고 있다면요?",
        en: "200 orders a second, each with a query of 10 ms and a call outside of 100 ms. How many connections are in use on average? And when they are held during the call?",
      },
      answer: {
        ko: "200 × 0.01초 = 2개, 쥐고 있으면 200 × 0.11초 = 22개입니다. DB가 한 일은 같습니다.",
        en: "200 × 0.01 s = 2, and held, 200 × 0.11 s = 22. The database does the same work for both.",
      },
    },
    {
      ask: {
        ko: "`max_overflow=20`에 해당하는 pg의 설정은 무엇일까요?",
        en: "Which option of pg corresponds to `max_overflow=20`?",
      },
      answer: {
        ko: "없습니다. `max` 하나가 pool_size + max_overflow를 합친 상한입니다. 붐빌 때 늘어난 커넥션은 `idleTimeoutMillis` 동안 쓰이지 않으면 닫히고, `min`개까지는 남습니다.",
        en: "None. `max` alone is the ceiling, pool_size and max_overflow together. What was opened in a rush is closed after `idleTimeoutMillis` without use, down to `min`.",
      },
    },
    {
      ask: {
        ko: "커넥션을 기다리는 시간에 상한을 두지 않으면, 풀이 가득 찬 동안 온 요청들은 어떻게 될까요?",
        en: "Nothing limits the wait for a connection. What becomes of the requests that come while the pool is full?",
      },
      answer: {
        ko: "메모리에 쌓여 끝없이 기다립니다. 호출한 쪽이 먼저 떠나도 쿼리는 나중에 실행되어, 아무도 읽지 않을 답을 만듭니다. 짧게 기다리고 503으로 거절해야 커넥션을 쥔 요청이라도 제시간에 끝납니다.",
        en: "They pile up in memory and wait. Their callers give up, and the queries are run later all the same, for nobody. A short wait and a 503 let at least those who hold a connection finish in time.",
      },
    },
  ],
  builtWith: {
    file: "sandbox-server/services/postgres/config.ts",
    says: {
      ko: "방금 쓴 데이터베이스의 예산이 이 파일에 있습니다. 100개는 모두 여러분 프로그램의 것이라 슈퍼유저 예비분이 0입니다. 차트를 그리려고 지켜보는 커넥션은 복제용 자리(`max_wal_senders`)에 따로 두어서, 여러분이 100개를 다 써도 계속 볼 수 있습니다.",
      en: "The budget of the database you just used stands in this file. All 100 are your program's, so the superuser's reserve is 0. What watches it for the charts has a place among the replication connections (`max_wal_senders`), and still sees when you have used up all the others.",
    },
  },
};

export default lesson;
