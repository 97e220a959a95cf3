type Order = {
  id: number;
  userId: number;
  country: string;
  lines: number[];
};
// ko: 여덟 가지 호출. here는 부른 스레드에서 그대로 실행합니다.
// en: Eight calls. `here` runs them on the thread that calls.
type Calls = {
  // ko: 네트워크 너머의 SQL
  // en: SQL, over the network
  user(id: number): string;
  // ko: 다른 서비스의 HTTP API
  // en: the HTTP API of another service
  rate(country: string): number;
  // ko: 네트워크 드라이브의 파일
  // en: a file on a network drive
  terms(country: string): string;
  // ko: 동기 드라이버뿐인 옛 데이터베이스
  // en: an old database with a synchronous driver only
  report(id: number): string;
  // ko: 네이티브 압축. 버전 3부터 "비동기"
  // en: a native compressor, "async" since version 3
  archive(text: string): Promise<string>;
  // ko: 약 50 ms 동안 계산
  // en: computes for about 50 ms
  score(id: number): number;
  // ko: 숫자 열 개를 더하기
  // en: adds up ten numbers
  total(lines: number[]): number;
  // ko: 시작할 때 동기로 읽어 메모리에 둔 값
  // en: read synchronously at boot, in memory since
  settings(): string;
};
type Later<Call> = Call extends (...args: infer Args) => infer Answer
  ? (...args: Args) => Promise<Awaited<Answer>>
  : never;
type Kit = {
  here: Calls;
  client: {
    [Name in "user" | "rate" | "terms"]: Later<Calls[Name]>;
  };
  worker: { [Name in keyof Calls]: Later<Calls[Name]> };
};

// Everything into the worker, to be safe.
export async function page(order: Order, kit: Kit) {
  const user = await kit.worker.user(order.userId);
  const rate = await kit.worker.rate(order.country);
  const terms = await kit.worker.terms(order.country);
  const report = await kit.worker.report(order.id);
  const archive = await kit.worker.archive(report);
  const score = await kit.worker.score(order.id);
  const total = await kit.worker.total(order.lines);
  const settings = await kit.worker.settings();
  return {
    user,
    rate,
    terms,
    report,
    archive,
    score,
    total,
    settings,
  };
}
