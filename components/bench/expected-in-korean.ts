/**
 * What a refusal expected, in Korean. The server says it in English, in a closed set of phrases
 * (`protocol/request.ts`, `load.ts`, `paths.ts`; `sandbox-server/services/services.ts`); one that is not known here
 * stays as it came.
 */
const phrases: readonly (readonly [RegExp, string])[] = [
  [/^a number from (\S+) to (\S+)$/, "$1에서 $2까지의 수"],
  [/^UV_THREADPOOL_SIZE from "(\d+)" to "(\d+)"$/, "$1에서 $2까지의 정수"],
  [/^at least (\S+)( entries| characters)?$/, "$1 이상"],
  [/^at most (\d+) entries$/, "$1개까지"],
  [/^at most (\d+) characters$/, "$1자까지"],
  [/^at most (\d+) variables$/, "변수 $1개까지"],
  [/^at most (\d+) headers$/, "헤더 $1개까지"],
  [/^at most (\d+) bytes(?: of source)?$/, "$1바이트까지"],
  [/^at most (\d+) s of load in all$/, "부하는 모두 합쳐 $1초까지"],
  [/^at most (\S+)$/, "$1 이하"],
  [/^a whole number$/, "정수"],
  [/^a number$/, "수"],
  [/^text$/, "글자"],
  [/^a list$/, "목록"],
  [/^an object$/, "객체"],
  [/^a path that starts with \/ and has no spaces$/, "/로 시작하고 빈칸이 없는 경로"],
  [/^a header name .*$/, "부하 생성기가 직접 정하지 않는 헤더 이름"],
  [/^printable ASCII on one line$/, "한 줄의 ASCII 글자"],
  [/^one of rate, connections or burst$/, "rate, connections, burst 중 하나"],
  [/^maxConnections only with rate$/, "maxConnections는 rate와 함께만"],
  [/^one of path or mix$/, "path나 mix 중 하나"],
  [/^no NUL character$/, "NUL이 없는 글자"],
  [/^no other keys$/, "정해진 설정만"],
  [/^each path once$/, "서로 다른 이름"],
  [/^each service once$/, "서로 다른 서비스"],
  [/^PostgreSQL for (\S+) \((.+)\)$/, "$1용 PostgreSQL ($2)"],
  [/^(redis-server) \((.+)\)$/, "$1 설치 ($2)"],
  [/^cells isolated with bubblewrap \((.+)\)$/, "bubblewrap으로 격리한 셀 ($1)"],
  [/^a file or a folder of one name$/, "파일이나 폴더 가운데 하나만 쓰는 이름"],
  [/^the path of a submitted file$/, "보낸 파일의 이름"],
  [/^a path that is not empty$/, "비어 있지 않은 이름"],
  [/^a relative path$/, "/로 시작하지 않는 이름"],
  [/^no "\.\." in a path$/, "..이 없는 이름"],
  [/^no empty, dot or hidden parts$/, "점으로 시작하거나 빈 부분이 없는 이름"],
  [/^no node_modules in a path$/, "node_modules가 없는 이름"],
  [/^letters, digits, \. _ - and forward slashes$/, "글자, 숫자, . _ - 와 /"],
  [/^no package\.json$/, "package.json이 아닌 이름"],
];

export function inKorean(expected: string): string {
  for (const [phrase, korean] of phrases) if (phrase.test(expected)) return expected.replace(phrase, korean);
  return expected.replaceAll(" or ", " 또는 ");
}

const things: Record<string, string> = { nothing: "없음", "nothing of the kind": "없음", "an object": "객체" };
export const gotInKorean = (got: string): string => things[got] ?? got.replace(/^a list of (\d+)$/, "$1개짜리 목록");
