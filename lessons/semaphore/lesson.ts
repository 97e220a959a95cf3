import type { Lesson } from "../types.ts";

const lesson: Lesson = {
  id: "L14",
  slug: "semaphore",
  version: 1,
  title: { ko: "세마포어로 동시성 제한", en: "Semaphores cap concurrency" },
  summary: {
    ko: "동시에 진행하는 호출 수에 상한을 두고, 그 상한이 막지 못하는 것을 압니다.",
    en: "Cap how many calls are under way at once, and know what that cap does not control.",
  },
  sources: ["S0-21", "S0-22", "S0-23", "S0-24", "S0-25", "S0-26"],
  experiment: "real",
  minutes: 14,
  variants: [
    { id: "unbounded", role: "bad", label: { ko: "무제한", en: "Unbounded" } },
    { id: "limited", role: "good", label: { ko: "제한", en: "Limited" }, wallMs: 15_000 },
    { id: "p-limit", role: "more", label: { ko: "p-limit", en: "p-limit" }, wallMs: 15_000 },
    { id: "sync", role: "more", label: { ko: "동기 본문", en: "Sync body" } },
    { id: "rate", role: "more", label: { ko: "초당", en: "Per second" } },
    { id: "workers", role: "more", label: { ko: "프로세스 둘", en: "2 processes" }, wallMs: 15_000 },
  ],
  knobs: [
    {
      name: "calls",
      label: { ko: "호출", en: "Calls" },
      unit: { ko: "개", en: "" },
      values: [4, 8, 12, 20, 40],
      initial: 20,
      sets: "literal",
    },
    {
      name: "permits",
      label: { ko: "자리", en: "Permits" },
      unit: { ko: "개", en: "" },
      values: [1, 2, 3, 4, 5, 10],
      initial: 4,
      sets: "literal",
    },
    {
      name: "slots",
      label: { ko: "자리", en: "Slots" },
      unit: { ko: "개", en: "" },
      values: [1, 5, 10, 50],
      initial: 50,
      sets: "literal",
    },
    {
      name: "each",
      label: { ko: "호출 하나", en: "Each call" },
      unit: { ko: "ms", en: "ms" },
      values: [10, 20, 50, 100],
      initial: 100,
      sets: "literal",
    },
    {
      name: "workers",
      label: { ko: "프로세스", en: "Processes" },
      unit: { ko: "개", en: "" },
      values: [1, 2, 3, 4],
      initial: 2,
      sets: "literal",
    },
  ],
  prediction: {
    question: {
      ko: "무제한: 호출 20개 중 몇 개가 거절될까요? 초당: 자리 50개, 호출 하나에 100 ms. 1초에 몇 번 나갈까요?",
      en: "Unbounded: how many of the 20 calls are refused? Per second: 50 slots, 100 ms a call. How many calls in one second?",
    },
    unit: "count",
    guesses: [
      { variant: "unbounded", measure: { kind: "metric", name: "upstream.refused" } },
      { variant: "rate", measure: { kind: "metric", name: "answered" } },
    ],
    explain: {
      ko: "상대의 자리는 4개: 20 − 4 = 16. 초당 횟수는 자리 ÷ 걸린 시간: 50 ÷ 0.1초 = 500. 타이머가 늦은 만큼 그보다 적습니다.",
      en: "The other side has 4 places: 20 − 4 = 16. The rate is slots ÷ time: 50 ÷ 0.1 s = 500, less whatever the timers are late.",
    },
  },
  claims: [
    {
      id: "unbounded-refused",
      variant: "unbounded",
      measure: { kind: "metric", name: "upstream.refused" },
      expect: { atLeast: 12 },
      says: { ko: "무제한: 거절된 호출", en: "Unbounded: calls refused" },
    },
    {
      id: "unbounded-answered",
      variant: "unbounded",
      measure: { kind: "metric", name: "answered" },
      expect: { below: 5 },
      says: { ko: "무제한: 답을 받은 호출", en: "Unbounded: calls answered" },
    },
    {
      id: "unbounded-peak",
      variant: "unbounded",
      measure: { kind: "peak" },
      expect: { is: 20 },
      says: { ko: "무제한: 동시에 진행한 호출", en: "Unbounded: most under way" },
    },
    {
      id: "limited-answered",
      variant: "limited",
      measure: { kind: "metric", name: "answered" },
      expect: { is: 20 },
      says: { ko: "제한: 답을 받은 호출", en: "Limited: calls answered" },
    },
    {
      id: "limited-peak",
      variant: "limited",
      measure: { kind: "peak" },
      expect: { is: 4 },
      says: { ko: "제한: 동시에 진행한 호출", en: "Limited: most under way" },
    },
    {
      id: "limited-total",
      variant: "limited",
      measure: { kind: "totalMs" },
      expect: { about: 1_000 },
      says: { ko: "제한: 마지막 답까지", en: "Limited: until the last answer" },
    },
    {
      id: "p-limit-answered",
      variant: "p-limit",
      measure: { kind: "metric", name: "answered" },
      expect: { is: 20 },
      says: { ko: "p-limit: 답을 받은 호출", en: "p-limit: calls answered" },
    },
    {
      id: "p-limit-peak",
      variant: "p-limit",
      measure: { kind: "peak" },
      expect: { is: 4 },
      says: { ko: "p-limit: 동시에 진행한 호출", en: "p-limit: most under way" },
    },
    {
      id: "sync-peak",
      variant: "sync",
      measure: { kind: "peak" },
      expect: { is: 1 },
      says: { ko: "동기 본문: 동시에 진행한 호출", en: "Sync body: most under way" },
    },
    {
      id: "sync-lag",
      variant: "sync",
      measure: { kind: "maxLagMs" },
      expect: { atLeast: 1_500 },
      says: { ko: "동기 본문: 최대 지연", en: "Sync body: highest lag" },
    },
    {
      id: "rate",
      variant: "rate",
      measure: { kind: "metric", name: "answered" },
      expect: { atLeast: 150 },
      says: { ko: "초당, 자리 50개 × 100 ms: 나간 호출", en: "Per second, 50 slots × 100 ms: calls made" },
    },
    {
      id: "rate-bound",
      variant: "rate",
      measure: { kind: "metric", name: "answered" },
      expect: { below: 520 },
      says: { ko: "초당, 자리 50개 × 100 ms: 500을 넘지 않음", en: "Per second, 50 slots × 100 ms: not above 500" },
    },
    {
      id: "rate-five",
      variant: "rate",
      knobs: { slots: 5, each: 10 },
      measure: { kind: "metric", name: "answered" },
      expect: { below: 520 },
      says: { ko: "초당, 자리 5개 × 10 ms: 나간 호출", en: "Per second, 5 slots × 10 ms: calls made" },
    },
    {
      id: "five-refused",
      variant: "limited",
      knobs: { permits: 5 },
      measure: { kind: "metric", name: "upstream.refused" },
      expect: { atLeast: 5 },
      says: { ko: "제한, 자리를 5개로: 거절된 호출", en: "Limited, with 5 permits: calls refused" },
    },
    {
      id: "one-total",
      variant: "limited",
      knobs: { permits: 1 },
      measure: { kind: "totalMs" },
      expect: { atLeast: 3_800 },
      says: { ko: "제한, 자리를 1개로: 마지막 답까지", en: "Limited, with 1 permit: until the last answer" },
    },
    {
      id: "one-peak",
      variant: "limited",
      knobs: { permits: 1 },
      measure: { kind: "peak" },
      expect: { is: 1 },
      says: { ko: "제한, 자리를 1개로: 동시에 진행한 호출", en: "Limited, with 1 permit: most under way" },
    },
    {
      id: "workers-peak",
      variant: "workers",
      measure: { kind: "metric", name: "upstream.peak" },
      expect: { is: 8 },
      says: { ko: "프로세스 둘: 상대가 본 동시 호출", en: "Two processes: most at once at the other end" },
    },
  ],
  exercise: {
    title: { ko: "바쁜 날에도 지켜지는 세마포어", en: "A semaphore that holds on a busy day" },
    task: {
      ko: "`run(work, signal)`은 자리를 얻어 `work`를 실행하고 그 결과를 돌려줍니다. 지금 코드는 조용한 날에만 잘 돕니다. 자리 수를 넘지 않고 남기지도 않으며, 먼저 온 순서대로 시작하고, `work`가 실패해도 자리를 돌려주고, 줄에서 취소한 호출은 신호의 이유로 곧바로 거부되어 줄을 떠나게 고치세요. 이미 시작한 `work`는 신호가 와도 세마포어가 끊지 않습니다.",
      en: "`run(work, signal)` takes a permit, runs `work` and gives back what it returns. The code works on a quiet day only. Make it use every permit and never more; start whoever came first; give the permit back when `work` fails; and let a caller who aborts in line be rejected with the signal's reason and leave at once. Work that has begun is not broken off by the semaphore, whatever the signal says.",
    },
    file: "semaphore.ts",
    checks: [
      {
        id: "answers",
        title: { ko: "작업마다 한 번 실행되고 제 답을 받음", en: "Every task runs once and gets its own answer" },
      },
      { id: "peak", title: { ko: "동시에 실행한 작업이 자리 수와 같음", en: "As many tasks at once as permits" } },
      { id: "order", title: { ko: "새치기 0번", en: "Nobody overtakes" } },
      { id: "throws", title: { ko: "예외가 난 뒤에도 모든 자리가 남음", en: "Every permit is back after errors" } },
      {
        id: "abort",
        title: { ko: "취소한 호출만 곧바로 줄을 떠남", en: "Who aborts leaves the line at once, and nobody else" },
      },
    ],
    hints: [
      {
        ko: "자리가 났을 때 줄에 있던 호출이 실제로 이어서 실행되는 것은 언제일까요? 그 사이에 `run`이 한 번 더 불리면 무엇을 볼지 따라가 보세요.",
        en: "When a permit comes free, at what moment does the caller in line really go on? Follow what another call of `run` sees in between.",
      },
      {
        ko: "`work()` 다음 줄은 언제 실행되지 않을까요? 어떻게 끝나든 실행되는 곳이 자바스크립트에 있습니다.",
        en: "When is the line after `work()` not run? JavaScript has a place that is, however things end.",
      },
      {
        ko: "줄을 떠나는 길은 차례가 오는 것과 취소하는 것, 둘입니다. 어느 길로 떠나든 다른 길을 닫아야 합니다. `indexOf`가 -1일 때 `splice(-1, 1)`이 무엇을 지우는지도 보세요.",
        en: "There are two ways out of the line: one's turn, and giving up. Whichever comes first has to close the other. And look at what `splice(-1, 1)` removes when `indexOf` says -1.",
      },
    ],
    solutionWhy: {
      ko: "자리를 비웠다가 다시 잡게 하면, 깨어나는 쪽보다 그 순간 `run`을 부른 쪽이 빠릅니다. 그래서 나가는 쪽이 줄 맨 앞에 자리를 바로 건네고, 빈자리 수는 줄이 비었을 때만 늘립니다. `finally`는 `work`가 동기로 던져도 자리를 돌려줍니다. 차례가 오면 취소 리스너를 떼고, 취소하면 줄에서 자신을 뺍니다. 하나라도 빠뜨리면 떠난 호출이 자리를 받아 영영 돌려주지 않습니다.",
      en: "If the permit is put back for the woken caller to take, whoever calls `run` in that moment is quicker. So the one who leaves hands it straight to the first in line, and the count of free permits grows only when nobody waits. `finally` gives it back even when `work` throws synchronously. One's turn takes off the abort listener, and aborting takes one out of the line. Leave out either and a caller who has gone is handed a permit that never comes back.",
    },
    wrong: [
      { file: "barging.ts", fails: "order", because: "lay there for anybody" },
      { file: "leaky.ts", fails: "throws", because: "kept its permit" },
      { file: "ghost.ts", fails: "abort", because: "still stood in line" },
      { file: "late-abort.ts", fails: "abort", because: "struck somebody else off the line" },
      { file: "one-by-one.ts", fails: "peak", because: "stood empty" },
      { file: "one-too-many.ts", fails: "peak", because: "went to two" },
    ],
  },
  diagrams: {
    "handed-over": {
      caption: {
        ko: "남은 자리 하나와 호출 둘. 채운 막대는 실행, 가는 선은 줄에서 기다린 시간입니다.",
        en: "Two calls and the last permit. A filled bar runs, a thin line stands in line.",
      },
      alt: {
        ko: "호출 4가 세마포어에 자리를 청해 마지막 빈자리를 받고 실행합니다. 호출 5가 자리를 청하지만 빈자리가 없어 줄을 섭니다. 호출 4가 끝나 자리를 돌려주자 세마포어가 그 자리를 바로 호출 5에 건네고, 호출 5가 실행합니다. 호출 5가 끝났을 때는 줄이 비어 있어 빈자리가 하나로 늘어납니다.",
        en: "Call 4 asks the semaphore, is given the last free permit and runs. Call 5 asks, finds none free and stands in line. Call 4 ends and releases; the semaphore hands the permit straight to call 5, which runs. When call 5 releases, nobody is in line, and the count of free permits becomes one.",
      },
    },
    waves: {
      caption: {
        ko: "호출 열두 개, 자리 네 개, 하나에 200 ms: 세 회차. 눈금은 ms입니다.",
        en: "Twelve calls, four permits, 200 ms each: three waves, in ms.",
      },
      alt: {
        ko: "호출 1부터 4는 0에서 200 ms까지, 호출 5부터 8은 200에서 400 ms까지, 호출 9부터 12는 400에서 600 ms까지 실행됩니다.",
        en: "Calls 1 to 4 run from 0 to 200 ms, calls 5 to 8 from 200 to 400 ms, and calls 9 to 12 from 400 to 600 ms.",
      },
    },
  },
  questions: [
    {
      ask: {
        ko: "초당 50번까지 받는 API 앞에 자리 50개짜리 세마포어를 두었습니다. 호출 하나에 100 ms가 걸리면 1초에 몇 번 나갈까요?",
        en: "An API allows 50 calls a second, and somebody put a semaphore of 50 before it. A call takes 100 ms: how many go out in a second?",
      },
      answer: {
        ko: "500번입니다. 50 ÷ 0.1초이므로 허용량의 열 배입니다. 동시에 몇 개인지와 1초에 몇 개인지는 다른 질문입니다.",
        en: "500: that is 50 ÷ 0.1 s, ten times what is allowed. How many at once and how many a second are two questions.",
      },
    },
    {
      ask: {
        ko: "엔드포인트에 `Semaphore(10)`을 두고 프로세스 네 개로 배포했습니다. 상대는 동시에 몇 개를 볼까요? 모두 합쳐 10개로 지키려면요?",
        en: "An endpoint has a `Semaphore(10)` and is deployed as four processes. How many at once does the other side see? And how would you keep it at 10?",
      },
      answer: {
        ko: "최대 40개입니다. 프로세스마다 2개(10 ÷ 4를 내림)로 나누거나, 프로세스 밖(예: Redis)에서 자리를 셉니다.",
        en: "Up to 40. Give each process 2 (10 ÷ 4, rounded down), or count the permits outside the processes, in Redis for instance.",
      },
    },
    {
      ask: {
        ko: "`slots.acquire()`를 얻은 뒤 동기 함수만 부르면, 자리가 네 개라도 왜 하나씩 실행될까요?",
        en: "After `slots.acquire()` only a synchronous function is called. Why does one run at a time, although there are four permits?",
      },
      answer: {
        ko: "동기 함수가 돌아올 때까지 스레드가 하나뿐인 루프는 다른 호출을 시작하지 못합니다. 다음 호출이 자리를 물어볼 때는 앞의 호출이 이미 돌려준 뒤입니다.",
        en: "Until the function returns, the one thread starts nothing else. By the time the next call asks for a permit, the one before has given its own back.",
      },
    },
    {
      ask: {
        ko: "자리 네 개인 세마포어로 주문 이벤트를 처리하면 순서가 지켜질까요?",
        en: "Order events go through a semaphore of four. Is their order kept?",
      },
      answer: {
        ko: "시작하는 순서만 지켜집니다. 네 개가 함께 진행되므로 끝나는 순서는 걸린 시간이 정합니다. 순서가 중요하면 하나씩 처리하는 큐를 쓰세요.",
        en: "Only the order in which they start. Four are under way together, and whichever is quickest ends first. Where order matters, use a queue that takes one at a time.",
      },
    },
    {
      ask: {
        ko: "자리가 났을 때 빈자리를 늘리고 다음 호출을 깨우는 것과, 자리를 바로 건네는 것은 무엇이 다를까요?",
        en: "A permit comes free. What is the difference between adding it to the free ones and waking the next, and handing it over?",
      },
      answer: {
        ko: "깨어나는 데는 마이크로태스크 한 번이 필요하고, 그 사이에 온 호출이 빈자리를 가져갈 수 있습니다. 바로 건네면 그 틈이 없습니다.",
        en: "To wake up takes a microtask, and a call that comes in between may take the free permit. Handing it over leaves no such gap.",
      },
    },
  ],
  builtWith: {
    file: "sandbox-server/admission.ts",
    says: {
      ko: "방금 본 실행도 이 파일에서 자리를 얻었습니다. 자리 수와 줄의 길이가 정해져 있고, 창을 닫으면 줄을 떠나며, 나가는 실행이 다음 실행에 자리를 건넵니다. 부르는 쪽은 `using place = admission.enter(client)`로 어떻게 끝나든 돌려줍니다.",
      en: "The run you just saw got its place from this file. Places are counted and the line is bounded, whoever closes the page leaves it, and a run that ends hands its slot to the next. Its caller holds it with `using place = admission.enter(client)`, so it goes back however the run ends.",
    },
  },
};

export default lesson;
