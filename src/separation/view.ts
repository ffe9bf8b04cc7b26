import { compose, invert, placing, type Pose } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import { rotate } from "../quantity/vector.ts";
import { type SeparationLimit, separationLimit } from "./bounds.ts";
import { blindArcs } from "./blind-arcs.ts";
import { type Body, isFinitePose, isSound } from "./body.ts";
import { type ClockKind } from "./clocks.ts";
import { type Came, Freshness } from "./freshness.ts";
import { type Nearest, nearestOf } from "./nearest.ts";
import { type EstimatedPerson, type PeopleAdvice, peopleLimit } from "./people-limit.ts";
import { mapMotions, movedTo, type Obstacle } from "./obstacle.ts";
import { addPose, poseAt, type PoseHistory } from "./pose-history.ts";
import type { Scan } from "./scan.ts";
import { judgeScan, type ScanTrouble } from "./scan-health.ts";
import { REACH, Surroundings } from "./surroundings.ts";
import { NOWHERE, type TrustedArcs, trusting } from "./trusted-arcs.ts";
import { outlineSpeed } from "./swing.ts";

export type { Body } from "./body.ts";

/** What one scan says. */
export type Sight = {
  readonly limit: SeparationLimit;
  readonly trouble: ScanTrouble;
  /** Distances from the robot's outline, for rules and people to look at. */
  readonly nearest: Nearest;
};

/** Time between two scans while it is not known [s]. */
const UNKNOWN_INTERVAL = 0.3;

/** A longer pause is no interval between scans: the scanner was away [s]. */
const LONGEST_INTERVAL = 1;

/** A stamp that goes back by more was set anew; by less, a message was overtaken [s]. */
const SET_ANEW: Seconds = 0.5;

/** Odometry is off by this share of the way since the scan [1], at 1 m/s over one interval about a centimetre. */
const POSITIONING = 0.02;

/**
 * Sees for the supervisor: scans, body states and estimates of people in, limits out. Holds what must be remembered
 * from one to the next; everything that happens depends on what is handed in alone.
 */
export class View {
  readonly #cycle: Seconds;
  readonly #ceiling: number;
  readonly #trusted: TrustedArcs;
  /** Whether what is seen and felt is news; commands and what was given are told to it directly. */
  readonly freshness: Freshness;
  #surroundings = new Surroundings();
  #scanned: Seconds = -Infinity;
  /** Of the body state that was held against a scan last: one that falls silent says nothing of the way since, and stops by its own name. */
  #compared: Seconds = -Infinity;
  #interval = UNKNOWN_INTERVAL;
  #body: Body | undefined;
  #poses: PoseHistory = [];

  /**
   * @param cycle - Period of the supervisor [s].
   * @param ceiling - Speed the robot never exceeds anyway [m/s].
   * @param clock - Which clock ROS time is.
   * @param trusted - Arcs without a sensor, into which it may creep because a human answers for them.
   */
  constructor(
    cycle: Seconds,
    ceiling: number,
    clock: ClockKind = "system",
    trusted: TrustedArcs = NOWHERE,
  ) {
    this.#trusted = trusted;
    this.#cycle = cycle;
    this.#ceiling = ceiling;
    this.freshness = new Freshness(clock);
  }

  /** @param came - When the state came; without it, clocks are not watched. */
  feel(body: Body, came?: Came): void {
    const before = this.#body?.stamp ?? -Infinity;
    if (came !== undefined) {
      this.freshness.clock(came.received, body.stamp + came.age);
    }
    if (body.stamp < before - SET_ANEW) {
      this.#surroundings = new Surroundings();
      this.#scanned = -Infinity;
      this.#compared = -Infinity;
      if (came === undefined) {
        this.freshness.restart();
      }
    }
    this.freshness.body(body.stamp, body.pose, body.twist, came ?? atOnce(body.stamp, 0));
    this.#body = isSound(body) ? body : undefined;
    this.#poses = isFinitePose(body.pose)
      ? addPose(this.#poses, body.stamp, body.pose)
      : this.#poses;
  }

  /**
   * The limit a scan asks for; undefined while the own body is not known.
   * @param age - ROS time when it came, less its stamp [s].
   * @param received - When it came, on the monotonic clock [s]; without it, clocks are not watched.
   */
  see(
    scan: Scan,
    mount: Pose<"base", "sensor">,
    age: Seconds,
    received?: Seconds,
  ): Sight | undefined {
    if (received !== undefined) {
      this.freshness.clock(received, scan.stamp + age);
    }
    const body = this.#body;
    const then = poseAt(this.#poses, scan.stamp);
    if (body === undefined || then === undefined || !isFinitePose(mount)) {
      return undefined;
    }
    const came = received === undefined ? atOnce(scan.stamp, age) : { received, age };
    const content = this.freshness.scan(scan, then, came);
    const health = judgeScan(scan, { arcs: this.#trusted.arcs, yaw: mount.yaw });
    if (health !== "" || content !== "") {
      return { ...BLIND, trouble: health === "" ? "scan-frozen" : health };
    }
    if (body.stamp > this.#compared) {
      this.freshness.compare(scan, mount, then, came.received);
      this.#compared = body.stamp;
    }
    this.#time(scan.stamp);
    const moved = compose(invert(body.pose), then);
    const seen = this.#surroundings.look(scan, mount, then, scan.stamp);
    const unseen = trusting(blindArcs(scan, mount, body.footprint, REACH), this.#trusted);
    const obstacles = carried([...seen, ...unseen], moved);
    const limit = separationLimit(obstacles, {
      sight: Math.min(REACH, scan.rangeMax),
      footprint: body.footprint,
      velocity: { x: body.twist.vx, y: body.twist.vy },
      outline: outlineSpeed(body.footprint, body.twist),
      stopping: this.#stopping(body, age),
      positioning: POSITIONING,
      ceiling: this.#ceiling,
    });
    return { limit, trouble: "", nearest: nearestOf(obstacles, body.footprint) };
  }

  /** What estimates of people advise; undefined while the own body is not known. */
  heed(people: readonly EstimatedPerson[], age: Seconds): PeopleAdvice | undefined {
    const body = this.#body;
    return body === undefined
      ? undefined
      : peopleLimit(people, age, body.pose, body.footprint, this.#stopping(body, age));
  }

  /** The longest time between two scans lately; it shrinks slowly. */
  #time(stamp: Seconds): void {
    const interval = stamp - this.#scanned;
    this.#scanned = stamp;
    this.#interval =
      interval > 0 && interval < LONGEST_INTERVAL
        ? Math.max(interval, 0.9 * this.#interval)
        : UNKNOWN_INTERVAL;
  }

  /** T_r: how old the view is, how long it must serve, the own cycle and the base's latency. */
  #stopping(body: Body, age: Seconds): { readonly reaction: Seconds; readonly braking: number } {
    const reaction = Math.max(age, 0) + this.#interval + this.#cycle + body.latency;
    return { reaction, braking: body.braking };
  }
}

/** Obstacles seen from where the base was, as they lie from where the base is. */
function carried(obstacles: readonly Obstacle[], moved: Pose<"base", "base">): Obstacle[] {
  const place = placing(moved);
  const carry = mapMotions((motion) => ({
    velocity: rotate(motion.velocity, moved.yaw),
    deviation: motion.deviation,
    centre: place(motion.centre),
  }));
  return obstacles.map((obstacle) => {
    const { point, motion } = obstacle;
    return movedTo(obstacle, place(point), motion === undefined ? undefined : carry(motion));
  });
}

const NOTHING_KNOWN: SeparationLimit = {
  speed: 0,
  because: "protective-separation",
  source: "scan",
  bounds: [],
};

/** What is said when nothing is seen. */
const BLIND = { limit: NOTHING_KNOWN, nearest: { person: 0, any: 0 } } as const;

function atOnce(stamp: Seconds, age: Seconds): Came {
  return { received: stamp + age, age };
}
