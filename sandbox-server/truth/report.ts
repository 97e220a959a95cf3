/** `node sandbox-server/truth/report.ts [rounds] [part of a name]`: the truth suite, told in full. */
import { readFileSync } from "node:fs";
import { createProcessMaker } from "../cells/process.ts";
import { runIn } from "../cells/testing.ts";
import { type Finding, judge, type Truth } from "./judge.ts";
import { programs } from "./programs.ts";

const [rounds = "1", filter = ""] = process.argv.slice(2);
const driver = readFileSync(new URL("./driver.ts", import.meta.url), "utf8");
const maker = await createProcessMaker();
const all: Finding[] = [];
try {
  for (let round = 0; round < Number(rounds); round++) {
    for (const { name, files } of programs(round)) {
      if (!name.includes(filter)) continue;
      const ran = await runIn(maker, { ...files, "driver.ts": driver });
      const zero = ran.reports.find((report) => report.type === "zero");
      if (ran.code !== 0 || !zero) {
        console.log(`✗ ${name}: code ${ran.code} ${ran.stderr.slice(0, 400)}`);
        continue;
      }
      const truths = JSON.parse(ran.stdout.trim().split("\n").at(-1) ?? "[]") as Truth[];
      const { findings, extra, worstLiveMs } = judge({
        program: name,
        source: files["main.ts"] ?? "",
        truths,
        zeroMs: zero.atMs,
        reports: ran.reports,
      });
      all.push(...findings);
      for (const one of findings) {
        const off = one.toldMs === null ? Number.NaN : one.toldMs - one.truthMs;
        const bad = !one.hit || !(Math.abs(off) <= Math.max(2, one.truthMs * 0.02));
        console.log(
          `${bad ? "✗" : " "} ${one.hit ? (one.exact ? "=" : "±") : "!"} ${one.truthMs.toFixed(1).padStart(7)} ms ${off.toFixed(2).padStart(7)} start ${one.startOffMs?.toFixed(2).padStart(6)} line ${one.line} of ${one.lines.join()} live ${worstLiveMs.toFixed(0)} extra ${extra.map((b) => `${b.startMs.toFixed(0)}+${b.durationMs.toFixed(0)}:${b.line}`).join(" ")}  ${name}`,
        );
      }
      if (findings.length === 0) console.log(`? ${name}: no block of 10 ms`);
    }
  }
} finally {
  await maker.close();
}
const rate = (of: Finding[], ok: (one: Finding) => boolean) =>
  `${of.filter(ok).length}/${of.length} (${((100 * of.filter(ok).length) / Math.max(1, of.length)).toFixed(1)} %)`;
const over = all.filter((one) => one.truthMs >= 20);
console.log(
  "duration within max(2 ms, 2 %), blocks ≥ 20 ms:",
  rate(over, (one) => one.toldMs !== null && Math.abs(one.toldMs - one.truthMs) <= Math.max(2, one.truthMs * 0.02)),
);
console.log(
  "line ±1, ≥ 50 ms:",
  rate(
    all.filter((one) => one.truthMs >= 50),
    (one) => one.hit,
  ),
);
console.log(
  "line ±1, 25–50 ms:",
  rate(
    all.filter((one) => one.truthMs >= 25 && one.truthMs < 50),
    (one) => one.hit,
  ),
);
console.log(
  "line ±1, 10–25 ms:",
  rate(
    all.filter((one) => one.truthMs < 25),
    (one) => one.hit,
  ),
);
console.log(
  "line exact, all:",
  rate(all, (one) => one.exact),
);
