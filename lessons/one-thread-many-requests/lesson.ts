import type { Lesson } from "../types.ts";

const lesson: Lesson = {
  id: "L01",
  slug: "one-thread-many-requests",
  version: 1,
  title: { ko: "스레드 하나로 여러 요청", en: "One thread, many requests" },
  summary: {
    ko: "스레드를 내려놓고 기다리는 코드와 쥔 채로 기다리는 코드를 구별합니다.",
    en: "Tell waiting that lets go of the thread from waiting that holds on to it.",
  },
  sources: ["S1-01", "S1-03", "S1-04", "S1-09", "S1-10", "S1-11", "S1-12", "S2-19", "S2-20", "S2-31", "S4-02"],
  experiment: "real",
  minutes: 12,
  variants: [
    { id: "blocking", role: "bad", label: { ko: "블로킹", en: "Blocking" }, wallMs: 15_000 },
    { id: "better", role: "good", label: { ko: "개선", en: "Better" } },
    { id: "order", role: "more", label: { ko: "실행 순서", en: "Order" } },
  ],
  knobs: [
    {
      name: "requests",
      label: { ko: "요청", en: "Requests" },
      unit: { ko: "개", en: "" },
      values: [1, 5, 10, 20, 50, 100],
      initial: 20,
      sets: "literal",
    },
    {
      name: "wait",
      label: { ko: "기다림", en: "Wait" },
      unit: { ko: "ms", en: "ms" },
      values: [5, 10, 20, 50, 100],
      initial: 50,
      sets: "literal",
    },
  ],
  prediction: {
    question: {
      ko: "스무 개가 모두 답을 받기까지 몇 ms 걸릴까요?",
      en: "How many ms until all 20 have their answer?",
    },
    unit: "ms",
    guesses: [
      { variant: "blocking", measure: { kind: "totalMs" } },
      { variant: "better", measure: { kind: "totalMs" } },
    ],
    explain: {
      ko: "블로킹은 합입니다: 20 × 50 = 1,000. 개선은 가장 긴 하나입니다: 50.",
      en: "Blocking is the sum: 20 × 50 = 1,000. Better is the longest one: 50.",
    },
  },
  claims: [
    {
      id: "blocking-total",
      variant: "blocking",
      measure: { kind: "totalMs" },
      expect: { about: 1_000 },
      says: { ko: "블로킹: 마지막 답까지", en: "Blocking: until the last answer" },
    },
    {
      id: "blocking-lag",
      variant: "blocking",
      measure: { kind: "maxLagMs" },
      expect: { atLeast: 900 },
      says: { ko: "블로킹: 최대 지연", en: "Blocking: highest lag" },
    },
    {
      id: "blocking-peak",
      variant: "blocking",
      measure: { kind: "peak" },
      expect: { is: 1 },
      says: { ko: "블로킹: 동시에 진행한 요청", en: "Blocking: most in flight" },
    },
    {
      id: "better-total",
      variant: "better",
      measure: { kind: "totalMs" },
      expect: { about: 50 },
      says: { ko: "개선: 마지막 답까지", en: "Better: until the last answer" },
    },
    {
      id: "better-lag",
      variant: "better",
      measure: { kind: "maxLagMs" },
      expect: { below: 50 },
      says: { ko: "개선: 최대 지연", en: "Better: highest lag" },
    },
    {
      id: "better-peak",
      variant: "better",
      measure: { kind: "peak" },
      expect: { is: 20 },
      says: { ko: "개선: 동시에 진행한 요청", en: "Better: most in flight" },
    },
    {
      id: "blocking-hundred",
      variant: "blocking",
      knobs: { requests: 100, wait: 20 },
      measure: { kind: "totalMs" },
      expect: { about: 2_000 },
      says: { ko: "블로킹, 100 × 20 ms: 마지막 답까지", en: "Blocking, 100 × 20 ms: until the last answer" },
    },
    {
      id: "better-hundred",
      variant: "better",
      knobs: { requests: 100, wait: 20 },
      measure: { kind: "totalMs" },
      expect: { about: 20 },
      says: { ko: "개선, 100 × 20 ms: 마지막 답까지", en: "Better, 100 × 20 ms: until the last answer" },
    },
    {
      id: "better-hundred-peak",
      variant: "better",
      knobs: { requests: 100, wait: 20 },
      measure: { kind: "peak" },
      expect: { is: 100 },
      says: { ko: "개선, 100 × 20 ms: 동시에 진행한 요청", en: "Better, 100 × 20 ms: most in flight" },
    },
    {
      id: "order-said",
      variant: "order",
      notes: "said",
      order: [
        "caller: before the call",
        "handler: first line",
        "handler: before await",
        "caller: after the call",
        "handler: after await",
        "caller: has the answer",
      ],
      says: { ko: "실행 순서: 여섯 줄의 순서", en: "Order: how the six lines came" },
    },
    {
      id: "order-lag",
      variant: "order",
      measure: { kind: "maxLagMs" },
      expect: { atLeast: 95 },
      says: { ko: "실행 순서: 첫 `await` 앞에서 멈춘 시간", en: "Order: blocked before the first `await`" },
    },
  ],
  exercise: {
    title: { ko: "스레드를 내려놓지 않는 호출 찾기", en: "Find the call that never lets go" },
    task: {
      ko: "주문 하나를 처리하는 데 `await`가 네 번 있습니다. 그중 하나가 서른 주문을 모두 줄 세웁니다. 그 호출을 찾아, 답은 그대로 두고 고치세요. 재고, 가격, 세율, 걸리는 시간은 실행할 때마다 달라집니다.",
      en: "An order takes four awaits, and one of them makes all thirty orders queue. Find that call and repair it without changing any answer. Stock, prices, taxes and delays differ from run to run.",
    },
    file: "handler.ts",
    checks: [
      { id: "answers", title: { ko: "서른 주문의 답이 모두 맞음", en: "All thirty answers are right" } },
      { id: "lag", title: { ko: "루프 지연 40 ms 이하", en: "Loop lag of at most 40 ms" } },
      { id: "time", title: { ko: "서른 주문을 200 ms 안에 처리", en: "Thirty orders within 200 ms" } },
    ],
    hints: [
      {
        ko: "먼저 실행하고, 지연 곡선이 올라가는 동안 편집기에서 어느 줄에 표시가 켜지는지 보세요.",
        en: "Run it first, and see which line of the editor is lit while the lag curve climbs.",
      },
      {
        ko: "`Shop`의 타입을 보세요. 네 호출 중 하나는 프로미스가 아니라 값을 바로 돌려줍니다. 값이 이미 손에 있으려면 그동안 누군가 기다렸어야 합니다.",
        en: "Look at the type of `Shop`. One of the calls gives back a value, not a promise. To have the value at once, somebody must have stood there and waited.",
      },
      {
        ko: "`lookup`을 async 함수로 감싸도 `lookup`이 달라지지는 않습니다. 같은 세율을 프로미스로 돌려주는 메서드가 바로 옆에 있습니다.",
        en: "Putting `lookup` inside an async function does not change `lookup`. Right beside it is a method that gives the same rate as a promise.",
      },
    ],
    solutionWhy: {
      ko: "`taxRate`는 async 함수이고 `await`도 붙었지만, `lookup`은 첫 `await`보다 앞에서 동기로 실행되어 돌아올 때까지 스레드를 쥡니다. 그 시간은 서른 주문 전부의 합이 됩니다. `fetch`는 같은 값을 주면서 기다리는 동안 스레드를 내려놓으므로, 서른 번의 기다림이 겹칩니다. 비동기 클라이언트가 없는 호출이라면 L02에서 다루는 워커가 답입니다.",
      en: "`taxRate` is an async function and it is awaited, but `lookup` runs synchronously before any `await` and keeps the thread until it returns. That time adds up over all thirty orders. `fetch` gives the same value and lets go of the thread while it waits, so thirty waits overlap. Where no asynchronous client exists, a worker is the answer: that is L02.",
    },
    wrong: [
      { file: "wrapped.ts", fails: "lag", because: "held the thread" },
      { file: "cached.ts", fails: "lag", because: "held the thread" },
      { file: "constant.ts", fails: "answers", because: "have to be asked for" },
      { file: "one-by-one.ts", fails: "time", because: "waited for one another" },
    ],
  },
  diagrams: {
    "two-requests": {
      caption: {
        ko: "A와 B는 루프 하나를 나누어 씁니다. 채운 막대는 실행, 가는 선은 대기입니다.",
        en: "A and B share one loop. A filled bar runs, a thin line waits.",
      },
      alt: {
        ko: "요청 A가 오면 루프가 A를 실행합니다. A는 await에서 스레드를 내려놓고 데이터베이스를 기다립니다. 그동안 요청 B가 와서 루프가 B를 실행하고, B도 스레드를 내려놓습니다. A의 데이터가 도착하면 루프가 A를 이어서 실행해 200으로 답하고, 다음으로 B를 이어서 실행해 답합니다.",
        en: "Request A arrives and the loop runs A. At its await A lets go of the thread and waits for the database. Meanwhile request B arrives, the loop runs B, and B lets go too. When the data of A arrives the loop resumes A, which answers 200; then it resumes B, which answers.",
      },
    },
    staircase: {
      caption: {
        ko: "5초짜리 핸들러 네 개. 위는 스레드를 쥔 채, 아래는 내려놓고 기다립니다.",
        en: "Four handlers of five seconds: above they hold the thread, below they let go.",
      },
      alt: {
        ko: "스레드를 쥐면 A는 0초에서 5초, B는 5초에서 10초, C는 10초에서 15초, D는 15초에서 20초까지 차례로 실행됩니다. 내려놓으면 A, B, C, D 모두 0초에서 5초까지 함께 기다립니다.",
        en: "Holding the thread, A runs from 0 to 5 seconds, B from 5 to 10, C from 10 to 15 and D from 15 to 20. Letting go, A, B, C and D all wait together from 0 to 5 seconds.",
      },
    },
  },
  questions: [
    {
      ask: {
        ko: "핸들러가 50 ms 동안 동기 호출로 막힙니다. 동시에 온 요청 20개 중 마지막 요청은 얼마나 기다릴까요?",
        en: "A handler blocks for 50 ms. Twenty requests arrive together: how long does the last one wait for its answer?",
      },
      answer: {
        ko: "약 1,000 ms입니다. 앞의 19개가 끝나야 시작하므로 950 ms를 기다린 뒤 50 ms 동안 실행됩니다.",
        en: "About 1,000 ms: it starts only after the 19 before it, at 950 ms, and then takes its own 50.",
      },
    },
    {
      ask: {
        ko: "함수에 `async`를 붙이면 무엇이 달라지고, 무엇이 그대로일까요?",
        en: "What does the word `async` change about a function, and what does it not?",
      },
      answer: {
        ko: "프로미스를 돌려주고 안에서 `await`를 쓸 수 있게 됩니다. 첫 `await`까지는 여전히 호출한 쪽의 차례에 동기로 실행됩니다.",
        en: "It returns a promise and may use `await`. Up to its first `await` it still runs synchronously, in the caller's own turn.",
      },
    },
    {
      ask: {
        ko: "블로킹 실행의 CPU 시간은 거의 0이었습니다. 그런데 왜 느렸을까요?",
        en: "The blocking run used almost no CPU. Then why was it slow?",
      },
      answer: {
        ko: "계산하느라가 아니라 스레드를 쥔 채 기다리느라 느렸습니다. 그동안 루프는 다른 요청을 시작할 수 없었습니다.",
        en: "It was not computing but waiting with the thread in its hands. Meanwhile the loop could start nothing else.",
      },
    },
    {
      ask: {
        ko: "자바스크립트에서 `const answer = handler()`까지만 쓰고 `await`를 하지 않으면 `handler`는 실행될까요? 파이썬의 코루틴은요?",
        en: "In JavaScript you write `const answer = handler()` and never await it. Does `handler` run? And a Python coroutine?",
      },
      answer: {
        ko: "자바스크립트에서는 부르는 순간 시작해 끝까지 실행됩니다. 파이썬에서는 await하거나 태스크로 만들기 전까지 한 줄도 실행되지 않습니다.",
        en: "In JavaScript it starts with the call and runs to its end. In Python not one line runs until it is awaited or made a task.",
      },
    },
  ],
  builtWith: {
    file: "sandbox-server/run.ts",
    says: {
      ko: "방금 본 실행은 Node 프로세스 하나가 다른 사람들의 실행과 함께 중계했습니다. 이 파일은 차례와 셀과 이벤트를 기다릴 때마다 `await`에서 스레드를 내려놓습니다.",
      en: "One Node process relayed the run you just saw, beside everybody else's. This file waits for a turn, for a cell and for every event, and lets go of the thread at each `await`.",
    },
  },
};

export default lesson;
