import type { Twist } from "../../quantity/frame.ts";
import { createRandom, type Random } from "../../quantity/random.ts";
import type { Vector } from "../../quantity/vector.ts";
import type { Scan } from "../../separation/scan.ts";
import { polygonOf } from "../../separation/zones/outline.ts";
import { pointsOfScan } from "../../separation/zones/points.ts";
import type { Action, Robot, Zone, ZoneSet } from "../../separation/zones/zone.ts";
import type { ZoneInput } from "../../separation/zones/zone-input.ts";
import { NO_ZONE_MEMORY, zoneRestriction } from "../../separation/zones/zone-restriction.ts";
import type { Benchmark } from "./benchmark.ts";

const ZONES = 10;
const BEAMS = 360;
const JUDGEMENTS = 20_000;
/** The first of them, in which V8 still compiles [1]. */
const WARM_UP = 5_000;
/** Different scans, taken in turn [1]. */
const SCANS = 50;

/** All zones of a busy file judged once, for a robot that drives a curve among things near and far. */
export const zones: Benchmark = {
  name: "zones",
  summary: `${ZONES} zones of every kind judged against ${BEAMS} beams.`,
  run: async (tell) => {
    const random = createRandom(1);
    const inputs = Array.from({ length: SCANS }, () => inputOf(random));
    const times = new Float64Array(JUDGEMENTS - WARM_UP);
    let memory = NO_ZONE_MEMORY;
    let acting = 0;
    for (let i = 0; i < JUDGEMENTS; i++) {
      const input = inputs[i % SCANS];
      if (input !== undefined) {
        const before = performance.now();
        const answer = zoneRestriction(SET, input, NOW, memory);
        const spent = performance.now() - before;
        memory = answer.memory;
        acting += answer.active.length;
        times[Math.max(0, i - WARM_UP)] = spent;
      }
    }
    times.sort();
    const at = (share: number): number => times[Math.floor(share * (times.length - 1))] ?? NaN;
    const figures = { p50: at(0.5), p99: at(0.99), p999: at(0.999), acting: acting / JUDGEMENTS };
    tell(
      `p50 ${figures.p50.toFixed(3)}, p99 ${figures.p99.toFixed(3)}, p99.9 ${figures.p999.toFixed(3)} ms; ` +
        `${figures.acting.toFixed(1)} of ${ZONES} zones act`,
    );
    return await Promise.resolve({
      figures,
      bars: [{ name: "all zones, p99 [ms]", value: figures.p99, bound: "at most", bar: 1 }],
    });
  },
};

const NOW = 10;
const DRIVING: Twist = { vx: 0.8, vy: 0, wz: 0.3 };

function box(length: number, width: number): readonly Vector[] {
  return [
    { x: length, y: width },
    { x: -length, y: width },
    { x: -length, y: -width },
    { x: length, y: -width },
  ];
}

const ROBOT: Robot = {
  footprint: box(0.3, 0.2),
  braking: 1,
  reaction: 0.2,
  speed: 1,
  spin: 2,
};

const ACTIONS: readonly Action[] = [
  { kind: "stop", escape: "away" },
  { kind: "slow", ratio: 0.5 },
  { kind: "limit", speed: 0.4, spin: 0.5 },
  { kind: "approach", time: 2, escape: "away" },
];

const SET: ZoneSet = {
  robot: ROBOT,
  sources: [{ name: "scan", topic: "/scan", timeout: 0.35, blindArcs: [] }],
  exclusions: [],
  zones: Array.from({ length: ZONES }, (_, i): Zone => ({
    name: `zone ${i}`,
    action: ACTIONS[i % ACTIONS.length] ?? { kind: "stop", escape: "none" },
    shape:
      i % 3 === 0
        ? { kind: "footprint", scale: 1, grow: 0.05 * (i + 1) }
        : i % 3 === 1
          ? { kind: "fixed", outline: polygonOf(box(0.5 + 0.1 * i, 0.4 + 0.1 * i)) }
          : { kind: "fixed", outline: { kind: "circle", x: 0.2, y: 0, radius: 0.5 + 0.1 * i } },
    sources: ["scan"],
    minPoints: 3,
    trigger: 1,
    release: 1,
    guards: [],
    waiver: "never",
  })),
};

/** A scan with things from 0.4 m on, and one beam in a hundred blind. */
function inputOf(random: Random): ZoneInput {
  const ranges = Array.from({ length: BEAMS }, () =>
    random.chance(0.01) ? NaN : random.between(0.4, 8),
  );
  const scan: Scan = {
    stamp: NOW,
    angleMin: -Math.PI,
    angleIncrement: (2 * Math.PI) / BEAMS,
    rangeMin: 0.05,
    rangeMax: 10,
    ranges: Float32Array.from(ranges),
  };
  const points = pointsOfScan(scan, { x: 0.1, y: 0, yaw: 0 }, [], 10);
  return {
    views: new Map([["scan", { points, taken: NOW }]]),
    footprint: ROBOT.footprint,
    measured: DRIVING,
    blur: { speed: 0.05, spin: 0.05 },
    asked: DRIVING,
    stopping: { braking: ROBOT.braking, reaction: ROBOT.reaction },
    received: new Map(),
    frames: new Map(),
    waivers: new Map(),
  };
}
