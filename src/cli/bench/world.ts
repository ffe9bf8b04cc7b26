import type { Bar, Benchmark } from "./benchmark.ts";
import { compatWorld } from "./world-compat.ts";
import { mujocoWorld, prepareMujoco } from "./world-mujoco.ts";
import { ownWorld } from "./world-own.ts";
import { type Contestant, makeScene, type Times } from "./world-scene.ts";

/** People in the scene, the steps of a round, and how much faster than each peer we must be [1]. */
const CASES = [
  { people: 10, steps: 300, compat: 10, mujoco: 2.5 },
  { people: 100, steps: 200, compat: 3.5, mujoco: 2 },
  { people: 1000, steps: 100, compat: 2, mujoco: 1.6 },
] as const;

const ROUNDS = 7;

/** Rounds before the measurement, for the machine code to settle [1]. */
const WARM_UP = 3;

type Figures = {
  [people: string]: {
    engines: { [name: string]: Times };
    /** The peer's time a step divided by ours [1]. */
    ratios: { [name: string]: number };
    scans: { [name: string]: ScanDifference };
  };
};

/**
 * One step of a crowd with a 360-beam scan: our world against Rapier's plain build with `castRay`, and against MuJoCo
 * at an equal scan. Rounds of all engines take turns in the same run. An engine's time is the smallest over the rounds of
 * a round's median, since what else the machine does only ever adds.
 */
export const world: Benchmark = {
  name: "world",
  summary: "A step of a crowd with a 360-beam scan, against rapier3d-compat and MuJoCo.",
  run: async (tell) => {
    const trouble = prepareMujoco(tell);
    if (trouble !== undefined) {
      tell(trouble);
    }
    const figures: Figures = {};
    const bars: Bar[] = [];
    for (const { people, steps, compat, mujoco } of CASES) {
      const scene = makeScene(people);
      const own = await ownWorld(scene);
      const peers = [await compatWorld(scene)];
      if (trouble === undefined) {
        peers.push(await mujocoWorld(scene));
      }
      const rounds = await playRounds([own, ...peers], steps);
      const engines = Object.fromEntries(
        [own, ...peers].map(({ name }) => [name, bestOf(rounds.map((r) => r.get(name)))]),
      );
      const ratios = Object.fromEntries(
        peers.map(({ name }) => [
          name,
          (engines[name]?.total ?? 0) / (engines[own.name]?.total ?? Infinity),
        ]),
      );
      const scans = Object.fromEntries(peers.map((peer) => [peer.name, compareScans(own, peer)]));
      [own, ...peers].forEach((engine) => engine.end());
      figures[people] = { engines, ratios, scans };
      tellCase(tell, people, figures[people]);
      peers.forEach(({ name }, i) => {
        const bar = i === 0 ? compat : mujoco;
        bars.push({
          name: `${people} people, times ${name}`,
          value: ratios[name] ?? 0,
          bound: "at least",
          bar,
        });
      });
    }
    return { figures, bars };
  },
};

async function playRounds(
  engines: readonly Contestant[],
  steps: number,
): Promise<ReadonlyMap<string, Times>[]> {
  const rounds: ReadonlyMap<string, Times>[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const times = new Map<string, Times>();
    for (const engine of engines) {
      times.set(engine.name, await engine.play(steps));
    }
    if (round >= 0) {
      rounds.push(times);
    }
  }
  return rounds;
}

function bestOf(times: readonly (Times | undefined)[]): Times {
  const part = (name: "step" | "scan"): number =>
    Math.min(...times.map((t) => t?.[name] ?? Infinity));
  const step = part("step");
  const scan = part("scan");
  return { step, scan, total: step + scan };
}

/** How two engines' scans of the same scene differ. */
type ScanDifference = { readonly mismatches: number; readonly worst: number };

function compareScans(own: Contestant, peer: Contestant): ScanDifference {
  let mismatches = 0;
  let worst = 0;
  own.firstScan.forEach((range, k) => {
    const other = peer.firstScan[k] ?? NaN;
    if (Number.isFinite(range) !== Number.isFinite(other)) {
      mismatches++;
    } else if (Number.isFinite(range)) {
      worst = Math.max(worst, Math.abs(range - other));
    }
  });
  return { mismatches, worst };
}

function tellCase(
  tell: (line: string) => void,
  people: number,
  { engines, ratios, scans }: Figures[string],
): void {
  tell(`${people} people                step      scan     total   [µs], best of ${ROUNDS} rounds`);
  for (const [name, { step, scan, total }] of Object.entries(engines)) {
    const cells = [step, scan, total].map((value) => value.toFixed(1).padStart(9)).join(" ");
    const ratio = ratios[name];
    const scanned = scans[name];
    const beside =
      ratio === undefined || scanned === undefined
        ? ""
        : `   ours is ${ratio.toFixed(2)} × as fast; first scans: ${scanned.mismatches} hits or misses apart, ${scanned.worst.toExponential(1)} m off at most`;
    tell(`  ${name.padEnd(20)}${cells}${beside}`);
  }
}
