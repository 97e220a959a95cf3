import type { Lesson, Variant } from "../types.ts";

/** Its processes are threads that load BullMQ; on a busy machine that alone takes seconds. */
const queued: Pick<Variant, "services" | "wallMs"> = { services: ["redis"], wallMs: 45_000 };

const lesson: Lesson = {
  id: "L05",
  slug: "queue-or-service",
  version: 1,
  title: { ko: "큐에 맡길까, 서비스로 나눌까", en: "Queue it or split it out" },
  summary: {
    ko: "오래 걸리는 일을 요청 안에서, 메모리에서, 작업 큐에서, 별도 서비스에서 할 때 무엇을 잃고 무엇을 얻는지 압니다.",
    en: "Know what long work costs inside the request, in memory, in a job queue and in a service of its own.",
  },
  sources: ["S0-48", "S1-28", "S1-29", "S1-30", "S2-11", "S2-16"],
  experiment: "real",
  minutes: 18,
  variants: [
    { id: "inline", role: "bad", label: { ko: "일부터", en: "Inline" }, wallMs: 45_000 },
    { id: "memory", role: "more", label: { ko: "메모리", en: "Memory" }, wallMs: 45_000 },
    { id: "queue", role: "more", label: { ko: "큐", en: "Queue" }, ...queued },
    { id: "keyed", role: "good", label: { ko: "큐와 키", en: "Keyed" }, ...queued },
    { id: "copy", role: "more", label: { ko: "64 MB", en: "64 MB" }, wallMs: 45_000 },
    { id: "chunks", role: "more", label: { ko: "조각", en: "Chunks" }, ...queued },
  ],
  knobs: [
    {
      name: "keep",
      label: { ko: "결과 보관", en: "Results kept" },
      unit: { ko: "개", en: "" },
      values: [0, 1, 5, 100],
      initial: 100,
      sets: "literal",
    },
    {
      name: "concurrency",
      label: { ko: "한 번에", en: "At once" },
      unit: { ko: "개", en: "" },
      values: [1, 2, 5, 10],
      initial: 2,
      sets: "literal",
    },
    {
      name: "megabytes",
      label: { ko: "크기", en: "Size" },
      unit: { ko: "MB", en: "MB" },
      values: [1, 8, 64],
      initial: 64,
      sets: "literal",
    },
    {
      name: "chunk",
      label: { ko: "한 조각", en: "Rows a chunk" },
      unit: { ko: "줄", en: "" },
      values: [50, 100, 500],
      initial: 100,
      sets: "literal",
    },
  ],
  prediction: {
    question: {
      ko: "주문은 열 건, 세 번째 메일 직후에 프로세스가 죽습니다. 메일은 모두 몇 통 나갈까요?",
      en: "Ten orders, and the process dies right after its third e-mail. How many e-mails go out in all?",
    },
    unit: "count",
    guesses: [
      { variant: "inline", measure: { kind: "metric", name: "e-mails" } },
      { variant: "queue", measure: { kind: "metric", name: "e-mails" } },
    ],
    explain: {
      ko: "일부터: 나머지 일곱 건은 프로세스와 함께 사라졌습니다. 큐: 열 건 모두에, 한 통이 더 나갑니다. 세 번째 메일은 나갔지만 끝났다고 알리기 전에 죽어서 다시 배달됩니다: 10 + 1.",
      en: "Inline: the other seven died with the process. Queue: all ten, and one more. The third e-mail had gone, but nobody lived to report it, so the job was delivered again: 10 + 1.",
    },
  },
  claims: [
    {
      id: "inline-median",
      variant: "inline",
      measure: { kind: "metric", name: "medianMs" },
      expect: { atLeast: 400 },
      says: { ko: "일부터: 손님이 기다린 시간(중앙값)", en: "Inline: a customer's wait (median)" },
    },
    {
      id: "inline-accepted",
      variant: "inline",
      measure: { kind: "metric", name: "accepted" },
      expect: { below: 3 },
      says: { ko: "일부터: 답을 받은 손님", en: "Inline: customers answered" },
    },
    {
      id: "inline-mails",
      variant: "inline",
      measure: { kind: "metric", name: "e-mails" },
      expect: { is: 3 },
      says: { ko: "일부터: 나간 메일", en: "Inline: e-mails sent" },
    },
    {
      id: "inline-lost",
      variant: "inline",
      measure: { kind: "metric", name: "lost" },
      expect: { is: 7 },
      says: { ko: "일부터: 잃은 주문", en: "Inline: orders lost" },
    },
    {
      id: "memory-median",
      variant: "memory",
      measure: { kind: "metric", name: "medianMs" },
      expect: { below: 50 },
      says: { ko: "메모리: 손님이 기다린 시간(중앙값)", en: "Memory: a customer's wait (median)" },
    },
    {
      id: "memory-accepted",
      variant: "memory",
      measure: { kind: "metric", name: "accepted" },
      expect: { atLeast: 8 },
      says: { ko: "메모리: 202를 받은 손님", en: "Memory: customers answered 202" },
    },
    {
      id: "memory-lost",
      variant: "memory",
      measure: { kind: "metric", name: "lost" },
      expect: { is: 7 },
      says: { ko: "메모리: 잃은 주문", en: "Memory: orders lost" },
    },
    {
      id: "queue-median",
      variant: "queue",
      measure: { kind: "metric", name: "medianMs" },
      expect: { below: 50 },
      says: { ko: "큐: 손님이 기다린 시간(중앙값)", en: "Queue: a customer's wait (median)" },
    },
    {
      id: "queue-lost",
      variant: "queue",
      measure: { kind: "metric", name: "lost" },
      expect: { is: 0 },
      says: { ko: "큐: 잃은 주문", en: "Queue: orders lost" },
    },
    {
      id: "queue-mails",
      variant: "queue",
      measure: { kind: "metric", name: "e-mails" },
      expect: { atLeast: 11 },
      says: { ko: "큐: 나간 메일", en: "Queue: e-mails sent" },
    },
    {
      id: "keyed-median",
      variant: "keyed",
      measure: { kind: "metric", name: "medianMs" },
      expect: { below: 50 },
      says: { ko: "큐와 키: 손님이 기다린 시간(중앙값)", en: "Keyed: a customer's wait (median)" },
    },
    {
      id: "keyed-slowest",
      variant: "keyed",
      measure: { kind: "metric", name: "slowestMs" },
      expect: { below: 250 },
      says: { ko: "큐와 키: 가장 오래 기다린 손님", en: "Keyed: the longest wait" },
    },
    {
      id: "keyed-lost",
      variant: "keyed",
      measure: { kind: "metric", name: "lost" },
      expect: { is: 0 },
      says: { ko: "큐와 키: 잃은 주문", en: "Keyed: orders lost" },
    },
    {
      id: "keyed-mails",
      variant: "keyed",
      measure: { kind: "metric", name: "e-mails" },
      expect: { is: 10 },
      says: { ko: "큐와 키: 나간 메일", en: "Keyed: e-mails sent" },
    },
    {
      id: "keyed-found",
      variant: "keyed",
      measure: { kind: "metric", name: "result found" },
      expect: { is: 1 },
      says: { ko: "큐와 키: 찾은 결과", en: "Keyed: results found" },
    },
    {
      id: "forgotten",
      variant: "keyed",
      knobs: { keep: 0 },
      measure: { kind: "metric", name: "result found" },
      expect: { is: 0 },
      says: { ko: "큐와 키, 결과 보관 0: 찾은 결과", en: "Keyed, no results kept: results found" },
    },
    {
      id: "forgotten-mails",
      variant: "keyed",
      knobs: { keep: 0 },
      measure: { kind: "metric", name: "e-mails" },
      expect: { is: 10 },
      says: { ko: "큐와 키, 결과 보관 0: 나간 메일", en: "Keyed, no results kept: e-mails sent" },
    },
    {
      id: "copy-ms",
      variant: "copy",
      measure: { kind: "metric", name: "copyMs" },
      expect: { atLeast: 10 },
      says: { ko: "64 MB 복사: 보내는 스레드가 붙잡힌 시간", en: "64 MB copied: sender held for" },
    },
    {
      id: "transfer-ms",
      variant: "copy",
      measure: { kind: "metric", name: "transferMs" },
      expect: { below: 20 },
      says: { ko: "64 MB 이전: 보내는 스레드가 붙잡힌 시간", en: "64 MB transferred: sender held for" },
    },
    {
      id: "copy-ratio",
      variant: "copy",
      measure: { kind: "metric", name: "times longer" },
      expect: { atLeast: 10 },
      says: { ko: "64 MB: 이전에 견준 복사 시간(배)", en: "64 MB: copying against transferring, times as long" },
    },
    {
      id: "copy-left",
      variant: "copy",
      measure: { kind: "metric", name: "MB left after copy" },
      expect: { is: 64 },
      says: { ko: "복사한 뒤 보낸 쪽에 남은 MB", en: "Copied: MB left with the sender" },
    },
    {
      id: "transfer-left",
      variant: "copy",
      measure: { kind: "metric", name: "MB left after transfer" },
      expect: { is: 0 },
      says: { ko: "이전한 뒤 보낸 쪽에 남은 MB", en: "Transferred: MB left with the sender" },
    },
    {
      id: "chunks-sum",
      variant: "chunks",
      measure: { kind: "metric", name: "sum" },
      expect: { is: 499_500 },
      says: { ko: "조각: 0부터 999까지의 합", en: "Chunks: the sum of 0 to 999" },
    },
    {
      id: "chunks-peak",
      variant: "chunks",
      measure: { kind: "peak" },
      expect: { is: 2 },
      says: { ko: "조각: 동시에 진행한 작업", en: "Chunks: most jobs under way" },
    },
  ],
  exercise: {
    title: { ko: "세 번 죽어도 한 번만 결제하기", en: "Three crashes, and everybody charged once" },
    task: {
      ko: "`accept`는 POST마다 주문을 큐에 넣고, `handle`은 워커에서 카드를 결제하고 포인트를 줍니다. 워커 프로세스는 세 번 죽습니다. 결제 직후에, 여러분의 코드가 Redis에 처음 쓴 직후에, `handle`이 끝난 직후에. 은행은 가끔 바쁘다며 거절하고, 어떤 손님은 주문 버튼을 두 번 누릅니다. 그래도 주문마다 한 번만 결제되고 포인트가 맞으며, 큐가 비고, 손님이 물으면 영수증을 알려 줄 수 있어야 합니다. 접수는 50 ms 안에 답합니다. 주문, 금액, 죽는 주문은 실행할 때마다 달라집니다.",
      en: "`accept` puts an order into the queue for every POST; `handle`, in a worker, charges the card and gives points. Worker processes die three times: right after a charge, right after your code's first write to Redis, right after `handle` has returned. The bank is sometimes too busy and throws, and some customers press the button twice. Still, every order is charged once, the points are right, the queue ends empty, and whoever asks is told the receipt. Accepting takes less than 50 ms. Orders, amounts and where it dies differ from run to run.",
    },
    file: "orders.ts",
    checks: [
      { id: "accept", title: { ko: "접수의 95 %가 50 ms 안에 답함", en: "95 % accepted within 50 ms" } },
      { id: "done", title: { ko: "모든 주문이 끝나고 영수증이 남음", en: "Every order done, its receipt kept" } },
      { id: "charged", title: { ko: "주문마다 한 번만 결제", en: "Every order charged once" } },
      { id: "points", title: { ko: "모든 손님의 포인트가 맞음", en: "Every customer's points right" } },
    ],
    hints: [
      {
        ko: "은행이 바쁘다고 할 때 작업이 몇 번 시도되는지부터 보세요. `queue.add`의 세 번째 인자가 정합니다.",
        en: "First see how often a job is tried when the bank is busy: the third argument of `queue.add` decides.",
      },
      {
        ko: "결제 키는 새 프로세스의 두 번째 시도에서도, 두 번 누른 주문에서도 같아야 합니다. 그런 값이 이미 하나 있습니다.",
        en: "A charge's key has to be the same on the second try, in a new process, and for an order pressed twice. There is one such value already.",
      },
      {
        ko: "더하기는 두 번 하면 두 번 더해지고, 같은 값을 같은 칸에 두 번 써도 결과는 하나입니다. 포인트는 해시에 든 값의 합입니다. 주문마다 칸을 하나씩 준다면요?",
        en: "Add twice, and it is added twice; write the same value into the same field twice, and it is there once. Points are the sum of what is in the hash. What if every order had a field of its own?",
      },
    ],
    solutionWhy: {
      ko: '주문 번호 하나가 세 번 쓰입니다. 작업 번호로 쓰면 두 번 누른 주문이 작업 하나가 되고, 결제 키로 쓰면 몇 번째 시도든 은행이 같은 결제로 알아보고, 해시의 칸 이름으로 쓰면 포인트를 몇 번 써도 한 번만 남습니다. 마지막이 핵심입니다. "이미 했음" 표시를 따로 두면 표시와 더하기 사이에서 죽을 수 있어, 먼저 표시하면 포인트를 잃고 나중에 표시하면 두 번 줍니다. 효과와 기억이 쓰기 하나라면 그 사이가 없습니다. 여러 값을 함께 바꿔야 하면 Lua 스크립트나 데이터베이스 트랜잭션으로 둘을 묶습니다. `attempts`가 없으면 바쁜 은행 한 번에 주문이 실패로 끝납니다.',
      en: "One id is used three times. As the job's id it makes one job of an order pressed twice; as the key it lets the bank recognise a charge on any try; as the field's name it leaves the points there once, however often they are written. The last is the heart of it. A separate mark, \"already done\", leaves room to die between mark and sum: marked first, the points are lost; marked last, they are given twice. Where the effect and its memory are one write, there is no in between. Where several values have to change, tie them together in a Lua script or a database transaction. And without `attempts`, one busy moment of the bank's ends an order as failed.",
    },
    wrong: [
      { file: "waits.ts", fails: "accept", because: "waited for the work" },
      { file: "gives-up.ts", fails: "done", because: "after its only try" },
      { file: "swallows.ts", fails: "done", because: "reported as done" },
      { file: "clears-up.ts", fails: "done", because: "does not know" },
      { file: "job-id.ts", fails: "charged", because: "posted twice" },
      { file: "forgets.ts", fails: "charged", because: "another key" },
      { file: "marks-first.ts", fails: "points", because: "too few" },
      { file: "marks-last.ts", fails: "points", because: "too many" },
    ],
    services: ["redis"],
    wallMs: 45_000,
  },
  diagrams: {
    accepted: {
      caption: {
        ko: "202는 끝났다는 뜻이 아니라 적어 두었다는 뜻입니다. 결과는 번호로 나중에 묻습니다.",
        en: "202 means written down, not done. The id is for asking later.",
      },
      alt: {
        ko: "손님이 POST /orders를 보내면 API가 큐에 작업을 더하고 작업 번호를 받아 202와 번호로 답합니다. 워커가 큐에서 작업을 받아 일하는 동안 손님이 GET으로 물으면 API는 진행 중이라고 답합니다. 워커가 큐에 sent라는 결과를 남긴 뒤 다시 물으면 API는 sent라고 답합니다.",
        en: "The customer posts to /orders; the API adds a job to the queue, gets its id and answers 202 with it. A worker takes the job from the queue. While it works, the customer asks and the API answers: active. The worker leaves the result sent in the queue, and the next question is answered: sent.",
      },
    },
    again: {
      caption: {
        ko: "메일은 나갔고 보고는 못 했습니다. 큐에는 시작도 못 한 작업과 똑같아 보입니다.",
        en: "The e-mail went out, the report did not. To the queue it looks like a job that was never begun.",
      },
      alt: {
        ko: "워커 1이 큐에서 주문 3을 받아 메일 회사에 메일을 보낸 직후 죽습니다. 600 ms 동안 락이 갱신되지 않자 큐는 주문 3을 워커 2에 다시 배달합니다. 워커 2가 같은 키로 메일을 보내면 메일 회사는 이미 받은 키라며 보내지 않고, 워커 2는 큐에 끝났다고 알립니다.",
        en: "Worker 1 takes order 3 from the queue, sends its e-mail to the mail company, and dies. The lock is not renewed for 600 ms, so the queue delivers order 3 to worker 2. It sends the e-mail with the same key; the mail company knows the key and sends nothing. Worker 2 reports the job done.",
      },
    },
    choose: {
      caption: {
        ko: "무엇을 잃어도 되는지를 먼저, 무엇이 필요한지를 나중에 묻습니다.",
        en: "Ask first what may be lost, then what it takes.",
      },
      alt: {
        ko: "몇 ms를 넘는 일이면 먼저 잃어도 되는지 묻습니다. 안 되거나 몇 분 걸리면 작업 큐입니다. 잃어도 되고 누가 기다리고 있으면 GPU가 필요하거나 따로 확장할지 묻습니다. 아니면 워커 풀이고, 그렇다면 별도 서비스입니다. 작업 큐에서 GPU 워커로 일을 받는 별도 서비스로 점선이 이어집니다.",
        en: "Work of more than a few milliseconds: may it be lost? If not, or if it takes minutes, a job queue. If it may, and somebody waits: does it need a GPU, or scaling of its own? If not, a worker pool; if so, a service of its own. A dotted line leads from the queue to the service: its workers may need GPUs, too.",
      },
    },
    service: {
      caption: {
        ko: "기다리는 쪽과 계산하는 쪽은 다른 장비에서, 다른 개수로 돕니다.",
        en: "What waits and what computes run on different machines, in different numbers.",
      },
      alt: {
        ko: "사용자 요청은 CPU만 있는 장비의 API 인스턴스 둘 중 하나로 갑니다. 두 인스턴스 모두 HTTP나 gRPC로 GPU가 있는 장비의 모델 서비스 하나를 부릅니다.",
        en: "Users reach one of two API instances on plain machines. Both call, by HTTP or gRPC, one model service on a machine with a GPU.",
      },
    },
  },
  questions: [
    {
      ask: {
        ko: "202로 답한 뒤 `void work(order)`로 일을 시작했습니다. 배포로 프로세스가 바뀌면 이 일은 어떻게 될까요?",
        en: "A handler answers 202 and then starts `void work(order)`. A deployment replaces the process. What becomes of the work?",
      },
      answer: {
        ko: "함께 사라지고, 아무도 모릅니다. 클로저는 그 프로세스의 메모리에만 있습니다. FastAPI의 `BackgroundTasks`도 같습니다. 잃어도 되는 일에만 쓰세요.",
        en: "It is gone, and nobody knows. A closure lives in that process's memory and nowhere else. The same goes for FastAPI's `BackgroundTasks`: for work that may be lost.",
      },
    },
    {
      ask: {
        ko: '메일 회사가 멱등성 키를 받지 않습니다. 보내기 전에 "보냄"이라고 적을까요, 보낸 뒤에 적을까요?',
        en: 'The mail company takes no idempotency key. Do you write down "sent" before sending, or after?',
      },
      answer: {
        ko: "어느 쪽이든 그 사이에 죽을 수 있습니다. 먼저 적으면 못 보낼 수 있고, 나중에 적으면 두 번 보낼 수 있습니다. 어느 쪽이 덜 나쁜지 고르는 문제입니다. 광고라면 먼저, 비밀번호 재설정이라면 나중입니다.",
        en: "Either way it can die in between. Before: it may never be sent. After: it may be sent twice. Choose the lesser harm: before for an advertisement, after for a password reset.",
      },
    },
    {
      ask: {
        ko: "한 번에 두 개를 처리하는 워커가 있습니다. 부모 작업 두 개가 각자 자식 작업을 큐에 넣고 그 결과를 기다리면 어떻게 될까요?",
        en: "A worker takes two jobs at once. Two parent jobs each put children into the same queue and wait for their results. What happens?",
      },
      answer: {
        ko: "영원히 기다립니다. 두 자리를 부모가 차지해서 자식이 들어갈 자리가 없습니다. Celery에서 태스크 안의 `result.get()`을 금하는 까닭입니다. `FlowProducer`나 Celery의 chord처럼, 자식이 다 끝난 뒤에 시작하는 작업으로 나눕니다.",
        en: "They wait for ever: the parents hold both slots and no child gets one. That is why Celery forbids `result.get()` inside a task. Make what comes after a job that starts once the children are done: `FlowProducer`, or Celery's chord.",
      },
    },
    {
      ask: {
        ko: "사용자가 화면 앞에서 기다리는 0.3초짜리 계산입니다. 작업 큐에 넣을까요?",
        en: "A computation of 0.3 s, and its user sits waiting for it. Into a job queue?",
      },
      answer: {
        ko: "아니요. 워커 풀에서 하고 바로 답합니다. 큐에 넣으면 저장, 전달, 결과 조회가 더해지고, 사용자는 어차피 기다립니다. 죽으면 사용자가 다시 누르면 됩니다.",
        en: "No: a worker pool, and a plain answer. A queue adds storing, delivering and polling, and the user waits all the same. If it dies, they press the button again.",
      },
    },
    {
      ask: {
        ko: "다른 프로세스에 일을 맡기는 방법에는 프로세스 풀, 메시지 큐, 작업 큐, RPC, 별도 서비스가 있습니다. 무엇이 다를까요?",
        en: "Process pool, message queue, task queue, RPC, a service of its own: five ways to hand work to another process. How do they differ?",
      },
      answer: {
        ko: "프로세스 풀(`multiprocessing`)은 한 장비 안에서 돌고, 맡긴 프로세스와 함께 끝납니다. 메시지 큐(RabbitMQ, Kafka, Redis)는 보관하고 전달합니다. 작업 큐(Celery, RQ, BullMQ)는 그 위에 재시도, 상태, 결과를 얹습니다. RPC(gRPC, XML-RPC)는 상대가 살아 있어야 하고 답을 기다리는 함수 호출입니다. 별도 서비스는 배포와 확장의 단위여서, 안에 무엇으로 들어가는지는 따로 정합니다.",
        en: "A process pool (`multiprocessing`) lives on one machine and ends with the process that owns it. A message queue (RabbitMQ, Kafka, Redis) stores and delivers. A task queue (Celery, RQ, BullMQ) adds retries, state and results on top. RPC (gRPC, XML-RPC) is a call: the other side has to be up, and you wait for its answer. A service is a unit of deployment and scaling; which of these leads into it is a choice of its own.",
      },
    },
  ],
  builtWith: {
    file: "app/api/runs/route.ts",
    says: {
      ko: "이 사이트도 둘로 나뉘어 있습니다. 페이지를 내주는 쪽은 이 파일에서 여러분의 실행을 HTTP로 sandbox-server에 넘기고 결과를 흘려보낼 뿐, 프로그램은 그쪽에서 돕니다. 격리와 CPU가 필요한 것은 그쪽뿐이라 따로 두고, 따로 늘리고, 따로 재시작할 수 있습니다. 큐는 없습니다. 결과를 지켜보는 사람이 앞에 있고, 끊기면 다시 누르면 되기 때문입니다.",
      en: "This site is split in two as well. The half that serves pages passes your run on to the sandbox-server by HTTP, in this file, and streams back what comes; the program runs over there. Only that half needs isolation and CPU, so it is placed, scaled and restarted on its own. There is no queue in between: somebody sits watching, and if it breaks they press the button again.",
    },
  },
};

export default lesson;
