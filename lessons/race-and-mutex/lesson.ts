import type { Lesson } from "../types.ts";

const lesson: Lesson = {
  id: "L15",
  slug: "race-and-mutex",
  version: 1,
  title: { ko: "경쟁 상태, 뮤텍스, 아토믹", en: "Races, mutexes and atomics" },
  summary: {
    ko: "읽고 기다렸다 쓰는 곳을 찾아, 꼭 그 구간만 보호합니다.",
    en: "Find where code reads, waits and writes, and protect exactly that stretch.",
  },
  sources: ["S0-27", "S0-28", "S0-29", "S0-30", "S0-31", "S2-12"],
  experiment: "real",
  minutes: 15,
  variants: [
    { id: "unsafe", role: "bad", label: { ko: "락 없음", en: "No lock" } },
    { id: "mutex", role: "good", label: { ko: "뮤텍스", en: "Mutex" } },
    { id: "async-mutex", role: "more", label: { ko: "async-mutex", en: "async-mutex" } },
    { id: "one-turn", role: "more", label: { ko: "한 번에 읽고 쓰기", en: "One turn" } },
    { id: "keys", role: "more", label: { ko: "저마다 다른 키", en: "A key each" } },
    { id: "threads", role: "more", label: { ko: "스레드 넷", en: "Four threads" } },
    { id: "log", role: "more", label: { ko: "로그", en: "Log" } },
  ],
  knobs: [
    {
      name: "likes",
      label: { ko: "횟수", en: "Times" },
      unit: { ko: "번", en: "" },
      values: [2, 5, 10, 50, 100],
      initial: 50,
      sets: "literal",
    },
    {
      name: "wait",
      label: { ko: "기다림", en: "Wait" },
      unit: { ko: "ms", en: "ms" },
      values: [1, 2, 5, 10],
      initial: 2,
      sets: "literal",
    },
  ],
  prediction: {
    question: {
      ko: "‘좋아요’ 50번. 읽기와 쓰기 사이에 await가 하나 있습니다. 마지막 값은 몇일까요?",
      en: "Fifty likes, with one await between read and write. What does the counter say at the end?",
    },
    unit: "count",
    guesses: [
      { variant: "unsafe", measure: { kind: "metric", name: "value" } },
      { variant: "mutex", measure: { kind: "metric", name: "value" } },
    ],
    explain: {
      ko: "락이 없으면 쉰 번 모두 0을 읽고 나서 쉰 번 모두 1을 씁니다. 뮤텍스는 앞사람이 쓴 뒤에야 읽게 합니다.",
      en: "Without a lock all fifty read 0, and then all fifty write 1. The mutex lets each read only after the one before has written.",
    },
  },
  claims: [
    {
      id: "unsafe-value",
      variant: "unsafe",
      measure: { kind: "metric", name: "value" },
      expect: { is: 1 },
      says: { ko: "락 없음: 50번 뒤의 값", en: "No lock: value after 50 likes" },
    },
    {
      id: "unsafe-peak",
      variant: "unsafe",
      measure: { kind: "peak" },
      expect: { is: 50 },
      says: { ko: "락 없음: 동시에 진행한 작업", en: "No lock: most under way" },
    },
    {
      id: "mutex-value",
      variant: "mutex",
      measure: { kind: "metric", name: "value" },
      expect: { is: 50 },
      says: { ko: "뮤텍스: 50번 뒤의 값", en: "Mutex: value after 50 likes" },
    },
    {
      id: "mutex-peak",
      variant: "mutex",
      measure: { kind: "peak" },
      expect: { is: 1 },
      says: { ko: "뮤텍스: 동시에 진행한 작업", en: "Mutex: most under way" },
    },
    {
      id: "mutex-total",
      variant: "mutex",
      measure: { kind: "totalMs" },
      expect: { atLeast: 95 },
      says: { ko: "뮤텍스: 마지막 작업까지", en: "Mutex: until the last is done" },
    },
    {
      id: "async-mutex-value",
      variant: "async-mutex",
      measure: { kind: "metric", name: "value" },
      expect: { is: 50 },
      says: { ko: "async-mutex: 50번 뒤의 값", en: "async-mutex: value after 50 likes" },
    },
    {
      id: "one-turn-value",
      variant: "one-turn",
      measure: { kind: "metric", name: "value" },
      expect: { is: 50 },
      says: { ko: "한 번에 읽고 쓰기: 50번 뒤의 값", en: "One turn: value after 50 likes" },
    },
    {
      id: "one-turn-peak",
      variant: "one-turn",
      measure: { kind: "peak" },
      expect: { is: 50 },
      says: { ko: "한 번에 읽고 쓰기: 동시에 진행한 작업", en: "One turn: most under way" },
    },
    {
      id: "keys-right",
      variant: "keys",
      measure: { kind: "metric", name: "right" },
      expect: { is: 50 },
      says: { ko: "저마다 다른 키, 락 없음: 맞는 값", en: "A key each, no lock: values that are right" },
    },
    {
      id: "threads-plain",
      variant: "threads",
      measure: { kind: "metric", name: "plain" },
      expect: { below: 4_000_000 },
      says: {
        ko: "스레드 넷, 그냥 더하기: 열 판 중 가장 적은 합",
        en: "Four threads, plain: lowest sum of 10 rounds",
      },
    },
    {
      id: "threads-atomic",
      variant: "threads",
      measure: { kind: "metric", name: "atomic" },
      expect: { is: 4_000_000 },
      says: {
        ko: "스레드 넷, `Atomics.add`: 열 판 중 가장 적은 합",
        en: "Four threads, `Atomics.add`: lowest sum of 10 rounds",
      },
    },
    {
      id: "log-lines",
      variant: "log",
      measure: { kind: "metric", name: "lines" },
      expect: { is: 50 },
      says: { ko: "로그: 파일에 적힌 줄", en: "Log: lines in the file" },
    },
    {
      id: "log-moved",
      variant: "log",
      measure: { kind: "metric", name: "out of place" },
      expect: { is: 0 },
      says: { ko: "로그: 자리가 바뀐 줄", en: "Log: lines out of place" },
    },
  ],
  exercise: {
    title: { ko: "서로 다른 방향의 이체 200건", en: "Two hundred transfers, both ways" },
    task: {
      ko: "`transfer`는 두 계좌를 읽고, 옮기고, 씁니다. 계좌 8개 사이에 이체 200건이 한꺼번에 오고, 같은 두 계좌를 반대 방향으로 지나기도 합니다. 한 푼도 사라지지 않고, 서로를 영영 기다리지 않으며, 계좌가 겹치지 않는 이체는 함께 진행되게 고치세요. 닫힌 계좌를 만나면 `bank`가 던진 오류를 그대로 전하고, 남은 이체는 계속되어야 합니다. `async-mutex`를 가져다 써도 됩니다.",
      en: "`transfer` reads two accounts, moves the money and writes them. Two hundred come at once between 8 accounts, some through the same two in opposite directions. Repair it so that not a cent is lost, nobody waits for ever, and transfers that share no account go on side by side. Where an account is closed, pass on the error `bank` throws, and let the others go on. You may import `async-mutex`.",
    },
    file: "transfer.ts",
    checks: [
      { id: "finished", title: { ko: "이체 200건이 모두 끝남", en: "All 200 transfers end" } },
      { id: "balances", title: { ko: "여덟 계좌의 잔액이 모두 맞음", en: "All eight balances are right" } },
      {
        id: "overlap",
        title: {
          ko: "두 건 이상이 함께 진행됨",
          en: "At least two at the bank together",
        },
      },
      {
        id: "errors",
        title: { ko: "닫힌 계좌를 만나도 나머지가 끝남", en: "The others end although some meet a closed account" },
      },
    ],
    hints: [
      {
        ko: "판정이 말하는 순간으로 가 보세요. 그 이체가 계좌를 읽은 때와 쓴 때 사이에 누가 다녀갔습니다. 보호할 구간은 어디서 시작해 어디서 끝날까요?",
        en: "Go to the moment the verdict names. Between that transfer's read and its write, somebody else came by. Where does the stretch to protect begin, and where does it end?",
      },
      {
        ko: "공유되는 것은 이체가 아니라 계좌입니다. A→B와 A→C는 무엇을 함께 만지고, A→B와 C→D는 무엇을 함께 만질까요?",
        en: "What is shared is not the transfer but the account. What do A→B and A→C both touch? And A→B and C→D?",
      },
      {
        ko: "A→B가 A를, B→A가 B를 쥐었습니다. 다음에 서로 무엇을 기다릴까요? 방향이 어떻든 같은 쪽을 먼저 잡게 하는 기준이 하나 있으면 됩니다.",
        en: "A→B holds A, and B→A holds B. What does each wait for next? One rule would do that says which comes first, whichever way the money goes.",
      },
    ],
    solutionWhy: {
      ko: "락은 계좌마다 하나이고, 첫 읽기부터 마지막 쓰기까지 둘 다 쥡니다. 이름순으로 잠그면 서로를 기다리는 고리가 생기지 않습니다. 뒤쪽 락을 쥔 채 앞쪽 락을 기다리는 이체가 없기 때문입니다. 계좌가 겹치지 않으면 락도 겹치지 않아 함께 진행됩니다. `runExclusive`는 `move`가 실패해도 락을 놓습니다. 프로세스가 여럿이라면 이 락은 소용없고, 같은 규칙을 데이터베이스의 행 잠금과 트랜잭션에 옮겨야 합니다.",
      en: "There is a lock for each account, and both are held from the first read to the last write. Taken in the order of their names they can form no ring: nobody holds a later one while waiting for an earlier one. Where transfers share no account they share no lock, and go on together. `runExclusive` lets go even when `move` fails. With several processes this lock is of no use; the same rule then belongs to row locks and a transaction in the database.",
    },
    wrong: [
      { file: "one-lock.ts", fails: "overlap", because: "makes everybody queue" },
      { file: "from-then-to.ts", fails: "finished", because: "deadlock" },
      { file: "by-pair.ts", fails: "balances", because: "first to overwrite" },
      { file: "writes-only.ts", fails: "balances", because: "first to overwrite" },
      { file: "no-finally.ts", fails: "errors", because: "kept its lock" },
    ],
  },
  diagrams: {
    "lost-update": {
      caption: {
        ko: "두 번 눌렀는데 값은 1. 가는 선은 await에서 기다린 시간입니다.",
        en: "Two likes, and the value is 1. A thin line waits at its await.",
      },
      alt: {
        ko: "A가 값을 읽어 0을 받고 기다립니다. 그 사이에 B도 값을 읽어 0을 받고 기다립니다. A가 1을 쓰고, 이어서 B도 1을 써서 A의 갱신이 사라집니다.",
        en: "A reads the value, gets 0 and waits. Meanwhile B reads it, gets 0 as well and waits. A writes 1; then B writes 1 too, and A's update is lost.",
      },
    },
    "lock-or-not": {
      caption: {
        ko: "락이 필요한지 묻는 순서.",
        en: "What to ask before taking a lock.",
      },
      alt: {
        ko: "같은 값을 여럿이 읽고 고쳐 씁니까? 아니면 락이 필요 없습니다. 그렇다면, 여러 프로세스가 만집니까? 그렇다면 데이터베이스에 맡깁니다. 아니면, 여러 스레드가 만집니까? 그렇다면 Atomics를 씁니다. 아니면, 읽기와 쓰기 사이에 await가 있습니까? 그렇다면 뮤텍스를 쓰고, 없으면 락이 필요 없습니다.",
        en: "Do several read and rewrite the same value? If not, no lock. If so: do several processes touch it? Then leave it to the database. If not: do several threads? Then use Atomics. If not: is there an await between read and write? If so, a mutex; if not, no lock.",
      },
    },
  },
  questions: [
    {
      ask: {
        ko: "`total += await price(item)`을 여러 요청이 함께 실행합니다. 안전할까요?",
        en: "Several requests run `total += await price(item)` at once. Is it safe?",
      },
      answer: {
        ko: "아닙니다. 왼쪽의 `total`을 먼저 읽고 나서 기다립니다. `const more = await price(item); total += more;`처럼 기다린 뒤에 읽고 쓰면 안전합니다.",
        en: "No. `total` on the left is read first, and then comes the wait. Wait first, then read and write: `const more = await price(item); total += more;`.",
      },
    },
    {
      ask: {
        ko: "`async-mutex`의 `Mutex`를 워커 스레드 네 개에서 쓰면 `SharedArrayBuffer`의 값이 보호될까요?",
        en: "Four worker threads each use a `Mutex` of `async-mutex`. Does that protect a value in a `SharedArrayBuffer`?",
      },
      answer: {
        ko: "아닙니다. 스레드마다 모듈이 따로이니 뮤텍스도 네 개입니다. 스레드 사이에는 `Atomics`를 쓰세요. `asyncio.Lock`도 스레드에는 안전하지 않습니다.",
        en: "No. Each thread has its own modules, so there are four mutexes. Between threads use `Atomics`. An `asyncio.Lock` is not thread-safe either.",
      },
    },
    {
      ask: {
        ko: "락을 쥔 작업이 예외를 던졌고 락을 놓는 줄에 닿지 못했습니다. 무엇이 보일까요?",
        en: "A task that holds a lock throws and never reaches the line that lets go. What do you see?",
      },
      answer: {
        ko: "오류는 한 번뿐인데, 그 뒤에 같은 락을 기다리는 요청이 모두 멈춥니다. CPU도 루프 지연도 조용합니다. 그래서 `runExclusive`나 `finally`를 씁니다.",
        en: "One error, and after it every request that wants the same lock stands still, with the CPU and the loop quiet. Hence `runExclusive`, or `finally`.",
      },
    },
    {
      ask: {
        ko: "서버 프로세스 네 개가 같은 재고를 줄입니다. 뮤텍스로 충분할까요?",
        en: "Four server processes take from the same stock. Is a mutex enough?",
      },
      answer: {
        ko: "아닙니다. 뮤텍스는 프로세스 하나만 지킵니다. `UPDATE … SET stock = stock - 1 WHERE stock > 0`처럼 데이터베이스가 읽기와 쓰기를 한 번에 하게 하거나, 트랜잭션에서 행을 잠그세요.",
        en: "No, it guards one process. Let the database read and write in one step, `UPDATE … SET stock = stock - 1 WHERE stock > 0`, or lock the row in a transaction.",
      },
    },
    {
      ask: {
        ko: "프로세스 열 개가 매니저 딕셔너리의 서로 다른 키에 값을 하나씩 씁니다. 락을 더하면 무엇이 달라질까요?",
        en: "Ten processes each write one key of their own in a manager's dictionary. What does a lock change?",
      },
      answer: {
        ko: "줄을 서느라 느려질 뿐 결과는 같습니다. 매니저가 연산을 하나씩 처리하고 키도 겹치지 않습니다. 경쟁은 `d[k] += 1`처럼 같은 키를 읽고 고쳐 쓸 때 생깁니다.",
        en: "Nothing but the time spent queueing. The manager handles one operation at a time, and the keys differ. The race is in reading and rewriting one key: `d[k] += 1`.",
      },
    },
  ],
  builtWith: {
    file: "sandbox-server/cell/totals.ts",
    says: {
      ko: "방금 본 값은 이 파일에 적혔습니다. 셀의 모든 스레드가 공유 메모리의 표 하나에 함께 더합니다. 스레드는 언제든 종료될 수 있어 락을 쥐게 할 수 없으므로, 그새 값이 바뀌었으면 `Atomics.compareExchange`로 다시 합니다.",
      en: "The value you just saw was kept by this file: every thread of a cell adds to one table in shared memory. A thread may be terminated anywhere, so none may hold a lock; `Atomics.compareExchange` tries again where the value has changed meanwhile.",
    },
  },
};

export default lesson;
