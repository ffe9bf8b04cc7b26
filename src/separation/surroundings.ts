import { type Pose, toInner, toOuter } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import { norm, rotate, subtract, type Vector } from "../quantity/vector.ts";
import { Beams, JOINED } from "./beams.ts";
import { Bodies, type Motion } from "./bodies.ts";
import { FreshPlaces } from "./fresh-places.ts";
import { mapMotions, movedTo, type Obstacle } from "./obstacle.ts";
import { OccupancyMemory } from "./occupancy-memory.ts";
import { pointAt, type Scan } from "./scan.ts";
import { beamsStopped, isStraight } from "./surfaces.ts";

/** Nothing farther than this can matter at the speeds of a mobile base [m]. */
export const REACH = 5;

/** What has stood in one place for this long counts as standing [s]: longer than a foot rests in slow walking. */
const RESTED = 1.5;

/** Nearer than this the beams are dense enough to tell a foot that was set forward from one that stood there [m]. */
const DENSE = 2.5;

/** What stood shows no place that was hit for a shorter time than this [s]: two scans may miss an edge. */
const KNOWN: Seconds = 0.25;

/** Legs of one person, and people arm in arm, are within this of each other [m]: if one moves, all may. */
const ONE_BODY = 0.5;

/** A jump of range from one beam to the next, larger than this, hides a place a person can stand in [m]. */
const HIDING = 0.6;

/** A shadow narrower than this hides nobody [m]. */
const PERSON_WIDTH = 0.35;

/** Turns scans into obstacles, with a memory of what has been there before. */
export class Surroundings {
  readonly #memory = new OccupancyMemory();
  readonly #fresh = new FreshPlaces();
  readonly #bodies = new Bodies();
  readonly #beams = new Beams();

  /** Everything near the robot that the scan shows or hides behind what it shows, in the base frame. */
  look(
    scan: Scan,
    mount: Pose<"base", "sensor">,
    base: Pose<"odom", "base">,
    now: Seconds,
  ): Obstacle[] {
    this.#beams.take(scan, mount, base, REACH);
    this.#remember(toOuter(base, mount), now);
    const { fixed, loose, places } = this.#sort(now);
    this.#rememberNow(now);
    const moving = withMotions(loose, this.#bodies.follow(places, now), base);
    return [...fixed, ...withCompany(moving), ...hiddenEdges(scan, mount, this.#beams)];
  }

  /** @param eye - The sensor, in the odometry frame [m]. */
  #remember(eye: Vector, now: Seconds): void {
    const { hits, passes, placeX, placeY, endX, endY } = this.#beams;
    for (let i = 0; i < hits; i++) {
      this.#memory.hit(placeX[i] ?? NaN, placeY[i] ?? NaN, now);
    }
    for (let i = 0; i < passes; i++) {
      this.#memory.seeThrough(eye.x, eye.y, endX[i] ?? NaN, endY[i] ?? NaN, now);
    }
  }

  /** Of walls too: a piece of one that shows for itself for a moment, as between somebody's legs, did not come. */
  #rememberNow(now: Seconds): void {
    const { hits, placeX, placeY } = this.#beams;
    for (let i = 0; i < hits; i++) {
      this.#fresh.hit(placeX[i] ?? NaN, placeY[i] ?? NaN, now);
    }
  }

  /** Structure apart from things that may move, these with their places in the odometry frame [m]. */
  #sort(now: Seconds): { fixed: Obstacle[]; loose: Obstacle[]; places: Vector[] } {
    const { hits, x, y, placeX, placeY, joined } = this.#beams;
    const fixed: Obstacle[] = [];
    const loose: Obstacle[] = [];
    const places: Vector[] = [];
    const round = beginOfRound(this.#beams);
    let label = 0;
    for (let i = 0; i < hits; i++) {
      const point = { x: x[i] ?? NaN, y: y[i] ?? NaN };
      const [surface, beam] = i < round ? [label, i] : [0, i - hits];
      if (isStraight(this.#beams, i)) {
        fixed.push({ kind: "structure", point, surface, beam });
      } else {
        const place = { x: placeX[i] ?? NaN, y: placeY[i] ?? NaN };
        const still = this.#stillFor(place, norm(point), now);
        const rests = still >= RESTED;
        loose.push({
          kind: rests ? "standing" : "moving",
          point,
          surface,
          beam,
          still: rests ? still : undefined,
        });
        places.push(place);
      }
      label += joined[i] === 1 ? 0 : 1;
    }
    return { fixed, loose, places };
  }

  /** For how long something has been at a place [s]; 0 where a foot may just have been set. */
  #stillFor(place: Vector, distance: number, now: Seconds): Seconds {
    const isFresh = distance < DENSE && this.#fresh.age(place.x, place.y, now) < KNOWN;
    return isFresh ? 0 : this.#memory.dwell(place.x, place.y, now);
  }
}

/** The first hit of the last surface, where that goes on in the first one: a scanner's circle begins somewhere on it. */
function beginOfRound({ hits, x, y, joined }: Beams): number {
  const apart = Math.hypot((x[hits - 1] ?? 0) - (x[0] ?? 0), (y[hits - 1] ?? 0) - (y[0] ?? 0));
  let begin = hits - 1;
  while (begin > 0 && joined[begin - 1] === 1) {
    begin -= 1;
  }
  return begin > 0 && apart < JOINED ? begin : hits;
}

/** Things with the motions of their bodies, turned from the odometry frame into the base's. */
function withMotions(
  things: readonly Obstacle[],
  motions: readonly (Motion | undefined)[],
  base: Pose<"odom", "base">,
): Obstacle[] {
  const turned = mapMotions((motion) => ({
    velocity: rotate(motion.velocity, -base.yaw),
    deviation: motion.deviation,
    centre: toInner(base, motion.centre),
  }));
  return things.map((thing, at) => {
    const motion = motions[at];
    return motion === undefined ? thing : movedTo(thing, thing.point, turned(motion));
  });
}

/** What stands within one body's width of something moving moves too. */
function withCompany(things: readonly Obstacle[]): Obstacle[] {
  const moving = things.filter((thing) => thing.kind === "moving");
  return things.map((thing) =>
    thing.kind === "standing" &&
    moving.some((other) => norm(subtract(other.point, thing.point)) < ONE_BODY)
      ? { ...movedTo(thing, thing.point, thing.motion), kind: "moving", still: 0 }
      : thing,
  );
}

/**
 * The nearest places a person can stand in unseen, beside the edges of what hides them: where the range jumps from one
 * beam to the next, and far enough behind for the shadow to be as wide as a person.
 */
function hiddenEdges(scan: Scan, mount: Pose<"base", "sensor">, beams: Beams): Obstacle[] {
  const increment = Math.abs(scan.angleIncrement);
  const found: Obstacle[] = [];
  for (let at = 0; at < beams.hits; at++) {
    const index = beams.index[at] ?? 0;
    const range = beams.range[at] ?? 0;
    for (const side of SIDES) {
      if ((scan.ranges[index + side] ?? range) - range > HIDING) {
        const shadow = beamsStopped(beams, at, side === 1 ? -1 : 1) * increment;
        const place = Math.max(range, PERSON_WIDTH / shadow);
        if (place < REACH) {
          found.push({ kind: "hidden", point: pointAt(scan, mount, index, place) });
        }
      }
    }
  }
  return found;
}

const SIDES = [-1, 1] as const;
