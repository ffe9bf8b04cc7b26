import { compose, invert, placing, type Pose, type Twist } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import { type SeparationLimit, separationLimit } from "./bounds.ts";
import { type Footprint, radiusOf } from "./footprint.ts";
import { type EstimatedPerson, type PeopleAdvice, peopleLimit } from "./people-limit.ts";
import { mapMotions, type Obstacle } from "./obstacle.ts";
import { addPose, poseAt, type PoseHistory } from "./pose-history.ts";
import type { Scan } from "./scan.ts";
import { judgeScan, NO_SCAN_YET, type ScanHealth, type ScanTrouble } from "./scan-health.ts";
import { Surroundings } from "./surroundings.ts";

/** What the robot knows of its own body, as far as separation needs it. */
export type Body = {
  /** Time of the state, ROS clock [s]. */
  readonly stamp: Seconds;
  readonly pose: Pose<"odom", "base">;
  readonly twist: Twist;
  readonly footprint: Footprint;
  /** Braking deceleration, the careful end [m/s²]. */
  readonly braking: number;
  /** From a command to the first change of speed [s]. */
  readonly latency: Seconds;
};

export type Sight = { readonly limit: SeparationLimit; readonly trouble: ScanTrouble };

/** Longest interval between scans that is waited for [s]; beyond it the scan is stale anyway. */
const LONGEST_INTERVAL = 0.3;

/** Odometry is off by this share of the way since the scan [1], at 1 m/s over one interval about a centimetre. */
const POSITIONING = 0.02;

/**
 * Sees for the supervisor: scans, body states and estimates of people in, limits out. Holds what must be remembered
 * from one to the next; everything that happens depends on what is handed in alone.
 */
export class View {
  readonly #cycle: Seconds;
  readonly #ceiling: number;
  #surroundings = new Surroundings();
  #health: ScanHealth = NO_SCAN_YET;
  #interval = LONGEST_INTERVAL;
  #body: Body | undefined;
  #poses: PoseHistory = [];

  /**
   * @param cycle - Period of the supervisor [s].
   * @param ceiling - Speed the robot never exceeds anyway [m/s].
   */
  constructor(cycle: Seconds, ceiling: number) {
    this.#cycle = cycle;
    this.#ceiling = ceiling;
  }

  feel(body: Body): void {
    if (body.stamp < (this.#body?.stamp ?? -Infinity)) {
      this.#surroundings = new Surroundings();
      this.#health = NO_SCAN_YET;
    }
    this.#body = body;
    this.#poses = addPose(this.#poses, body.stamp, body.pose);
  }

  /** The limit a scan asks for; undefined while the own body is not known. */
  see(scan: Scan, mount: Pose<"base", "sensor">, age: Seconds): Sight | undefined {
    const body = this.#body;
    const then = poseAt(this.#poses, scan.stamp);
    if (body === undefined || then === undefined || radiusOf(body.footprint) === 0) {
      return undefined;
    }
    const speed = Math.hypot(body.twist.vx, body.twist.vy);
    const interval = scan.stamp - this.#health.stamp;
    this.#health = judgeScan(this.#health, scan, speed);
    if (this.#health.trouble !== "") {
      return { limit: NOTHING_KNOWN, trouble: this.#health.trouble };
    }
    this.#interval =
      interval > 0 && interval < LONGEST_INTERVAL
        ? Math.max(interval, 0.9 * this.#interval)
        : LONGEST_INTERVAL;
    const moved = compose(invert(body.pose), then);
    const obstacles = carried(this.#surroundings.look(scan, mount, then, scan.stamp), moved);
    const stopping = this.#stopping(body, age);
    const limit = separationLimit(obstacles, body.footprint, stopping, POSITIONING, this.#ceiling);
    return { limit, trouble: "" };
  }

  /** What estimates of people advise; undefined while the own body is not known. */
  heed(people: readonly EstimatedPerson[], age: Seconds): PeopleAdvice | undefined {
    const body = this.#body;
    return body === undefined
      ? undefined
      : peopleLimit(people, age, body.pose, body.footprint, this.#stopping(body, age));
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
  const carry = mapMotions((motion) => ({ ...motion, centre: place(motion.centre) }));
  return obstacles.map(({ kind, point, motion }) =>
    motion === undefined
      ? { kind, point: place(point) }
      : { kind, point: place(point), motion: carry(motion) },
  );
}

const NOTHING_KNOWN: SeparationLimit = {
  speed: 0,
  because: "protective-separation",
  source: "scan",
  bounds: [],
};
