/** What each package a program may import is for, in the order of the course. Versions are the lock file's (read.ts). */
import type { Text } from "../../lessons/types.ts";

export type Purpose = { name: string; says: Text };
export type Group = { title: Text; packages: readonly Purpose[] };

const group = (ko: string, en: string, ...packages: Purpose[]): Group => ({ title: { ko, en }, packages });
const purpose = (name: string, ko: string, en: string): Purpose => ({ name, says: { ko, en } });

export const groups: readonly Group[] = [
  group(
    "동시성과 자원",
    "Concurrency and resources",
    purpose(
      "p-limit",
      "비동기 작업을 정한 개수까지만 동시에 돌리고, 나머지는 줄을 세웁니다.",
      "Runs at most so many asynchronous tasks at once and queues the rest.",
    ),
    purpose(
      "async-mutex",
      "중간에 await가 끼는 임계 구역을 잠급니다. 한 번에 하나만 들이는 뮤텍스와 여럿을 들이는 세마포어가 있습니다.",
      "Locks a critical section that spans an await: a mutex lets one in at a time, a semaphore several.",
    ),
    purpose(
      "generic-pool",
      "만드는 데 비용이 드는 객체를 몇 개만 만들어 빌려주고 돌려받는 객체 풀입니다.",
      "A pool that makes a few costly objects, lends them out and takes them back.",
    ),
    purpose(
      "piscina",
      "CPU를 오래 쓰는 함수를 워커 스레드 풀로 보내 이벤트 루프를 비워 둡니다.",
      "Sends CPU-heavy functions to a pool of worker threads and keeps the event loop free.",
    ),
  ),
  group(
    "캐시와 보호",
    "Caching and protection",
    purpose(
      "lru-cache",
      "가장 오랫동안 쓰이지 않은 항목부터 버리는 메모리 캐시입니다. TTL이 있고, 같은 키를 동시에 요청해도 한 번만 불러옵니다.",
      "An in-memory cache that drops what went unused longest. It has TTLs and loads a key once, however many ask for it.",
    ),
    purpose(
      "rate-limiter-flexible",
      "클라이언트마다 일정 시간에 몇 번까지 허용할지 셉니다. 카운터는 메모리에 둘 수도, Redis로 공유할 수도 있습니다.",
      "Counts how often each client may call in a stretch of time, in memory or shared through Redis.",
    ),
    purpose(
      "opossum",
      "실패가 이어지는 호출을 끊어 두었다가 회복됐는지 다시 확인하는 서킷 브레이커입니다.",
      "A circuit breaker: stops a call that keeps failing and later tries whether it works again.",
    ),
  ),
  group(
    "HTTP와 RPC",
    "HTTP and RPC",
    purpose(
      "fastify",
      "스키마로 요청을 검증하고 응답을 직렬화하는 HTTP 서버 프레임워크입니다. 여러분의 코드를 실행하는 서버도 Fastify로 만들었습니다.",
      "An HTTP framework that validates requests and serialises responses by schema. The server that runs your code is built on it.",
    ),
    purpose(
      "@fastify/rate-limit",
      "Fastify 라우트에 요청 한도를 걸고, 넘으면 429와 Retry-After로 답합니다.",
      "Limits requests per Fastify route and answers 429 with Retry-After beyond that.",
    ),
    purpose(
      "@fastify/helmet",
      "CSP와 HSTS를 비롯한 보안 헤더를 Fastify의 모든 응답에 붙입니다.",
      "Puts security headers such as CSP and HSTS on every Fastify response.",
    ),
    purpose(
      "@fastify/cors",
      "어느 출처의 페이지가 이 서버를 부를 수 있는지 CORS 헤더로 알립니다.",
      "Tells browsers, by CORS headers, pages of which origins may call the server.",
    ),
    purpose(
      "@fastify/swagger",
      "Fastify 라우트의 스키마에서 OpenAPI 문서를 만들어 냅니다.",
      "Makes an OpenAPI document out of the schemas of Fastify's routes.",
    ),
    purpose(
      "undici",
      "커넥션 풀을 직접 다룰 수 있는 HTTP 클라이언트입니다. Node의 fetch도 undici 위에서 돕니다.",
      "An HTTP client whose connection pools are yours to set. Node's own fetch is made of it.",
    ),
    purpose(
      "@grpc/grpc-js",
      "HTTP/2로 통신하는 gRPC 서버와 클라이언트를 자바스크립트만으로 구현합니다.",
      "gRPC servers and clients over HTTP/2, in plain JavaScript.",
    ),
  ),
  group(
    "입력과 토큰",
    "Input and tokens",
    purpose(
      "zod",
      "바깥에서 들어온 값을 스키마로 검증하고, 그 스키마를 TypeScript 타입으로도 씁니다.",
      "Checks values from outside against a schema that is their TypeScript type as well.",
    ),
    purpose(
      "jose",
      "JWT에 서명하고 서명과 만료를 검증합니다. JWK와 암호화 토큰(JWE)도 다룹니다.",
      "Signs JWTs and verifies signature and expiry; handles JWKs and encrypted tokens (JWE) too.",
    ),
  ),
  group(
    "데이터베이스와 큐",
    "Databases and queues",
    purpose(
      "pg",
      "실행 곁에 뜨는 진짜 PostgreSQL에 접속하는 클라이언트입니다. 커넥션 풀을 갖추고 있습니다.",
      "The client for the real PostgreSQL beside a run, with a pool of connections.",
    ),
    purpose(
      "ioredis",
      "실행 곁에 뜨는 진짜 Redis에 접속하는 클라이언트입니다. 파이프라인, Lua 스크립트, pub/sub을 지원합니다.",
      "The client for the real Redis beside a run: pipelines, Lua scripts, pub/sub.",
    ),
    purpose(
      "bullmq",
      "Redis에 작업을 쌓아 두고 워커가 꺼내 처리하는 큐입니다. 재시도와 지연 실행이 있습니다.",
      "A queue of jobs in Redis and workers that process them, with retries and delays.",
    ),
  ),
  group(
    "로그, 지표, 부하",
    "Logs, metrics, load",
    purpose(
      "pino",
      "로그를 한 줄에 JSON 하나씩 남깁니다. 가공과 전송은 워커 스레드에 맡길 수 있습니다.",
      "Writes logs as one JSON object a line; shaping and shipping them can be left to a worker thread.",
    ),
    purpose(
      "prom-client",
      "카운터, 게이지, 히스토그램을 모아 Prometheus 형식으로 내보냅니다.",
      "Collects counters, gauges and histograms and exposes them in Prometheus's format.",
    ),
    purpose(
      "autocannon",
      "HTTP 서버에 부하를 걸어 처리량과 지연 백분위수를 잽니다.",
      "Puts an HTTP server under load and measures throughput and latency percentiles.",
    ),
  ),
];
