import { type Pose, toInner, toOuter } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import { norm, rotate, subtract, type Vector } from "../quantity/vector.ts";
import { Bodies, type Motion } from "./bodies.ts";
import type { Obstacle, ObstacleKind } from "./obstacle.ts";
import { OccupancyMemory } from "./occupancy-memory.ts";
import { type Beam, hits, isBlind, pointAt, type Scan } from "./scan.ts";

/** Nothing farther than this can matter at the speeds of a mobile base [m]. */
const REACH = 5;

/** Neighbouring beams nearer than this belong to one surface [m], or than this many beam spacings. */
const JOINED = 0.15;
const JOINED_SPACINGS = 3;

/** A wall is straight over this much [m] on both sides together, within this tolerance [m]. */
const STRAIGHT = 0.7;
const TOLERANCE = 0.04;

/** What has stood in one place for this long counts as standing [s]: longer than a foot rests in slow walking. */
const RESTED = 1.5;

/** Legs of one person, and people arm in arm, are within this of each other [m]: if one moves, all may. */
const ONE_BODY = 0.5;

/** A jump of range from one beam to the next, larger than this, hides a place a person can stand in [m]. */
const HIDING = 0.6;

/** A shadow narrower than this hides nobody [m]. */
const PERSON_WIDTH = 0.35;

/** Beams that see nothing over a longer arc than this hide something at the robot's side [1]. */
const BLIND_BEAMS = 5;

/** A thing and where it is in the odometry frame [m]. */
type Placed = { readonly thing: Obstacle; readonly place: Vector };

/** Turns scans into obstacles, with a memory of what has been there before. */
export class Surroundings {
  readonly #memory = new OccupancyMemory();
  readonly #bodies = new Bodies();

  /** Everything near the robot that the scan shows or hides, in the base frame. */
  look(
    scan: Scan,
    mount: Pose<"base", "sensor">,
    base: Pose<"odom", "base">,
    now: Seconds,
  ): Obstacle[] {
    const beams = hits(scan, mount, REACH);
    const increment = Math.abs(scan.angleIncrement);
    const places = beams.map((beam) => toOuter(base, beam.point));
    this.#remember(scan, mount, base, places, now);
    const things = beams.map((beam, at): Placed => {
      const place = places[at] ?? beam.point;
      const kind = this.#kindOf(beams, at, increment, place, now);
      return { thing: { kind, point: beam.point }, place };
    });
    const loose = things.filter(({ thing }) => thing.kind !== "structure");
    const motions = this.#bodies.follow(
      loose.map(({ place }) => place),
      now,
    );
    const moving = loose.map(({ thing }, at) => withMotion(thing, motions[at], base));
    const fixed = things.map(({ thing }) => thing).filter(({ kind }) => kind === "structure");
    return [
      ...fixed,
      ...withCompany(moving),
      ...hiddenEdges(scan, mount, beams),
      ...blindArcs(scan, mount),
    ];
  }

  #remember(
    scan: Scan,
    mount: Pose<"base", "sensor">,
    base: Pose<"odom", "base">,
    places: readonly { readonly x: number; readonly y: number }[],
    now: Seconds,
  ): void {
    for (const place of places) {
      this.#memory.hit(place.x, place.y, now);
    }
    const eye = toOuter(base, mount);
    scan.ranges.forEach((range, index) => {
      if (!isBlind(range, scan)) {
        const end = pointAt(scan, mount, index, Math.min(range, REACH));
        const place = toOuter(base, end);
        this.#memory.seeThrough(eye.x, eye.y, place.x, place.y, now);
      }
    });
  }

  #kindOf(
    beams: readonly Beam[],
    at: number,
    increment: number,
    place: { readonly x: number; readonly y: number },
    now: Seconds,
  ): ObstacleKind {
    if (isStraight(beams, at, increment)) {
      return "structure";
    }
    return this.#memory.dwell(place.x, place.y, now) >= RESTED ? "standing" : "moving";
  }
}

/** Whether two beams, next to each other in the list, hit one surface. */
function areJoined(a: Beam, b: Beam, increment: number): boolean {
  const gap = norm(subtract(a.point, b.point));
  const spacing = (b.index - a.index) * increment * Math.min(a.range, b.range);
  return b.index - a.index <= JOINED_SPACINGS && gap < Math.max(JOINED, JOINED_SPACINGS * spacing);
}

/** Whether the surface around a beam is straight over a wall's length. */
function isStraight(beams: readonly Beam[], at: number, increment: number): boolean {
  const here = beams[at];
  if (here === undefined) {
    return false;
  }
  const left = reach(beams, at, -1, increment);
  const right = reach(beams, at, 1, increment);
  const from = beams[left]?.point ?? here.point;
  const to = beams[right]?.point ?? here.point;
  const along = subtract(to, from);
  const length = norm(along);
  if (length < STRAIGHT) {
    return false;
  }
  for (let i = left; i <= right; i++) {
    const offset = subtract(beams[i]?.point ?? from, from);
    if (Math.abs(along.x * offset.y - along.y * offset.x) > TOLERANCE * length) {
      return false;
    }
  }
  return true;
}

/** How far along one side the surface goes on, up to a wall's length: an index into the list. */
function reach(beams: readonly Beam[], at: number, step: 1 | -1, increment: number): number {
  const start = beams[at];
  let last = at;
  for (;;) {
    const a = beams[last];
    const b = beams[last + step];
    if (start === undefined || a === undefined || b === undefined) {
      return last;
    }
    if (!(step === 1 ? areJoined(a, b, increment) : areJoined(b, a, increment))) {
      return last;
    }
    last += step;
    if (norm(subtract(b.point, start.point)) >= STRAIGHT) {
      return last;
    }
  }
}

/** A thing with the motion of its body, turned from the odometry frame into the base's. */
function withMotion(
  thing: Obstacle,
  motion: Motion | undefined,
  base: Pose<"odom", "base">,
): Obstacle {
  return motion === undefined
    ? thing
    : {
        ...thing,
        motion: {
          velocity: rotate(motion.velocity, -base.yaw),
          deviation: motion.deviation,
          centre: toInner(base, motion.centre),
        },
      };
}

/** What stands within one body's width of something moving moves too. */
function withCompany(things: readonly Obstacle[]): Obstacle[] {
  const moving = things.filter((thing) => thing.kind === "moving");
  return things.map((thing) =>
    thing.kind === "standing" &&
    moving.some((other) => norm(subtract(other.point, thing.point)) < ONE_BODY)
      ? { ...thing, kind: "moving" }
      : thing,
  );
}

/**
 * The nearest places a person can stand in unseen, beside the edges of what hides them: where the range jumps from one
 * beam to the next, and far enough behind for the shadow to be as wide as a person.
 */
function hiddenEdges(
  scan: Scan,
  mount: Pose<"base", "sensor">,
  beams: readonly Beam[],
): Obstacle[] {
  const increment = Math.abs(scan.angleIncrement);
  return beams.flatMap(({ index, range }, at) =>
    ([-1, 1] as const)
      .filter((side) => (scan.ranges[index + side] ?? range) - range > HIDING)
      .map(
        (side) => PERSON_WIDTH / (shadowOf(beams, at, side === 1 ? -1 : 1, increment) * increment),
      )
      .map((behind) => Math.max(range, behind))
      .filter((place) => place < REACH)
      .map((place) => ({ kind: "hidden" as const, point: pointAt(scan, mount, index, place) })),
  );
}

/** How many beams the surface next to an edge stops, counted away from the edge. */
function shadowOf(beams: readonly Beam[], at: number, step: 1 | -1, increment: number): number {
  let last = at;
  for (;;) {
    const a = beams[last];
    const b = beams[last + step];
    if (
      a === undefined ||
      b === undefined ||
      !(step === 1 ? areJoined(a, b, increment) : areJoined(b, a, increment))
    ) {
      return Math.abs(last - at) + 1;
    }
    last += step;
  }
}

/** Arcs in which the sensor sees nothing: the robot may not go there. */
function blindArcs(scan: Scan, mount: Pose<"base", "sensor">): Obstacle[] {
  const found: Obstacle[] = [];
  let run = 0;
  for (let index = 0; index <= scan.ranges.length; index++) {
    if (index < scan.ranges.length && isBlind(scan.ranges[index] ?? NaN, scan)) {
      run += 1;
    } else {
      for (let i = index - run; run >= BLIND_BEAMS && i < index; i++) {
        found.push({ kind: "blind", point: pointAt(scan, mount, i, scan.rangeMin + BESIDE) });
      }
      run = 0;
    }
  }
  return found;
}

/** How near something unseen may be [m]. */
const BESIDE = 0.3;
