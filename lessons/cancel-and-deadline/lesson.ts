import type { Lesson } from "../types.ts";

const lesson: Lesson = {
  id: "L07",
  slug: "cancel-and-deadline",
  version: 1,
  title: { ko: "취소와 마감 시간", en: "Cancellation and deadlines" },
  summary: {
    ko: "기다리는 사람이 없는 일을 멈추고, 부분이 아니라 전체에 마감을 둡니다.",
    en: "Stop work when nobody waits for it, and bound the whole of it, not its parts.",
  },
  sources: ["S2-22", "S2-27", "S3-27"],
  experiment: "real",
  minutes: 15,
  variants: [
    { id: "race", role: "bad", label: { ko: "Promise.race", en: "Promise.race" } },
    { id: "signal", role: "good", label: { ko: "AbortSignal", en: "AbortSignal" } },
    { id: "swallow", role: "more", label: { ko: "삼킨 취소", en: "Swallowed" } },
    { id: "idle", role: "more", label: { ko: "유휴 제한만", en: "Idle limit only" } },
    { id: "deadline", role: "more", label: { ko: "마감 시한까지", en: "With a deadline" } },
  ],
  knobs: [
    {
      name: "deadline",
      label: { ko: "마감", en: "Deadline" },
      unit: { ko: "ms", en: "ms" },
      values: [50, 150, 250, 550, 1_500],
      initial: 250,
      sets: "literal",
    },
    {
      name: "idle",
      label: { ko: "유휴 제한", en: "Idle limit" },
      unit: { ko: "ms", en: "ms" },
      values: [10, 100, 400, 1_000],
      initial: 400,
      sets: "literal",
    },
  ],
  prediction: {
    question: {
      ko: "마지막 작업까지 끝나는 것은 몇 ms 뒤일까요?",
      en: "How many ms until the last bit of work is over?",
    },
    unit: "ms",
    guesses: [
      { variant: "race", measure: { kind: "totalMs" } },
      { variant: "signal", measure: { kind: "totalMs" } },
    ],
    explain: {
      ko: "race는 호출한 쪽만 풀어 줍니다. 작업은 끝까지 갑니다: 10 × 100 = 1,000. 신호는 작업에도 들립니다: 250.",
      en: "race lets go of the caller only, and the work goes on to its end: 10 × 100 = 1,000. A signal is heard by the work as well: 250.",
    },
  },
  claims: [
    {
      id: "race-total",
      variant: "race",
      measure: { kind: "totalMs" },
      expect: { about: 1_000 },
      says: { ko: "Promise.race: 모두 조용해질 때까지", en: "Promise.race: until all is quiet" },
    },
    {
      id: "race-calls",
      variant: "race",
      measure: { kind: "metric", name: "shop.calls" },
      expect: { is: 10 },
      says: { ko: "Promise.race: 다른 서버가 받은 호출", en: "Promise.race: calls to the other server" },
    },
    {
      id: "race-told",
      variant: "race",
      notes: "told",
      order: ["caller: too late", "file closed"],
      says: { ko: "Promise.race: 일어난 순서", en: "Promise.race: what came first" },
    },
    {
      id: "signal-total",
      variant: "signal",
      measure: { kind: "totalMs" },
      expect: { about: 250 },
      says: { ko: "AbortSignal: 모두 조용해질 때까지", en: "AbortSignal: until all is quiet" },
    },
    {
      id: "signal-calls",
      variant: "signal",
      measure: { kind: "metric", name: "shop.calls" },
      expect: { below: 4 },
      says: { ko: "AbortSignal: 다른 서버가 받은 호출", en: "AbortSignal: calls to the other server" },
    },
    {
      id: "signal-told",
      variant: "signal",
      notes: "told",
      order: ["file closed", "caller: TimeoutError"],
      says: { ko: "AbortSignal: 일어난 순서", en: "AbortSignal: what came first" },
    },
    {
      id: "swallow-total",
      variant: "swallow",
      measure: { kind: "totalMs" },
      expect: { atLeast: 900 },
      says: { ko: "삼킨 취소: 호출한 쪽이 기다린 시간", en: "Swallowed: how long the caller is kept" },
    },
    {
      id: "swallow-pages",
      variant: "swallow",
      measure: { kind: "metric", name: "pages" },
      expect: { below: 3 },
      says: { ko: "삼킨 취소: 받은 페이지", en: "Swallowed: pages that came" },
    },
    {
      id: "swallow-told",
      variant: "swallow",
      notes: "told",
      order: ["caller: done"],
      says: { ko: "삼킨 취소: 호출한 쪽이 들은 답", en: "Swallowed: what the caller hears" },
    },
    {
      id: "idle-total",
      variant: "idle",
      measure: { kind: "totalMs" },
      expect: { about: 2_000 },
      says: { ko: "유휴 제한만: 걸린 시간", en: "Idle limit only: how long it takes" },
    },
    {
      id: "idle-told",
      variant: "idle",
      notes: "told",
      order: ["80 letters"],
      says: { ko: "유휴 제한만: 결과", en: "Idle limit only: how it ends" },
    },
    {
      id: "idle-ten-told",
      variant: "idle",
      knobs: { idle: 10 },
      notes: "told",
      order: ["Error: idle for too long"],
      says: { ko: "유휴 제한만, 10 ms: 결과", en: "Idle limit only, 10 ms: how it ends" },
    },
    {
      id: "deadline-total",
      variant: "deadline",
      measure: { kind: "totalMs" },
      expect: { about: 600 },
      says: { ko: "마감 시한까지: 걸린 시간", en: "With a deadline: how long it takes" },
    },
    {
      id: "deadline-told",
      variant: "deadline",
      notes: "told",
      order: ["TimeoutError: The operation was aborted due to timeout"],
      says: { ko: "마감 시한까지: 결과", en: "With a deadline: how it ends" },
    },
  ],
  exercise: {
    title: { ko: "기다리는 사람이 있을 때까지만 복사하기", en: "Copy until nobody waits" },
    task: {
      ko: "`copyAll`은 신호를 한 번 보고 끝까지 복사합니다. 호출자가 떠나면 멈추고, 연 파일을 닫고, 떠난 이유를 그대로 전하게 고치세요. 끝까지 기다린 호출자의 사본은 온전해야 합니다. 파일의 수와 크기, 떠나는 때와 이유는 실행할 때마다 달라집니다.",
      en: "`copyAll` looks at its signal once and copies to the end. Make it stop when its caller leaves, close what it opened, and pass on the reason as it is. Callers who stay get a whole copy. How many files there are, how large, when callers leave and why, differs from run to run.",
    },
    file: "copy.ts",
    checks: [
      { id: "result", title: { ko: "기다린 호출자는 온전한 사본을 받음", en: "Who stays gets a whole copy" } },
      { id: "stops", title: { ko: "떠난 뒤에는 한 단계까지만", en: "At most one step after the caller left" } },
      { id: "closed", title: { ko: "답할 때 열린 파일 없음", en: "No file open when the caller is told" } },
      { id: "reason", title: { ko: "떠난 이유가 그대로 전달됨", en: "The caller's own reason comes back" } },
    ],
    hints: [
      {
        ko: "시간이 드는 곳은 `copyAll`이 아니라 그 아래의 `copy`입니다. `Disk`와 `Handle`의 타입에서 신호를 받을 수 있는 메서드를 찾아보세요.",
        en: "The time goes by in `copy`, not in `copyAll`. Find the methods that could take a signal in the types of `Disk` and `Handle`.",
      },
      {
        ko: "`read`와 `save`는 신호를 받으면 중단되는 순간 그 이유로 거부합니다. 그러면 그 아래의 `close()`는 실행되지 않습니다. 성공하든 실패하든 실행되는 블록이 필요합니다.",
        en: "Given the signal, `read` and `save` reject with its reason the moment it aborts. Then the `close()` further down does not run. You need the block that runs either way.",
      },
      {
        ko: "파일마다 열기 전에 `signal.throwIfAborted()`, 연 다음은 `try … finally`. 오류는 잡아서 바꾸지 마세요. 그대로 올라가면 그것이 이유입니다.",
        en: "Before each file `signal.throwIfAborted()`, after the opening `try … finally`. Do not catch the error to replace it: left alone, it is the reason.",
      },
    ],
    solutionWhy: {
      ko: "신호는 아래로 흐릅니다. `copyAll`이 받은 것을 `copy`가 받고, `read`와 `save`가 받습니다. 그래서 기다리던 단계가 그 자리에서 거부되고, 새 단계는 시작되지 않습니다. 이유는 위로 흐릅니다. 아무도 잡지 않았으므로 `signal.reason`이 그대로 호출자에게 갑니다. `finally`는 두 길 모두에 있어서 파일은 성공해도 취소되어도 닫히고, 닫힌 다음에야 호출자가 답을 듣습니다. `open`은 신호를 받지 않으므로 그 앞에서 한 번 묻습니다.",
      en: "The signal flows down: what `copyAll` is given goes to `copy`, and on to `read` and `save`. So the step that is being waited for rejects on the spot, and no new one begins. The reason flows up: nobody catches it, so the caller gets `signal.reason` as it is. `finally` lies on both ways, so the file is closed after success and after a cancellation, and only then is the caller told. `open` takes no signal, which is why it is asked once before.",
    },
    wrong: [
      { file: "race.ts", fails: "stops", because: "nobody had told it" },
      { file: "between-files.ts", fails: "stops", because: "innermost loop" },
      { file: "left-open.ts", fails: "closed", because: "skips the close()" },
      { file: "half-done.ts", fails: "reason", because: "reads like success" },
      { file: "own-error.ts", fails: "reason", because: "deadline from a hang-up" },
    ],
  },
  diagrams: {
    "hand-down": {
      caption: {
        ko: "신호는 아래로, 이유는 위로. 채운 막대는 누군가 그 일을 붙잡고 있는 동안입니다.",
        en: "The signal goes down, the reason comes up. A filled bar: somebody is kept by the work.",
      },
      alt: {
        ko: "호출한 쪽이 250 ms짜리 신호를 report에 넘깁니다. report는 3페이지를 받으려고 같은 신호를 fetch에 넘기고, fetch는 다른 서버에 GET /orders를 보냅니다. 250 ms가 지나 신호가 중단되면 fetch는 다른 서버와의 연결을 닫고 report에 TimeoutError로 거부합니다. report는 finally에서 파일을 닫고, 호출한 쪽은 TimeoutError를 받습니다.",
        en: "The caller hands report a signal of 250 ms. For page 3 report hands the same signal to fetch, which sends GET /orders to the other server. After 250 ms the signal aborts: fetch closes the connection to the other server and rejects to report with TimeoutError. report closes its file in finally, and the caller receives TimeoutError.",
      },
    },
    "four-clocks": {
      caption: {
        ko: "제한을 하나도 어기지 않고 30초가 지났고, 끝은 아직 보이지 않습니다.",
        en: "Thirty seconds without breaking a single limit, and no end in sight.",
      },
      alt: {
        ko: "네 제한을 모두 지키는 요청입니다. 풀 대기 0초에서 5초, 연결 5초에서 10초, 쓰기 10초에서 20초, 첫 바이트 읽기 20초에서 30초, 다음 바이트 읽기 30초에서 40초로 계속 이어집니다. 마감 시한 하나를 둔 요청은 0초에서 10초까지로 끝납니다.",
        en: "A request that keeps all four limits: waiting for the pool from 0 to 5 seconds, connecting from 5 to 10, writing from 10 to 20, reading the first byte from 20 to 30, the next byte from 30 to 40, and so on. The request with one deadline is over after 10 seconds.",
      },
    },
  },
  questions: [
    {
      ask: {
        ko: "`Promise.race`로 제한 시간을 두었습니다. 시간이 지난 뒤 작업 안에서 오류가 나면 누가 알게 될까요?",
        en: "You put a limit on work with `Promise.race`. The limit has passed, then the work fails. Who hears of it?",
      },
      answer: {
        ko: "아무도 모릅니다. `race`는 이미 결정되었고, 나중에 온 결과는 성공이든 실패든 조용히 버려집니다.",
        en: "Nobody. The race is settled, and whatever comes later is dropped in silence, success and failure alike.",
      },
    },
    {
      ask: {
        ko: "유휴 제한이 1초인 클라이언트가 1분에 1 KB씩, 그러나 쉬지 않고 보내는 서버에서 10 KB를 받습니다. 얼마나 걸릴까요?",
        en: "A client with an idle limit of one second downloads 10 KB from a server that sends 1 KB a minute, never pausing for long. How long does it take?",
      },
      answer: {
        ko: "10분입니다. 바이트가 1초 안에 하나씩만 와도 유휴 제한은 걸리지 않습니다. 전체 마감 시한만이 막습니다.",
        en: "Ten minutes. As long as a byte comes within each second, the idle limit never fires. Only a deadline over the whole does.",
      },
    },
    {
      ask: {
        ko: "`const response = await fetch(url, { signal })` 다음에 `await response.text()`를 부릅니다. 신호는 본문에도 효과가 있을까요?",
        en: "After `const response = await fetch(url, { signal })` you call `await response.text()`. Does the signal still reach the body?",
      },
      answer: {
        ko: "네. `fetch`의 신호는 본문을 다 읽을 때까지 살아 있습니다. `fetch`만 `Promise.race`로 감쌌다면 본문에는 제한이 없습니다.",
        en: "Yes: the signal of a `fetch` lives until its body is read. Had you raced the `fetch` alone against a timer, the body would have no limit.",
      },
    },
    {
      ask: {
        ko: "`catch` 안에서 잡은 오류가 취소 때문인지 어떻게 아나요?",
        en: "In a `catch`: how do you know that the error is a cancellation?",
      },
      answer: {
        ko: "신호에게 묻습니다. `signal.aborted`가 참이면 `signal.reason`을 다시 던집니다. 오류의 이름은 API마다 `AbortError`이기도 `TimeoutError`이기도 합니다.",
        en: "Ask the signal: if `signal.aborted` is true, throw `signal.reason` again. The name of the error is `AbortError` or `TimeoutError` depending on the API.",
      },
    },
  ],
  builtWith: {
    file: "sandbox-server/end.ts",
    says: {
      ko: "중지를 누르거나, 탭을 닫거나, 제한 시간이 지나면 이 파일의 신호 하나가 줄 서기와 셀 배정에 함께 들립니다. 이유가 여럿이면 첫 번째 이유가 이깁니다.",
      en: "Press Stop, close the tab, or let the time run out: one signal of this file is heard by the queue and by the pool of cells. Where several reasons come, the first one wins.",
    },
  },
};

export default lesson;
