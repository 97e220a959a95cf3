import { lab } from "lab";

type Route = (id: number) => unknown;
type Routes = { report: Route; feed: Route; health: Route };
const paths = ["report", "health", "feed"] as const;

// ko: 경로마다 같은 수의 요청이 한꺼번에 옵니다. 보고서가 먼저입니다.
// en: As many callers for each route, all at once, reports first.
export async function traffic(routes: Routes) {
  const each = /* knob:callers */ 5;
  const sentMs = performance.now();
  await lab.fire(each * paths.length, async (n) => {
    const path = paths[Math.floor((n - 1) / each)] ?? "feed";
    const id = ((n - 1) % each) + 1;
    await lab.span(`${path} ${id}`, async () => routes[path](id));
    // ko: 함께 보냈으니, 마지막에 답을 받은 쪽이 가장 오래 기다렸습니다.
    // en: Sent together, so the last to be answered waited longest.
    lab.set(`${path}Ms`, performance.now() - sentMs);
  });
}
