import { shareInside } from "../../../separation/share-inside.ts";
import type { Pose, Twist } from "../../../quantity/frame.ts";
import { createRandom, type Random } from "../../../quantity/random.ts";
import type { Vector } from "../../../quantity/vector.ts";
import type { Footprint } from "../../../separation/footprint.ts";
import type { Scan } from "../../../separation/scan.ts";
import { View } from "../../../separation/view.ts";
import { hiddenDiscs, type Ray, sweepHits } from "./oracle.ts";

/** A robot with a scanner, some of whose beams are blind. */
export type BlindCase = {
  readonly footprint: Footprint;
  readonly mount: Pose<"base", "sensor">;
  readonly scan: Scan;
  readonly braking: number;
  readonly latency: number;
};

/** What one case showed. */
export type BlindResult = {
  readonly seed: number;
  /** Motions that could not stop before a place that may hide something: none may be left [1]. */
  readonly violations: number;
  /** Motions tried, and those that were given some speed [1]. */
  readonly tried: number;
  readonly moved: number;
  /** Motions refused because the scan is too blind to be used [1]. */
  readonly refused: number;
};

const CEILING = 1.2;
const CYCLE = 0.02;
const INTERVAL = 0.1;
const AGE = 0.02;

/** Largest share of blind beams drawn [1]: above, the scanner counts as blind and nothing moves. */
const MOST_BLIND = 0.3;

const BEAMS = [90, 180, 270, 360, 720] as const;
const FIELDS = [Math.PI, 1.5 * Math.PI, 2 * Math.PI] as const;

export function drawCase(seed: number): BlindCase {
  const random = createRandom(seed).fork("blind");
  const beams = BEAMS[random.index(BEAMS.length)] ?? 360;
  const field = FIELDS[random.index(FIELDS.length)] ?? 2 * Math.PI;
  const increment = field / (field === 2 * Math.PI ? beams : beams - 1);
  const footprint = drawFootprint(random);
  const ranges = new Float32Array(beams).fill(4);
  cover(ranges, random);
  return {
    footprint,
    mount: {
      x: random.between(-0.2, 0.2),
      y: random.between(-0.15, 0.15),
      yaw: random.between(-3, 3),
    },
    scan: {
      stamp: 1,
      angleMin: -field / 2,
      angleIncrement: increment,
      rangeMin: 0.05,
      rangeMax: 10,
      ranges,
    },
    braking: random.between(1, 3),
    latency: random.between(0, 0.15),
  };
}

/** Contiguous arcs, scattered beams, or both. */
function cover(ranges: Float32Array, random: Random): void {
  const most = Math.floor(MOST_BLIND * ranges.length);
  const kind = random.index(3);
  let left = random.index(most + 1);
  while (kind !== 1 && left > 0) {
    const width = 1 + random.index(Math.max(1, left));
    const from = random.index(ranges.length);
    for (let i = 0; i < width; i++) {
      ranges[(from + i) % ranges.length] = random.chance(0.5) ? NaN : 0.01;
    }
    left -= width;
    left = random.chance(0.4) ? 0 : left;
  }
  for (let i = 0; kind !== 0 && i < left + most / 4; i++) {
    ranges[random.index(ranges.length)] = NaN;
  }
}

/** A disc, a box, or an irregular convex outline. */
function drawFootprint(random: Random): Footprint {
  const kind = random.index(3);
  if (kind === 1) {
    const [front, back] = [random.between(0.25, 0.6), random.between(0.25, 0.6)];
    const side = random.between(0.2, 0.4);
    return [
      { x: -back, y: -side },
      { x: front, y: -side },
      { x: front, y: side },
      { x: -back, y: side },
    ];
  }
  const corners = kind === 0 ? 16 : 5 + random.index(4);
  const radius = random.between(0.25, 0.45);
  const long = kind === 0 ? 1 : random.between(0.8, 1.5);
  return Array.from({ length: corners }, (_, k): Vector => {
    const angle = (2 * Math.PI * k) / corners;
    return { x: long * radius * Math.cos(angle), y: radius * Math.sin(angle) };
  });
}

/** Asks for motions in all directions and checks each that is allowed against what may be hidden, by brute force. */
export function judgeCase(seed: number): BlindResult {
  const { footprint, mount, scan, braking, latency } = drawCase(seed);
  const view = new View(CYCLE, CEILING);
  const pose = { x: 0, y: 0, yaw: 0 };
  const body = { pose, twist: { vx: 0, vy: 0, wz: 0 }, footprint, braking, latency };
  for (const stamp of SETTLING) {
    view.feel({ ...body, stamp });
    view.see({ ...scan, stamp, ranges: scan.ranges }, mount, AGE);
  }
  const discs = hiddenDiscs(raysOf(scan, mount), mount, footprint);
  const reaction = AGE + INTERVAL + CYCLE + latency;
  const random = createRandom(seed).fork("motions");
  let violations = 0;
  let moved = 0;
  let refused = 0;
  for (let k = 0; k < MOTIONS; k++) {
    const asked = drawMotion(random, k);
    const stamp = 1 + k / 10;
    view.feel({ ...body, stamp, twist: asked });
    const sight = view.see({ ...scan, stamp }, mount, AGE);
    if (sight?.trouble !== "") {
      refused += 1;
      continue;
    }
    const share = shareInside(asked, { ...sight.limit, spin: SPIN });
    const given = { vx: share * asked.vx, vy: share * asked.vy, wz: share * asked.wz };
    if (share > 0.01) {
      moved += 1;
      violations += sweepHits(discs, footprint, given, reaction, braking) ? 1 : 0;
    }
  }
  return { seed, violations, tried: MOTIONS, moved, refused };
}

const MOTIONS = 24;

/** Spin ceiling [rad/s]. */
const SPIN = 2.5;

/** Scans before the one that is judged, so that the time between two is known [s]. */
const SETTLING = Array.from({ length: 16 }, (_, k) => 1 - 0.1 * (16 - k));

/** Straight ways in all directions, arcs, and turns in place. */
function drawMotion(random: Random, k: number): Twist {
  if (k < 12) {
    const way = (2 * Math.PI * (k + random.uniform())) / 12;
    return { vx: CEILING * Math.cos(way), vy: CEILING * Math.sin(way), wz: 0 };
  }
  if (k < 20) {
    return { vx: random.between(-CEILING, CEILING), vy: 0, wz: random.between(-2, 2) };
  }
  return { vx: 0, vy: 0, wz: random.between(-2, 2) };
}

function raysOf(scan: Scan, mount: Pose<"base", "sensor">): readonly Ray[] {
  return Array.from(scan.ranges, (range, i) => ({
    angle: mount.yaw + scan.angleMin + i * scan.angleIncrement,
    sighted: range >= scan.rangeMin,
  }));
}
