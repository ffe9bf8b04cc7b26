import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { startEpisode } from "../episode.ts";
import type { Seconds } from "../../quantity/time.ts";
import type { Setting } from "../processes.ts";
import { loadWorld } from "../../world/load/load-world.ts";
import { readScenario } from "../scenario.ts";
import { runJobs } from "../worker-pool.ts";
import type { Bar, Benchmark } from "./benchmark.ts";

/** Simulated time of the first measurement, in a process that has run nothing yet; V8 compiles most of it meanwhile [s]. */
const COLD: Seconds = 65;

/** Simulated time after that, over which the settled factor is the mean: what happens differs from minute to minute [s]. */
const SETTLED: Seconds = 540;

/** How many people in which world, and how much faster than real time it must be [1]. */
const CASES = [
  { people: 10, world: "shop-floor", bar: 50 },
  { people: 50, world: "crowd", bar: 15 },
] as const;

export type SpeedJob = { readonly people: number; readonly world: string };

/** How much faster than real time a run with all nodes is in one process that has run nothing before. */
export const speed: Benchmark = {
  name: "speed",
  summary: "Real-time factor of a loopback run with all nodes, with 10 and with 50 people.",
  run: async (tell) => {
    const figures: { [people: string]: SpeedFigures } = {};
    const bars: Bar[] = [];
    for (const { people, world, bar } of CASES) {
      const [found] = await runJobs<SpeedJob, SpeedFigures>(
        "speed",
        [{ people, world }],
        1,
        () => undefined,
      );
      if (found === undefined) {
        throw new Error(`the run with ${people} people came to nothing`);
      }
      figures[people] = found;
      tell(
        `${people} people (${world}): ${found.wall.toFixed(1)} × real time by the wall clock, ${found.cpu.toFixed(1)} × by CPU time; ${found.cold.toFixed(1)} × by CPU time in the first ${COLD} s of the process`,
      );
      bars.push(
        { name: `${people} people, by CPU time`, value: found.cpu, bound: "at least", bar },
        { name: `${people} people, cold`, value: found.cold, bound: "at least", bar },
      );
    }
    return { figures, bars };
  },
};

/** Simulated over measured time [1]: settled by the wall clock and by CPU time, and by CPU time in the first `COLD` seconds. */
export type SpeedFigures = { readonly wall: number; readonly cpu: number; readonly cold: number };

/** Measures in this process, which must be a fresh one. CPU time is that of all its threads, compilers included. */
export async function measureSpeed({ world, people }: SpeedJob): Promise<SpeedFigures> {
  const folder = mkdtempSync(join(tmpdir(), "coalign-speed-"));
  try {
    const file = join(folder, `${world}.world.yaml`);
    writeFileSync(file, withPeople(readFileSync(loadWorld(world).file, "utf8"), people));
    return await drive(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The world file with its first group made as large or small as it takes to have so many people. */
function withPeople(text: string, people: number): string {
  const document = parseDocument(text);
  const { people: alone = [], groups = [] } = document.toJS() as {
    readonly people?: readonly unknown[];
    readonly groups?: readonly { readonly count: number }[];
  };
  const now = alone.length + groups.reduce((sum, { count }) => sum + count, 0);
  document.setIn(["groups", 0, "count"], (groups[0]?.count ?? 0) + people - now);
  return document.toString();
}

async function drive(world: string): Promise<SpeedFigures> {
  const episode = await startEpisode({
    scenario: readScenario(world),
    seed: 1,
    supervision: "supervised",
    settings: new Set<Setting>(["simulation"]),
  });
  const { loopback } = episode;
  const cold = factorOf(COLD, () => loopback.advance(COLD));
  const settled = factorOf(SETTLED, () => loopback.advance(COLD + SETTLED));
  await episode.end();
  return { cold: cold.cpu, wall: settled.wall, cpu: settled.cpu };
}

/** How much faster than real time a simulated span [s] passes [1]. */
function factorOf(
  span: Seconds,
  pass: () => void,
): { readonly wall: number; readonly cpu: number } {
  const began = performance.now();
  const before = process.cpuUsage();
  pass();
  const { user, system } = process.cpuUsage(before);
  return { wall: (span * 1000) / (performance.now() - began), cpu: (span * 1e6) / (user + system) };
}
