import { lab } from "lab";
import { report } from "./legacy.ts";
import { traffic } from "./traffic.ts";

const service = await lab.upstream({ latency: 60 });

await traffic({
  report: (id) => report(id),
  feed: async () => (await fetch(service.url)).text(),
  health: () => "ok",
});
