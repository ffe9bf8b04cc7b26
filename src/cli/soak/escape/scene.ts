import type { Pose, Twist } from "../../../quantity/frame.ts";
import { createRandom, type Random } from "../../../quantity/random.ts";
import type { Vector } from "../../../quantity/vector.ts";
import { distanceTo } from "../blind-arcs/oracle.ts";

/** A round thing on the ground, or a straight one. */
export type Disc = Vector & { readonly radius: number };
export type Wall = readonly [Vector, Vector];

/** A robot wedged among things and people, with one way out that never takes it nearer to anything than it is. */
export type Scene = {
  readonly footprint: readonly Vector[];
  readonly drive: "diff" | "omni";
  readonly discs: readonly Disc[];
  readonly walls: readonly Wall[];
  /** Standing people, the middles between their feet. */
  readonly people: readonly Vector[];
  /** The way out: a motion that may be held until the robot is out. */
  readonly exit: Twist;
  /** Clearance at the start [m]. */
  readonly clearance: number;
  readonly noise: number;
  readonly latency: number;
  readonly braking: number;
};

/** How far out is out [m]. */
export const OUT = 1;

const LEG = 0.07;

/** Nearest and farthest of what wedges it [m]. */
const NEAREST = 0.005;
const FARTHEST = 0.05;

export function drawScene(seed: number): Scene {
  const random = createRandom(seed).fork("wedged");
  for (;;) {
    const scene = attempt(random);
    if (scene !== undefined) {
      return scene;
    }
  }
}

/** A scene, unless its exit is none. */
function attempt(random: Random): Scene | undefined {
  const footprint = drawFootprint(random);
  const drive = random.chance(0.5) ? "diff" : "omni";
  const exit = drawExit(random, drive);
  const discs: Disc[] = [];
  const walls: Wall[] = [];
  const people: Vector[] = [];
  for (let k = 0; k < 3 + random.index(6); k++) {
    addThing(random, footprint, { discs, walls, people });
  }
  const start = clearanceAt(footprint, discs, walls, { x: 0, y: 0, yaw: 0 });
  const isWedged = start >= NEAREST / 2 && start <= FARTHEST;
  if (!isWedged) {
    return undefined;
  }
  const isOpen = [...discs.map((disc) => [disc] as const), ...walls].every((thing) =>
    leavesAlone(footprint, exit, thing),
  );
  if (!isOpen) {
    return undefined;
  }
  return {
    footprint,
    drive,
    discs,
    walls,
    people,
    exit,
    clearance: start,
    noise: random.chance(0.5) ? 0 : 0.01,
    latency: random.between(0, 0.15),
    braking: random.between(1, 3),
  };
}

/**
 * Whether the way out brings the robot no nearer to a thing that is within the distance anybody who stands is owed: such
 * a way a supervisor can leave open, for it cannot tell a post from a leg.
 */
function leavesAlone(
  footprint: readonly Vector[],
  exit: Twist,
  thing: readonly [Disc] | Wall,
): boolean {
  const at = (way: number): number =>
    thing.length === 1
      ? clearanceAt(footprint, thing, [], along(exit, way))
      : clearanceAt(footprint, [], [thing], along(exit, way));
  let before = at(0);
  for (let way = 0.01; way <= OUT + OWED; way += 0.01) {
    const now = at(way);
    if (now < OWED && now < before - 1e-9) {
      return false;
    }
    before = now;
  }
  return true;
}

/** Owed to somebody who stands, with latencies of 150 ms and scans of 10 Hz [m]. */
const OWED = 0.35;

function drawFootprint(random: Random): Vector[] {
  if (random.chance(0.4)) {
    return Array.from({ length: 16 }, (_, k) => ({
      x: 0.27 * Math.cos((k * Math.PI) / 8),
      y: 0.27 * Math.sin((k * Math.PI) / 8),
    }));
  }
  const [front, back] = [random.between(0.2, 0.5), random.between(0.2, 0.5)];
  const side = random.between(0.18, 0.35);
  const box = [
    { x: -back, y: -side },
    { x: front, y: -side },
    { x: front, y: side },
    { x: -back, y: side },
  ];
  const nose = { x: front + random.between(0.05, 0.2), y: 0 };
  return random.chance(0.3) ? [...box.slice(0, 2), nose, ...box.slice(2)] : box;
}

/** Straight out, forwards or backwards, and sideways where the base can. */
function drawExit(random: Random, drive: Scene["drive"]): Twist {
  const angle = drive === "diff" ? Math.PI * random.index(2) : random.between(-Math.PI, Math.PI);
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return { vx: Math.abs(c) < 1e-9 ? 0 : c, vy: Math.abs(s) < 1e-9 ? 0 : s, wz: 0 };
}

type Things = { readonly discs: Disc[]; readonly walls: Wall[]; readonly people: Vector[] };

/** Puts a post, a piece of wall or a person right beside the outline, somewhere. */
function addThing(random: Random, footprint: readonly Vector[], things: Things): void {
  const bearing = random.between(-Math.PI, Math.PI);
  const normal = { x: Math.cos(bearing), y: Math.sin(bearing) };
  const support = Math.max(...footprint.map(({ x, y }) => x * normal.x + y * normal.y));
  const gap = random.chance(0.7)
    ? random.between(NEAREST, FARTHEST)
    : random.between(FARTHEST, 0.6);
  const aside = random.between(-0.3, 0.3);
  const at = (out: number, across: number): Vector => ({
    x: normal.x * (support + gap + out) - normal.y * across,
    y: normal.y * (support + gap + out) + normal.x * across,
  });
  const kind = random.index(3);
  if (kind === 0) {
    const radius = random.between(0.03, 0.12);
    things.discs.push({ ...at(radius, aside), radius });
  } else if (kind === 1) {
    const half = random.between(0.1, 1.2);
    things.walls.push([at(0, aside - half), at(0, aside + half)]);
  } else {
    const apart = random.between(0.08, 0.14);
    things.people.push(at(LEG, aside));
    things.discs.push({ ...at(LEG, aside - apart), radius: LEG });
    things.discs.push({ ...at(LEG, aside + apart), radius: LEG });
  }
}

function along({ vx, vy }: Twist, way: number): Pose<"odom", "base"> {
  return { x: way * vx, y: way * vy, yaw: 0 };
}

/** How far the outline at a pose is from everything [m]; 0 when it touches. */
export function clearanceAt(
  footprint: readonly Vector[],
  discs: readonly Disc[],
  walls: readonly Wall[],
  pose: Pose<"odom", "base">,
): number {
  const c = Math.cos(pose.yaw);
  const s = Math.sin(pose.yaw);
  const inner = ({ x, y }: Vector): Vector => ({
    x: c * (x - pose.x) + s * (y - pose.y),
    y: -s * (x - pose.x) + c * (y - pose.y),
  });
  return Math.min(
    Infinity,
    ...discs.map((disc) => Math.max(0, distanceTo(footprint, inner(disc)) - disc.radius)),
    ...walls.map(([from, to]) => toSegment(footprint, inner(from), inner(to))),
  );
}

/** Distance of a convex outline from a segment: at an end of the one or a corner of the other. */
function toSegment(outline: readonly Vector[], from: Vector, to: Vector): number {
  const [ex, ey] = [to.x - from.x, to.y - from.y];
  const square = ex * ex + ey * ey;
  const corners = outline.map(({ x, y }) => {
    const share = Math.max(0, Math.min(1, ((x - from.x) * ex + (y - from.y) * ey) / square));
    return Math.hypot(x - from.x - share * ex, y - from.y - share * ey);
  });
  const least = Math.min(distanceTo(outline, from), distanceTo(outline, to), ...corners);
  const steps = Math.ceil(Math.sqrt(square) / 0.02);
  const inside = Array.from({ length: steps }, (_, k) => k / steps).some(
    (t) => distanceTo(outline, { x: from.x + t * ex, y: from.y + t * ey }) === 0,
  );
  return inside ? 0 : least;
}
