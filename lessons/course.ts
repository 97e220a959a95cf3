/** The course map: seven tracks, 36 lessons. Moving a lesson here never changes its address. */
import type { LessonId, Listing, Track } from "./types.ts";

/** Lessons whose folder exists; the others stand on the map as plain names. */
const written = new Set<string>([
  "cache-without-stampede",
  "cancel-and-deadline",
  "cpu-off-the-loop",
  "one-thread-many-requests",
  "pick-the-right-call",
  "pool-in-waves",
  "queue-or-service",
  "race-and-mutex",
  "rate-limiters",
  "semaphore",
  "size-the-db-pool",
]);

const to = (id: LessonId, slug: string, ko: string, en: string): Listing => ({
  id,
  slug,
  title: { ko, en },
  written: written.has(slug),
});

export const tracks: readonly Track[] = [
  {
    number: 1,
    title: { ko: "이벤트 루프와 선택", en: "The loop and the choice" },
    lessons: [
      to("L01", "one-thread-many-requests", "스레드 하나로 여러 요청", "One thread, many requests"),
      to("L02", "pick-the-right-call", "어떤 호출을 고를까", "Pick the right kind of call"),
      to("L03", "pool-in-waves", "스레드풀은 파도처럼 처리한다", "Thread pools work in waves"),
      to("L04", "cpu-off-the-loop", "CPU 작업을 루프 밖으로", "Get CPU work off the loop"),
      to("L05", "queue-or-service", "큐에 맡길까, 서비스로 나눌까", "Queue it or split it out"),
    ],
  },
  {
    number: 2,
    title: { ko: "비동기 바로 쓰기", en: "Async done right" },
    lessons: [
      to("L06", "straight-line-async", "일직선으로 읽히는 비동기 코드", "Straight-line async code"),
      to("L07", "cancel-and-deadline", "취소와 마감 시간", "Cancellation and deadlines"),
      to("L08", "bounded-fan-out", "제한된 병렬 처리와 순서", "Bounded fan-out and order"),
    ],
  },
  {
    number: 3,
    title: { ko: "자원과 수명", en: "Resources and lifetimes" },
    lessons: [
      to("L09", "one-instance-chosen-once", "한 번 고르고 하나만 만들기", "One instance, chosen once"),
      to("L10", "object-pool", "객체 풀 만들기", "Build an object pool"),
      to("L11", "lazy-single-flight", "지연 로딩, 단 한 번만", "Lazy loading, loaded once"),
      to("L12", "scopes-and-lifespan", "블록 스코프에서 앱 수명주기까지", "From block scope to application lifespan"),
      to("L13", "choose-the-pattern", "실전: 패턴 고르기", "Capstone: choose the pattern"),
    ],
  },
  {
    number: 4,
    title: { ko: "제한, 공유, 분산", en: "Limits, sharing and distribution" },
    lessons: [
      to("L14", "semaphore", "세마포어로 동시성 제한", "Semaphores cap concurrency"),
      to("L15", "race-and-mutex", "경쟁 상태, 뮤텍스, 아토믹", "Races, mutexes and atomics"),
      to("L16", "rate-limiters", "속도 제한기 비교", "Rate limiters compared"),
      to("L17", "split-batch-stream", "나누고, 묶고, 흘려보내기", "Split, batch, stream"),
      to("L18", "partial-failure", "부분 실패와 공유 상태", "Partial failure and shared truth"),
    ],
  },
  {
    number: 5,
    title: { ko: "서버와 코드 구조", en: "Server and code structure" },
    lessons: [
      to("L19", "server-contracts", "두 가지 서버 계약", "Two server contracts"),
      to("L20", "request-pipeline", "요청 처리 파이프라인", "The request pipeline"),
      to("L21", "modules-and-injection", "모듈, 계층, 의존성 주입", "Modules, layers and injection"),
      to("L22", "contracts-and-config", "API 버전과 설정 관리", "API evolution and configuration"),
    ],
  },
  {
    number: 6,
    title: { ko: "측정과 튜닝", en: "Measure and tune" },
    lessons: [
      to("L23", "load-testing", "부하 테스트와 백분위수", "Load tests and percentiles"),
      to("L24", "find-the-bottleneck", "병목부터 찾기", "Find the bottleneck first"),
      to("L25", "size-the-db-pool", "DB 커넥션 풀 크기 정하기", "Size the database pool"),
      to("L26", "reuse-connections", "HTTP 커넥션 재사용", "Reuse HTTP connections"),
      to("L27", "cache-without-stampede", "캐시와 스탬피드 방지", "Cache without stampedes"),
      to("L28", "workers-and-limits", "워커, 코어, 과부하 차단", "Workers, cores and load shedding"),
    ],
  },
  {
    number: 7,
    title: { ko: "프로덕션 운영", en: "Run it in production" },
    lessons: [
      to("L29", "passwords-and-tokens", "비밀번호와 토큰", "Passwords and tokens"),
      to("L30", "hostile-input", "적대적 입력과 보안 헤더", "Hostile input, headers and client keys"),
      to("L31", "structured-logs", "구조화 로그", "Structured logs that tell one story"),
      to("L32", "metrics-and-alerts", "지표, 카디널리티, 알림", "Metrics, cardinality and alerts"),
      to("L33", "health-and-rollout", "헬스 체크, 종료, 롤링 배포", "Health checks, shutdown and rollout"),
      to("L34", "reverse-proxy", "리버스 프록시의 역할", "What the reverse proxy does"),
      to("L35", "autoscaling", "실제 공식으로 보는 오토스케일링", "Autoscaling by the real formula"),
      to("L36", "release-pipeline", "커밋에서 컨테이너까지", "From commit to container"),
    ],
  },
];

export const listings: readonly Listing[] = tracks.flatMap((track) => track.lessons);

export const trackOf = (slug: string): Track | undefined =>
  tracks.find((track) => track.lessons.some((lesson) => lesson.slug === slug));
