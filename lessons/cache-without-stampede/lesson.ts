import type { Lesson } from "../types.ts";

const lesson: Lesson = {
  id: "L27",
  slug: "cache-without-stampede",
  version: 1,
  title: { ko: "캐시와 스탬피드 방지", en: "Cache without stampedes" },
  summary: {
    ko: "자주 읽는 값을 캐시하되, 만료되는 순간에도 원본에는 한 번만 가고 캐시가 죽어도 답합니다.",
    en: "Cache hot reads so that the origin is asked once when they expire, and callers are answered when the cache is down.",
  },
  sources: ["S3-28", "S3-30", "S4-52"],
  experiment: "real",
  minutes: 16,
  variants: [
    { id: "stampede", role: "bad", label: { ko: "스탬피드", en: "Stampede" }, services: ["redis"], wallMs: 15_000 },
    { id: "single-flight", role: "good", label: { ko: "단일 비행", en: "Single flight" }, services: ["redis"] },
    { id: "lru-cache", role: "more", label: { ko: "lru-cache", en: "lru-cache" }, wallMs: 15_000 },
    { id: "expiry", role: "more", label: { ko: "만료", en: "Expiry" }, wallMs: 15_000 },
    {
      id: "processes",
      role: "more",
      label: { ko: "프로세스 둘", en: "2 processes" },
      services: ["redis"],
      wallMs: 30_000,
    },
    { id: "down", role: "more", label: { ko: "죽은 캐시", en: "Dead cache" }, wallMs: 15_000 },
    { id: "keys", role: "more", label: { ko: "키", en: "Keys" }, services: ["redis"], wallMs: 30_000 },
  ],
  knobs: [
    {
      name: "callers",
      label: { ko: "호출", en: "Callers" },
      unit: { ko: "개", en: "" },
      values: [1, 5, 20, 50, 100],
      initial: 50,
      sets: "literal",
    },
    {
      name: "jitter",
      label: { ko: "지터", en: "Jitter" },
      unit: { ko: "%", en: "%" },
      values: [0, 10, 20, 50],
      initial: 0,
      sets: "literal",
    },
    {
      name: "locks",
      label: { ko: "락", en: "Locks" },
      unit: { ko: "개", en: "" },
      values: [0, 1],
      initial: 0,
      sets: "literal",
    },
    {
      name: "timeout",
      label: { ko: "캐시 타임아웃", en: "Cache timeout" },
      unit: { ko: "ms", en: "ms" },
      values: [20, 50, 200, 1_000],
      initial: 50,
      sets: "literal",
    },
    {
      name: "salt",
      label: { ko: "솔트", en: "Salt" },
      unit: { ko: "바이트", en: "bytes" },
      values: [0, 8],
      initial: 8,
      sets: "literal",
    },
  ],
  prediction: {
    question: {
      ko: "차가운 키에 호출 50개가 한꺼번에 옵니다. 원본은 몇 번 불릴까요?",
      en: "Fifty callers come to a cold key at once. How many calls does the origin get?",
    },
    unit: "count",
    guesses: [
      { variant: "stampede", measure: { kind: "metric", name: "origin calls" } },
      { variant: "single-flight", measure: { kind: "metric", name: "origin calls" } },
    ],
    explain: {
      ko: "첫 답이 캐시에 들어가기까지 100 ms. 그 사이에 본 50개는 모두 빈 캐시를 보았습니다: 50. 단일 비행에서는 첫 호출이 가고 49개가 그 프로미스를 함께 기다립니다: 1.",
      en: "It takes 100 ms until the first answer is in the cache, and all 50 look before that: 50. In single flight the first goes and 49 wait for its promise: 1.",
    },
  },
  claims: [
    {
      id: "stampede-calls",
      variant: "stampede",
      measure: { kind: "metric", name: "origin calls" },
      expect: { is: 50 },
      says: { ko: "스탬피드: 원본 호출", en: "Stampede: origin calls" },
    },
    {
      id: "stampede-hits",
      variant: "stampede",
      measure: { kind: "metric", name: "cache hits" },
      expect: { is: 50 },
      says: { ko: "스탬피드: 두 번째에 캐시에서 받은 호출", en: "Stampede: answered by the cache the second time" },
    },
    {
      id: "stampede-ms",
      variant: "stampede",
      measure: { kind: "metric", name: "coldMs" },
      expect: { atLeast: 95 },
      says: { ko: "스탬피드: 차가운 키의 마지막 답까지", en: "Stampede: until the last answer, cold" },
    },
    {
      id: "stampede-ms-bound",
      variant: "stampede",
      measure: { kind: "metric", name: "coldMs" },
      expect: { below: 2_500 },
      says: { ko: "스탬피드: 하나씩이라면 50 × 100 = 5,000", en: "Stampede: one by one it would be 50 × 100 = 5,000" },
    },
    {
      id: "flight-calls",
      variant: "single-flight",
      measure: { kind: "metric", name: "origin calls" },
      expect: { is: 1 },
      says: { ko: "단일 비행: 원본 호출", en: "Single flight: origin calls" },
    },
    {
      id: "flight-misses",
      variant: "single-flight",
      measure: { kind: "metric", name: "cache misses" },
      expect: { is: 1 },
      says: { ko: "단일 비행: 빈 캐시를 본 호출", en: "Single flight: cache misses" },
    },
    {
      id: "flight-ms",
      variant: "single-flight",
      measure: { kind: "metric", name: "coldMs" },
      expect: { atLeast: 95 },
      says: { ko: "단일 비행: 차가운 키의 마지막 답까지", en: "Single flight: until the last answer, cold" },
    },
    {
      id: "flight-ms-bound",
      variant: "single-flight",
      measure: { kind: "metric", name: "coldMs" },
      expect: { below: 2_500 },
      says: {
        ko: "단일 비행: 하나씩이라면 50 × 100 = 5,000",
        en: "Single flight: one by one it would be 50 × 100 = 5,000",
      },
    },
    {
      id: "lru-calls",
      variant: "lru-cache",
      measure: { kind: "metric", name: "calls for /products/7" },
      expect: { is: 2 },
      says: { ko: "lru-cache: 호출 100개에 원본 호출", en: "lru-cache: origin calls for 100 callers" },
    },
    {
      id: "lru-stale",
      variant: "lru-cache",
      measure: { kind: "metric", name: "answered stale" },
      expect: { is: 50 },
      says: { ko: "lru-cache: 만료 뒤 낡은 값을 바로 받은 호출", en: "lru-cache: answered stale after the TTL" },
    },
    {
      id: "lru-failures",
      variant: "lru-cache",
      measure: { kind: "metric", name: "failures kept" },
      expect: { is: 0 },
      says: { ko: "lru-cache: 남은 실패", en: "lru-cache: failures kept" },
    },
    {
      id: "lru-false",
      variant: "lru-cache",
      measure: { kind: "metric", name: "false kept" },
      expect: { is: 1 },
      says: { ko: "lru-cache: 남은 `false`", en: "lru-cache: `false` kept" },
    },
    {
      id: "lru-size",
      variant: "lru-cache",
      measure: { kind: "metric", name: "size" },
      expect: { is: 100 },
      says: { ko: "lru-cache: 키 1,000개 뒤에 남은 항목", en: "lru-cache: entries left after 1,000 keys" },
    },
    {
      id: "expiry-peak",
      variant: "expiry",
      measure: { kind: "metric", name: "most origin calls in 10 ms" },
      expect: { is: 100 },
      says: { ko: "만료, 지터 0 %: 10 ms 사이 원본 호출", en: "Expiry, no jitter: most origin calls in 10 ms" },
    },
    {
      id: "expiry-hits",
      variant: "expiry",
      measure: { kind: "metric", name: "hits in 1,000 reads" },
      expect: { atLeast: 980 },
      says: { ko: "만료, 지터 0 %: 읽기 1,000번 중 적중", en: "Expiry, no jitter: hits in 1,000 reads" },
    },
    {
      id: "jitter-peak",
      variant: "expiry",
      knobs: { jitter: 20 },
      measure: { kind: "metric", name: "most origin calls in 10 ms" },
      expect: { below: 31 },
      says: { ko: "만료, 지터 20 %: 10 ms 사이 원본 호출", en: "Expiry, 20 % jitter: most origin calls in 10 ms" },
    },
    {
      id: "jitter-hits",
      variant: "expiry",
      knobs: { jitter: 20 },
      measure: { kind: "metric", name: "hits in 1,000 reads" },
      expect: { atLeast: 980 },
      says: { ko: "만료, 지터 20 %: 읽기 1,000번 중 적중", en: "Expiry, 20 % jitter: hits in 1,000 reads" },
    },
    {
      id: "processes-calls",
      variant: "processes",
      measure: { kind: "metric", name: "origin.calls" },
      expect: { is: 2 },
      says: { ko: "프로세스 둘, 락 없음: 원본 호출", en: "Two processes, no lock: origin calls" },
    },
    {
      id: "locked-calls",
      variant: "processes",
      knobs: { locks: 1 },
      measure: { kind: "metric", name: "origin.calls" },
      expect: { is: 1 },
      says: { ko: "프로세스 둘, 락 하나: 원본 호출", en: "Two processes, one lock: origin calls" },
    },
    {
      id: "locked-answered",
      variant: "processes",
      knobs: { locks: 1 },
      measure: { kind: "metric", name: "answered" },
      expect: { is: 50 },
      says: { ko: "프로세스 둘, 락 하나: 답을 받은 호출", en: "Two processes, one lock: callers answered" },
    },
    {
      id: "down-errors",
      variant: "down",
      measure: { kind: "metric", name: "without a plan: errors" },
      expect: { is: 20 },
      says: { ko: "죽은 캐시, 대책 없음: 오류", en: "Dead cache, no plan: errors" },
    },
    {
      id: "plan-errors",
      variant: "down",
      measure: { kind: "metric", name: "with a plan: errors" },
      expect: { is: 0 },
      says: { ko: "죽은 캐시, 대책 있음: 오류", en: "Dead cache, with a plan: errors" },
    },
    {
      id: "plan-calls",
      variant: "down",
      measure: { kind: "metric", name: "origin calls" },
      expect: { is: 1 },
      says: { ko: "죽은 캐시, 대책 있음: 원본 호출", en: "Dead cache, with a plan: origin calls" },
    },
    {
      id: "plan-ms",
      variant: "down",
      measure: { kind: "metric", name: "with a plan: lastMs" },
      expect: { about: 150 },
      says: { ko: "죽은 캐시, 타임아웃 50 ms: 마지막 답까지", en: "Dead cache, timeout 50 ms: until the last answer" },
    },
    {
      id: "plan-slow",
      variant: "down",
      knobs: { timeout: 1_000 },
      measure: { kind: "metric", name: "with a plan: lastMs" },
      expect: { about: 1_100 },
      says: {
        ko: "죽은 캐시, 타임아웃 1,000 ms: 마지막 답까지",
        en: "Dead cache, timeout 1,000 ms: until the last answer",
      },
    },
    {
      id: "salted-hits",
      variant: "keys",
      measure: { kind: "metric", name: "process 2 hits" },
      expect: { is: 0 },
      says: {
        ko: "키, 솔트 8바이트: 두 번째 프로세스의 적중",
        en: "Keys, 8 bytes of salt: hits of the second process",
      },
    },
    {
      id: "stable-hits",
      variant: "keys",
      knobs: { salt: 0 },
      measure: { kind: "metric", name: "process 2 hits" },
      expect: { is: 20 },
      says: { ko: "키, 솔트 없음: 두 번째 프로세스의 적중", en: "Keys, no salt: hits of the second process" },
    },
  ],
  exercise: {
    title: { ko: "낡은 값은 바로, 원본은 한 번", en: "Stale at once, the origin once" },
    task: {
      ko: "`cached(fn, options)`는 `fn` 앞에 캐시를 둔 함수를 돌려줍니다. 값의 나이는 `fn`이 답한 때부터 `clock.now()`로 셉니다. `ttl`보다 어리면 바로 답합니다. `ttl`부터 `ttl + swr` 전까지는 낡은 값으로 바로 답하고 뒤에서 새로 가져옵니다. 그보다 오래됐으면 새 값을 기다립니다. 어느 때든 키마다 떠 있는 `fn` 호출은 하나입니다. 실패는 남기지 말고, 받은 값을 고쳐 써도 다른 사람의 값은 그대로여야 합니다. 시간, 인원, 값은 실행할 때마다 달라집니다.",
      en: "`cached(fn, options)` gives back a function with a cache before `fn`. A value's age counts from the moment `fn` answered, by `clock.now()`. Younger than `ttl`, it is the answer at once. From `ttl` and before `ttl + swr` it still is, and is refreshed behind the caller's back. Older than that, callers wait for a new one. At any age one call of `fn` is under way for each key. Keep no failure, and let nobody see what another writes into an answer. Times, crowds and values differ from run to run.",
    },
    file: "cached.ts",
    checks: [
      { id: "calls", title: { ko: "키마다, 창마다 원본 호출 한 번", en: "One origin call for each key and window" } },
      {
        id: "answers",
        title: { ko: "낡은 값은 바로, 한계를 넘긴 값은 없음", en: "Stale at once, and nothing past its limit" },
      },
      { id: "failures", title: { ko: "실패는 남지 않음", en: "Failures are not kept" } },
      { id: "copies", title: { ko: "남이 고친 값이 보이지 않음", en: "Nobody sees what others wrote" } },
    ],
    hints: [
      {
        ko: "먼저 호출을 하나로 합치세요. 값을 두는 Map과 별도로, 떠 있는 프로미스를 키마다 두는 Map이 필요합니다. `null`과 `false`도 값이라는 것도 잊지 마세요.",
        en: "Join the calls first: beside the map of values it takes a map of promises under way, one for each key. And `null` and `false` are values too.",
      },
      {
        ko: "나이는 세 구간입니다. 가운데 구간에서는 가져오기를 시작하되 기다리지 않습니다. 아무도 기다리지 않는 프로미스가 실패하면 누가 그것을 받을까요?",
        en: "There are three ages. In the middle one a load is started and not awaited. When a promise that nobody awaits fails, who hears of it?",
      },
      {
        ko: "떠 있던 프로미스는 성공하든 실패하든 지워야 합니다. 그리고 같은 프로미스를 기다린 사람들은 같은 객체를 받습니다. `structuredClone`을 어디에서 불러야 한 사람도 빠지지 않을까요?",
        en: "A promise under way has to go whether it succeeds or fails. And all who await one promise are given one object: where must `structuredClone` stand so that nobody is left out?",
      },
    ],
    solutionWhy: {
      ko: "값과 비행을 따로 둔 것이 핵심입니다. 값의 Map은 성공만 담아서 실패가 남지 않고, 비행의 Map은 `finally`에서 비워져 다음 호출이 다시 시도합니다. 항목이 있는지는 값이 아니라 항목으로 물으므로 `null`도 적중입니다. 낡은 값을 내줄 때는 비행을 시작만 하고 `catch`를 붙입니다. 붙이지 않으면 원본이 한 번 실패했을 때 프로세스가 끝납니다. 복사는 내주는 자리마다 합니다. 함께 기다린 사람들도 같은 객체를 받기 때문입니다. 항목 수의 상한은 여기에 없습니다. 실제로는 lru-cache의 `max`를 쓰세요.",
      en: "Values and flights are kept apart. The map of values holds only success, so no failure stays; the map of flights is emptied in `finally`, so the next caller tries again. Whether something is there is asked of the entry, not of its value, so `null` is a hit. Handing out a stale value only starts the flight, with a `catch` on it: without one, a single failure of the origin would end the process. Copies are made wherever a value is handed out, because those who waited together share an object too. What is missing is a limit to the entries: take `max` of lru-cache.",
    },
    wrong: [
      { file: "each-for-itself.ts", fails: "calls", because: "went alone" },
      { file: "truthy.ts", fails: "calls", because: "is a kept value too" },
      { file: "stale-for-ever.ts", fails: "answers", because: "was handed out, where ttl" },
      { file: "waits.ts", fails: "answers", because: "waited" },
      { file: "keeps-failures.ts", fails: "failures", because: "the failure was kept" },
      { file: "unheard.ts", fails: "failures", because: "heard by nobody" },
      { file: "same-object.ts", fails: "copies", because: "who waited together" },
    ],
  },
  diagrams: {
    everyone: {
      caption: {
        ko: "스탬피드. 첫 답이 캐시에 들어가기 전에 본 사람은 모두 원본에 갑니다.",
        en: "A stampede: whoever looks before the first answer is kept goes to the origin.",
      },
      alt: {
        ko: "호출 A와 B가 차례로 Redis에 GET을 보내고 둘 다 없다는 답을 받습니다. A가 원본에 요청을 보내고 B도 같은 요청을 보냅니다. 원본은 100 ms 뒤에 둘에게 따로 답하고, A와 B는 같은 값을 Redis에 SET으로 두 번 씁니다.",
        en: "Callers A and B each send GET to Redis, and both hear that nothing is there. A asks the origin, and B asks it for the same. After 100 ms the origin answers both, and A and B write the same value to Redis with two SETs.",
      },
    },
    "one-goes": {
      caption: {
        ko: "단일 비행. 나중에 온 호출은 떠 있는 프로미스를 함께 기다립니다.",
        en: "Single flight: who comes later waits for the promise that is under way.",
      },
      alt: {
        ko: "호출 A가 비행 목록에서 키를 찾지만 없어서 자기 프로미스를 올리고 원본에 갑니다. 호출 B는 같은 키의 프로미스를 찾아 함께 기다립니다. 원본이 답하면 목록에서 키가 지워지고 A와 B가 함께 답을 받습니다.",
        en: "Caller A looks for the key among the flights, finds none, puts its promise there and goes to the origin. Caller B finds the promise of the same key and waits for it. When the origin answers, the key is taken off and A and B are both answered.",
      },
    },
    ages: {
      caption: {
        ko: "한 항목의 일생. 낡은 동안에는 아무도 기다리지 않습니다.",
        en: "The ages of one entry. While it is stale nobody waits.",
      },
      alt: {
        ko: "비어 있는 항목은 모두가 기다리는 동안 가져와 새 값이 됩니다. 나이가 ttl에 이르면 낡은 값이 됩니다. 낡은 값은 뒤에서 새로 가져오면 다시 새 값이 되고, 가져오지 못한 채 ttl + swr에 이르면 만료됩니다. 만료된 항목은 다시 모두가 기다리는 동안 가져옵니다.",
        en: "An empty entry is loaded while all wait, and is fresh. At an age of ttl it becomes stale. A stale value that is refreshed in the background is fresh again; one that is not, by ttl + swr, is expired. An expired entry is loaded again while all wait.",
      },
    },
  },
  questions: [
    {
      ask: {
        ko: "차가운 키에 50개가 몰려도 지연 시간 그래프는 평소와 같았습니다. 스탬피드를 알아채려면 무엇을 그려야 할까요?",
        en: "Fifty callers stampeded, and the latency chart looked as ever. What would you have to plot to notice?",
      },
      answer: {
        ko: "원본 호출 수입니다. 저마다 원본을 한 번씩 기다렸으므로 걸린 시간은 하나일 때와 같습니다. 원본이 버티는 동안은 느려지지 않고, 버티지 못하면 한꺼번에 무너집니다.",
        en: "Calls at the origin. Each caller waited for one call of its own, so each took as long as a lone one. Nothing slows down while the origin copes, and everything does when it no longer does.",
      },
    },
    {
      ask: {
        ko: "배포 직후 키 10,000개를 같은 유효 시간 300초로 채웠습니다. 300초 뒤에 무슨 일이 생기고, 한 줄로 어떻게 막을까요?",
        en: "After a deployment you fill 10,000 keys, each with a TTL of 300 s. What happens 300 s later, and which one line prevents it?",
      },
      answer: {
        ko: "10,000개가 같은 순간에 만료되어 원본에 몰립니다. 키가 서로 달라 단일 비행으로는 합쳐지지 않습니다. 유효 시간에 지터를 더해 300 × (1 + 0.2 × random)초처럼 흩으세요.",
        en: "All 10,000 expire in one moment. Their keys differ, so single flight joins none of them. Add jitter: a TTL of 300 × (1 + 0.2 × random) s.",
      },
    },
    {
      ask: {
        ko: '파이썬 캐시 데코레이터가 키를 `f"{fn.__name__}:{hash(args)}"`로 만들고 값을 pickle로 Redis에 둡니다. 잘못된 곳 두 가지는?',
        en: 'A Python cache decorator makes its key of `f"{fn.__name__}:{hash(args)}"` and keeps pickled values in Redis. What two things are wrong?',
      },
      answer: {
        ko: "문자열의 `hash()`에는 프로세스마다 다른 솔트가 섞여, 워커끼리 키를 나누어 쓰지 못합니다. pickle은 읽는 순간 코드를 실행할 수 있어, Redis에 쓸 수 있는 사람은 내 서버에서 코드를 실행할 수 있습니다. 이름공간과 버전이 붙은 정해진 키, 그리고 스키마로 검사하는 JSON을 쓰세요.",
        en: "`hash()` of a string is salted for each process, so workers share no key. And unpickling can run code: whoever can write to that Redis can run theirs on your server. Use a stable key with namespace and version, and JSON that a schema checks.",
      },
    },
    {
      ask: {
        ko: "`functools.lru_cache`를 `async def`에 붙이면 무슨 일이 생길까요? 자바스크립트에서 프로미스를 Map에 넣어 두면요?",
        en: "What happens when `functools.lru_cache` is put on an `async def`? And when JavaScript keeps the promise in a map?",
      },
      answer: {
        ko: "파이썬에서는 코루틴 객체가 캐시되는데, 한 번 await한 코루틴은 다시 쓸 수 없어 두 번째 호출이 오류입니다. 프로미스는 여러 번 기다릴 수 있어 단일 비행까지 됩니다. 대신 거부된 프로미스도 남으니, 실패하면 지워야 합니다.",
        en: "Python keeps the coroutine, which can be awaited once: the second caller gets an error. A promise may be awaited by many, which makes it single flight as well. But a rejected one stays too, so it has to be taken out.",
      },
    },
    {
      ask: {
        ko: "Redis가 죽었을 때 곧장 원본에서 읽게 했습니다. 무엇을 더 두어야 원본까지 죽지 않을까요?",
        en: "When Redis is down, your code reads from the origin instead. What else does it need, lest the origin go down as well?",
      },
      answer: {
        ko: "짧은 캐시 타임아웃, 프로세스 안의 단일 비행, 그리고 원본으로 가는 동시 호출의 상한(14강의 세마포어)입니다. 적중률 98 %였다면 캐시가 죽는 순간 원본의 부하는 50배가 됩니다.",
        en: "A short timeout for the cache, single flight within the process, and a cap on calls to the origin (lesson 14's semaphore). At a hit ratio of 98 %, the load on the origin is fifty times as much once the cache is gone.",
      },
    },
  ],
  builtWith: {
    file: "sandbox-server/services/services.ts",
    says: {
      ko: "방금 쓴 Redis는 `poolFor`가 준비했습니다. 첫 실행이 `maker ??= make()`로 만들고, 동시에 온 실행은 같은 프로미스를 기다립니다. 실패하면 지워서 다음 실행이 다시 만듭니다.",
      en: "The Redis you just used came from `poolFor`. The first run makes it with `maker ??= make()`, runs that come meanwhile wait for the same promise, and a failure is forgotten so that the next run tries again.",
    },
  },
};

export default lesson;
