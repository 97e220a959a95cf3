import type { Lesson } from "../types.ts";

const lesson: Lesson = {
  id: "L16",
  slug: "rate-limiters",
  version: 1,
  title: { ko: "속도 제한기 비교", en: "Rate limiters compared" },
  summary: {
    ko: "고정 윈도우, 슬라이딩 윈도우, 토큰 버킷 중에서 고르고, 폴링 없이 차례를 기다립니다.",
    en: "Choose between fixed window, sliding window and token bucket, and wait in turn without polling.",
  },
  sources: ["S0-33", "S0-34", "S0-35", "S0-36"],
  experiment: "real",
  minutes: 15,
  variants: [
    { id: "fixed", role: "bad", label: { ko: "고정", en: "Fixed" } },
    { id: "sliding", role: "good", label: { ko: "슬라이딩", en: "Sliding" } },
    { id: "bucket", role: "more", label: { ko: "버킷", en: "Bucket" } },
    { id: "polling", role: "more", label: { ko: "폴링", en: "Polling" } },
    { id: "queue", role: "more", label: { ko: "차례대로", en: "In turn" } },
    { id: "thirty", role: "more", label: { ko: "서른 번", en: "Thirty" } },
    { id: "library", role: "more", label: { ko: "라이브러리", en: "Library" } },
  ],
  knobs: [
    {
      name: "second",
      label: { ko: "두 번째 몰림", en: "Second burst" },
      unit: { ko: "ms", en: "ms" },
      values: [950, 1_050, 1_100, 1_500, 1_900],
      initial: 1_100,
      sets: "literal",
    },
    {
      name: "capacity",
      label: { ko: "용량", en: "Capacity" },
      unit: { ko: "개", en: "" },
      values: [1, 5, 10, 20],
      initial: 10,
      sets: "literal",
    },
  ],
  prediction: {
    question: {
      ko: "스무 번 중 몇 번이 통과할까요?",
      en: "How many of the twenty pass?",
    },
    unit: "count",
    guesses: [
      { variant: "fixed", measure: { kind: "metric", name: "allowed" } },
      { variant: "sliding", measure: { kind: "metric", name: "allowed" } },
    ],
    explain: {
      ko: "고정 윈도우는 1초 경계에서 처음부터 다시 셉니다: 10 + 10. 슬라이딩 윈도우는 200 ms 전의 열 번을 잊지 않았습니다: 10 + 0.",
      en: "A fixed window starts again at the full second: 10 + 10. A sliding one still counts the ten of 200 ms ago: 10 + 0.",
    },
  },
  claims: [
    {
      id: "fixed-allowed",
      variant: "fixed",
      measure: { kind: "metric", name: "allowed" },
      expect: { is: 20 },
      says: { ko: "고정: 200 ms 사이에 통과", en: "Fixed: passed within 200 ms" },
    },
    {
      id: "fixed-together",
      variant: "fixed",
      knobs: { second: 950 },
      measure: { kind: "metric", name: "allowed" },
      expect: { is: 10 },
      says: { ko: "고정, 두 번째 몰림 950 ms: 통과", en: "Fixed, second burst at 950 ms: passed" },
    },
    {
      id: "sliding-allowed",
      variant: "sliding",
      measure: { kind: "metric", name: "allowed" },
      expect: { is: 10 },
      says: { ko: "슬라이딩: 통과", en: "Sliding: passed" },
    },
    {
      id: "bucket-allowed",
      variant: "bucket",
      measure: { kind: "metric", name: "allowed" },
      expect: { is: 12 },
      says: { ko: "버킷: 통과", en: "Bucket: passed" },
    },
    {
      id: "bucket-one",
      variant: "bucket",
      knobs: { capacity: 1 },
      measure: { kind: "metric", name: "allowed" },
      expect: { is: 2 },
      says: { ko: "버킷, 용량 1: 통과", en: "Bucket, capacity 1: passed" },
    },
    {
      id: "bucket-twenty",
      variant: "bucket",
      knobs: { capacity: 20 },
      measure: { kind: "metric", name: "allowed" },
      expect: { is: 20 },
      says: { ko: "버킷, 용량 20: 통과", en: "Bucket, capacity 20: passed" },
    },
    {
      id: "polling-served",
      variant: "polling",
      measure: { kind: "metric", name: "served" },
      expect: { is: 19 },
      says: { ko: "폴링: 2초 동안 통과", en: "Polling: passed in 2 s" },
    },
    {
      id: "polling-overtook",
      variant: "polling",
      measure: { kind: "metric", name: "overtook" },
      expect: { is: 19 },
      says: { ko: "폴링: 먼저 온 호출을 앞지름", en: "Polling: overtook the first caller" },
    },
    {
      id: "queue-served",
      variant: "queue",
      measure: { kind: "metric", name: "served" },
      expect: { is: 20 },
      says: { ko: "차례대로: 2초 동안 통과", en: "In turn: passed in 2 s" },
    },
    {
      id: "queue-overtook",
      variant: "queue",
      measure: { kind: "metric", name: "overtook" },
      expect: { is: 0 },
      says: { ko: "차례대로: 먼저 온 호출을 앞지름", en: "In turn: overtook the first caller" },
    },
    {
      id: "thirty-total",
      variant: "thirty",
      measure: { kind: "totalMs" },
      expect: { about: 2_000 },
      says: { ko: "서른 번: 마지막 호출까지", en: "Thirty: until the last call" },
    },
    {
      id: "thirty-overtaken",
      variant: "thirty",
      measure: { kind: "metric", name: "out of turn" },
      expect: { is: 0 },
      says: { ko: "서른 번: 차례가 바뀐 호출", en: "Thirty: calls out of turn" },
    },
    {
      id: "thirty-one",
      variant: "thirty",
      knobs: { capacity: 1 },
      measure: { kind: "totalMs" },
      expect: { about: 2_900 },
      says: { ko: "서른 번, 용량 1: 마지막 호출까지", en: "Thirty, capacity 1: until the last call" },
    },
    {
      id: "library-passed",
      variant: "library",
      measure: { kind: "metric", name: "greedy passed" },
      expect: { is: 19 },
      says: { ko: "라이브러리: 윈도우 경계 앞뒤로 통과", en: "Library: passed on both sides of the edge" },
    },
    {
      id: "library-denied",
      variant: "library",
      measure: { kind: "metric", name: "greedy denied" },
      expect: { is: 2 },
      says: { ko: "라이브러리: 욕심 많은 사용자의 429", en: "Library: 429 for the greedy user" },
    },
    {
      id: "library-quiet",
      variant: "library",
      measure: { kind: "metric", name: "quiet denied" },
      expect: { is: 0 },
      says: { ko: "라이브러리: 조용한 사용자의 429", en: "Library: 429 for the quiet user" },
    },
    {
      id: "library-again",
      variant: "library",
      measure: { kind: "metric", name: "passed after the wait" },
      expect: { is: 1 },
      says: { ko: "라이브러리: `Retry-After`만큼 기다린 뒤 통과", en: "Library: passed after the wait it was told" },
    },
  ],
  exercise: {
    title: { ko: "사용자마다 버킷, 그리고 잊기", en: "A bucket for each user, and when to forget it" },
    task: {
      ko: "지금은 모두가 버킷 하나를 나누어 씁니다. 사용자마다 버킷을 주고, 거절할 때는 다음 토큰까지 남은 시간을 밀리초로 올림해서 알려 주세요. 버킷은 넘겨받은 `buckets`에 두되, 1만 명이 한 번씩 다녀가도 1,500개를 넘기면 안 됩니다. 시각은 `clock.now()`로만 묻습니다. 속도, 용량, 트래픽은 실행할 때마다 달라집니다.",
      en: "Everybody shares one bucket. Give each user their own, and tell the refused how many milliseconds it takes, rounded up, until their next token. Keep the buckets in the map you are given: 10,000 users may pass by, and it may never hold more than 1,500. Ask `clock.now()` for the time and nothing else. Rate, capacity and traffic differ from run to run.",
    },
    file: "limiter.ts",
    checks: [
      { id: "counts", title: { ko: "모든 호출의 통과와 거절이 맞음", en: "Every call rightly passed or refused" } },
      { id: "retry", title: { ko: "알려 준 시간이 정확함", en: "Every wait told is the right one" } },
      { id: "memory", title: { ko: "기억하는 버킷 1,500개 이하", en: "At most 1,500 buckets remembered" } },
    ],
    hints: [
      {
        ko: "먼저 사용자마다 버킷을 주세요. 키 하나면 됩니다. 그다음 판정이 무엇을 더 바라는지 보세요.",
        en: "First give each user a bucket: it takes one key. Then see what the verdicts still want.",
      },
      {
        ko: "토큰이 지금 0.4개 있고 1초에 5개씩 찬다면, 하나가 될 때까지 얼마나 남았나요?",
        en: "With 0.4 tokens there and 5 coming in each second, how long until there is a whole one?",
      },
      {
        ko: "버킷을 지우면 그 사용자는 다음에 가득 찬 버킷을 받습니다. 지워도 아무것도 달라지지 않는 버킷은 어떤 것일까요? 그런 버킷을 매번 찾을 필요는 없습니다.",
        en: "Delete a bucket, and its user starts with a full one. For which buckets does that change nothing? You need not look for them at every call.",
      },
    ],
    solutionWhy: {
      ko: "가득 찬 버킷은 새 버킷과 똑같으므로 잊어도 아무도 모릅니다. 덜 찬 버킷을 지우면 토큰을 거저 주는 셈입니다. 최근에 본 천 명만 기억하는 LRU도 마찬가지여서, 키를 바꿔 가며 부르는 사람이 다른 사람의 버킷을 밀어낼 수 있습니다. 청소는 빈 버킷이 가득 차는 시간마다 한 번이면 충분합니다. 기다릴 시간은 모자란 토큰을 속도로 나눈 값이고, 그보다 일찍 오면 또 거절당하므로 올림합니다.",
      en: "A full bucket is exactly what a new one would be, so nobody can tell it was forgotten. Deleting any other gives tokens away. So does an LRU of the thousand seen last: whoever calls under ever new keys pushes other buckets out of it. Sweeping once in the time an empty bucket takes to fill is enough. The wait is the missing part of a token divided by the rate, rounded up, because a moment too early means refused again.",
    },
    wrong: [
      { file: "forever.ts", fails: "memory", because: "still remembered" },
      { file: "newest.ts", fails: "counts", because: "was forgotten while" },
      { file: "whole-tokens.ts", fails: "counts", because: "fraction of a token" },
      { file: "one-second.ts", fails: "retry", because: "told to come back in 1000 ms" },
    ],
  },
  diagrams: {
    "two-doors": {
      caption: {
        ko: "제한기가 서는 두 자리. 들어오는 문에서는 거절하고, 나가는 문에서는 기다립니다.",
        en: "A limiter stands at one of two doors: it refuses who comes in, and holds back what goes out.",
      },
      alt: {
        ko: "위에서 아래로 이어진 그림입니다. 사용자의 호출은 사용자별 제한기를 거쳐 내 서버로 들어오고, 한도를 넘으면 429를 받습니다. 내 서버의 호출은 또 다른 제한기에서 차례를 기다렸다가, 초당 열 번만 받는 외부 API로 나갑니다.",
        en: "From top to bottom: a user's call goes through a limiter with a limit for each user into my server, or is answered 429. My server's own calls wait their turn at a second limiter before they go out to an API that takes ten a second.",
      },
    },
    "window-edge": {
      caption: {
        ko: "윈도우마다 열 번씩입니다. 경계를 사이에 둔 200 ms에는 스무 번입니다.",
        en: "Ten in each window, and twenty in the 200 ms across its edge.",
      },
      alt: {
        ko: "시간축 그림입니다. 고정 윈도우 1은 0초에서 1초, 윈도우 2는 1초에서 2초까지이고 각각 열 번을 셉니다. 0.9초와 1.1초의 몰림은 서로 다른 윈도우에 들어가 스무 번이 모두 통과합니다. 1.1초에 본 슬라이딩 윈도우는 0.1초에서 1.1초까지여서 앞의 열 번이 들어 있습니다.",
        en: "A time line. Fixed window 1 runs from 0 to 1 second and window 2 from 1 to 2; each counts ten. The bursts at 0.9 and 1.1 seconds fall into different windows, so all twenty pass. Seen at 1.1 seconds, the sliding window runs from 0.1 to 1.1 and holds the first ten.",
      },
    },
    bucket: {
      caption: {
        ko: "호출 하나가 버킷에 물어보는 순서. 채우는 타이머는 없습니다.",
        en: "What one call asks of the bucket. No timer fills it.",
      },
      alt: {
        ko: "호출이 오면 지난 시간에 속도를 곱한 만큼 토큰을 더하되 용량을 넘기지 않습니다. 토큰이 하나 이상이면 하나를 빼고 통과합니다. 모자라면, 기다릴 수 있는 쪽은 모자란 토큰을 속도로 나눈 시간만큼 기다렸다가 통과하고, 기다릴 수 없는 쪽은 그 시간을 Retry-After에 적은 429를 받습니다.",
        en: "A call arrives. Time passed times rate is added to the tokens, up to the capacity. With one token or more, it takes one and passes. With less, who can wait sleeps for the missing part divided by the rate and then passes; who cannot is answered 429 with that time as Retry-After.",
      },
    },
  },
  questions: [
    {
      ask: {
        ko: "1분에 100번인 고정 윈도우를 가장 짧은 시간에 몇 번까지 통과할 수 있을까요?",
        en: "A fixed window allows 100 a minute. How many calls can pass within the shortest moment, and when?",
      },
      answer: {
        ko: "200번입니다. 경계 직전에 100번, 직후에 100번을 보내면 됩니다. 뒤에 있는 시스템은 그 순간을 견뎌야 합니다.",
        en: "200: a hundred just before the edge and a hundred just after it. What stands behind the limiter has to survive that moment.",
      },
    },
    {
      ask: {
        ko: "초당 10개, 용량 10인 버킷은 어떤 1초 동안 최대 몇 번을 통과시킬까요?",
        en: "A bucket of rate 10 a second and capacity 10: what is the most it can let through in any one second?",
      },
      answer: {
        ko: "20번입니다. 모아 둔 10개와 그 1초 동안 찬 10개입니다. 임의의 1초에 10번을 넘기면 안 되는 한도라면 슬라이딩 윈도우를 쓰거나 용량을 1로 줄이고 속도에 여유를 둡니다.",
        en: "20: the ten saved up and the ten that come in during that second. Where no second may ever see more than ten, use a sliding window, or a capacity of 1 and a rate a little below the limit.",
      },
    },
    {
      ask: {
        ko: "폴링하는 호출은 왜 먼저 와도 끝내 토큰을 못 받을 수 있을까요?",
        en: "Why can a polling caller come first and still never get a token?",
      },
      answer: {
        ko: "토큰은 기다린 순서가 아니라 찬 직후에 본 쪽이 가져갑니다. 잠든 사이에 찬 토큰을 매번 새로 온 호출이 가져가면 굶습니다. 기다릴 시간을 계산해 자리를 잡으면 순서가 정해집니다.",
        en: "A token goes to whoever looks right after it came, not to whoever waited longest. If newcomers take each one while the old caller sleeps, it starves. Computing the wait reserves a place, and places have an order.",
      },
    },
    {
      ask: {
        ko: "메모리에 세는 제한기를 프로세스 네 개로 늘리면 한도는 어떻게 될까요?",
        en: "A limiter counts in memory, and you go from one process to four. What becomes of the limit?",
      },
      answer: {
        ko: "네 배가 됩니다. 프로세스마다 따로 세기 때문입니다. 한도를 넷으로 나누거나, Redis처럼 함께 쓰는 곳에서 원자적으로 셉니다.",
        en: "It is four times as high, because each process counts on its own. Divide it by four, or count in one shared place, atomically: Redis, for one.",
      },
    },
    {
      ask: {
        ko: "세마포어 10은 초당 10번이라는 한도를 지켜 줄까요?",
        en: "Does a semaphore of 10 keep a limit of ten a second?",
      },
      answer: {
        ko: "아니요. 동시에 열 개까지라는 뜻일 뿐입니다. 호출 하나가 100 ms에 끝나면 초당 100번이 나갑니다. 속도는 제한기로, 동시 실행은 세마포어로 막습니다.",
        en: "No: it means ten at once. If a call takes 100 ms, that is a hundred a second. A limiter caps the rate, a semaphore what is under way.",
      },
    },
  ],
  builtWith: {
    file: "sandbox-server/rate-limit.ts",
    says: {
      ko: "방금 누른 실행도 이 제한기를 지났습니다. 클라이언트마다 1분에 몇 번까지인지 `@fastify/rate-limit`가 고정 윈도우로 세고, 넘으면 429와 `Retry-After`를 보냅니다. 경계에서 두 배가 되어도 괜찮은 까닭은, 동시에 도는 실행을 다른 파일이 따로 막기 때문입니다.",
      en: "The run you just started passed this one. `@fastify/rate-limit` counts the runs of each client in a fixed window of a minute; one more is answered 429 with `Retry-After`. Twice as many across an edge do no harm here, because what runs at once is capped elsewhere.",
    },
  },
};

export default lesson;
