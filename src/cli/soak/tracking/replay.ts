import { compose, invert, type Pose, toOuter } from "../../../quantity/frame.ts";
import { UNKNOWN_PLACE } from "../../../theory-of-mind/tracking/background.ts";
import { lidarLook } from "../../../theory-of-mind/tracking/lidar-look.ts";
import {
  poseAt,
  type PoseHistory,
  remember,
} from "../../../theory-of-mind/tracking/pose-history.ts";
import { type Crowd, look, NOBODY } from "../../../theory-of-mind/tracking/tracker.ts";
import { freeShare, type Sweep } from "../../../theory-of-mind/view.ts";
import type { DetectionsReading, ScanReading } from "../../../world/sensors/reading.ts";
import type { Drill, Moment, Truth } from "./drill.ts";
import type { Mounted } from "./mounted.ts";
import { Judge, type Present, type Score, type Told } from "./score.ts";

/** Tracks believed at least this much are judged [1]. */
const BELIEVED = 0.5;

/** How much of a person the lidar must have a free line to for "in sight" [1], and a body's radius [m]. */
const IN_SIGHT = 0.3;
const BODY = 0.2;

/** How far from the robot people are judged who are tracked by the lidar alone [m]. */
export const LIDAR_RANGE = 5;

/** What the tracker may use: a detector and a lidar that refines it, each alone. */
export type Means = "detector and lidar" | "detector" | "lidar";

/** Tracks over a drill, judged within the range of what they were made from. */
export function judgeTracks(drill: Drill, means: Means): Score {
  const judge = new Judge();
  const watcher = new Watcher(drill.lidar, means);
  const judged = means === "lidar" ? "scan" : "detections";
  let before = Number.NaN;
  for (const { reading, truth } of drill.moments) {
    const robot = watcher.take(reading);
    if (robot === undefined || reading.kind !== judged) {
      continue;
    }
    const range = reading.kind === "detections" ? reading.range : LIDAR_RANGE;
    const period = Number.isNaN(before) ? 0 : reading.at - before;
    const present = presentAt(truth, robot, range, watcher.sweep);
    judge.look(reading.at, period, present, toldIn(watcher.crowd, robot, range));
    before = reading.at;
  }
  return judge.score;
}

/** The tracker with what a node keeps for it. */
export class Watcher {
  crowd: Crowd = NOBODY;
  sweep: Sweep | undefined;
  readonly #lidar: Mounted;
  readonly #means: Means;
  #history: PoseHistory = [];
  #place = UNKNOWN_PLACE;

  constructor(lidar: Mounted, means: Means) {
    this.#lidar = lidar;
    this.#means = means;
  }

  /** Takes one reading in; where the robot was then, for a reading the tracker looks at. */
  take(reading: Moment["reading"]): Pose<"odom", "base"> | undefined {
    if (reading.kind === "odometry") {
      this.#history = remember(this.#history, reading.at, reading.pose);
      return undefined;
    }
    const robot = poseAt(this.#history, reading.at);
    if (robot !== undefined && reading.kind === "scan") {
      this.#sweep(reading, robot);
    } else if (robot !== undefined && reading.kind === "detections" && this.#means !== "lidar") {
      this.crowd = look(this.crowd, frameOf(reading, robot, this.sweep));
    }
    return robot;
  }

  #sweep(reading: ScanReading, robot: Pose<"odom", "base">): void {
    this.sweep = sweepOf(reading, compose(robot, this.#lidar));
    if (this.#means !== "detector") {
      const newcomers = this.#means === "lidar" ? "welcome" : "left out";
      const seen = lidarLook(this.sweep, reading.at, this.#place, this.crowd, newcomers);
      this.#place = seen.place;
      this.crowd = look(this.crowd, seen.look);
    }
  }
}

function toldIn(crowd: Crowd, robot: Pose<"odom", "base">, range: number): readonly Told[] {
  return crowd.tracks
    .filter(({ existence }) => existence > BELIEVED)
    .map(({ id, kinematics: { x, y } }) => ({ id, x, y }))
    .filter(({ x, y }) => Math.hypot(x - robot.x, y - robot.y) < range);
}

export function sweepOf(
  { angleMin, angleStep, ranges }: ScanReading,
  pose: Pose<"odom", "sensor">,
): Sweep {
  return { pose, angleMin, angleStep, ranges };
}

function frameOf(
  { at, range, fieldOfView, people }: DetectionsReading,
  pose: Pose<"odom", "base">,
  sweep: Sweep | undefined,
): Parameters<typeof look>[1] {
  return {
    at,
    view: { pose, range, fieldOfView, sweep },
    found: people.map((one) => ({ ...one, covariance: Float64Array.from(one.covariance) })),
  };
}

/** Everybody within a range of the robot, placed in odom by where the robot really is. */
export function presentAt(
  truth: Truth,
  robot: Pose<"odom", "base">,
  range: number,
  sweep: Sweep | undefined,
): readonly Present[] {
  const world: Pose<"world", "base"> = truth.robot;
  const odom = compose(robot, invert(world));
  return [...truth.x.keys()].flatMap((person) => {
    const place = toOuter(odom, { x: truth.x[person] ?? 0, y: truth.y[person] ?? 0 });
    const far = Math.hypot(place.x - robot.x, place.y - robot.y);
    const seen = sweep === undefined || freeShare(sweep, place, BODY) > IN_SIGHT;
    return far < range ? [{ ...place, person, seen }] : [];
  });
}
