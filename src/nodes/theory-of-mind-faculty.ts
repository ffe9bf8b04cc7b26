import type { LaserScan } from "../bus/messages/sensor-msgs.gen.ts";
import { compose, type Pose } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import {
  type Desires,
  desiresAfter,
  NO_DESIRES,
  type Walker,
} from "../theory-of-mind/desire/desires.ts";
import { type Feelings, feelingsAfter, NO_FEELINGS } from "../theory-of-mind/feeling/feelings.ts";
import type { Sign } from "../theory-of-mind/feeling/sign.ts";
import { attend, type Mind, mindsAt, SILENT } from "../theory-of-mind/mind.ts";
import { futuresIn, lookOut, newOutlook, type Outlook } from "../theory-of-mind/motion/outlook.ts";
import { STEP } from "../theory-of-mind/motion/horizon.ts";
import { filledIn, UNKNOWN_PLACE } from "../theory-of-mind/tracking/background.ts";
import { type Groups, groupsAfter, NO_GROUPS } from "../theory-of-mind/tracking/groups.ts";
import { lidarLook } from "../theory-of-mind/tracking/lidar-look.ts";
import { poseAt, type PoseHistory, remember } from "../theory-of-mind/tracking/pose-history.ts";
import type { Track } from "../theory-of-mind/tracking/track.ts";
import { type Crowd, type Detection, look, NOBODY } from "../theory-of-mind/tracking/tracker.ts";
import type { Sweep } from "../theory-of-mind/view.ts";
import { Dangers } from "./theory-of-mind-dangers.ts";
import { Words } from "./theory-of-mind-words.ts";

/** Where the robot is and how it moves: odom frame [m], [rad], [m/s]. */
export type Motion = Pose<"odom", "base"> & { readonly vx: number; readonly vy: number };

/** Everything that is told of one person. */
export type Account = {
  readonly mind: Mind;
  /** Empty for one alone. */
  readonly group: string;
  readonly words: Words;
};

/** Who sees people: a detector that the lidar refines, or the lidar alone. */
export type Eyes = "detector" | "lidar";

/** How people are taken to move: as is assumed of everybody, or as was learnt of this place. */
export type Manner = "assumed" | "learnt";

/** A track believed at least this much is somebody to learn from [1]. */
const BELIEVED = 0.5;

/** Between two tellings of what is estimated beside the numbers [s]: sentences cost more than they change. */
const TOLD_AGAIN = 0.5;
/** Sweeps kept until a frame of the detector is as late as they are [1]. */
const KEPT = 5;
/** Age beyond which a sweep no longer says who is hidden [s]. */
const OLD_SWEEP = 0.5;

/** What a face showed longer ago than this counts no more [s]. */
const SHOWN = 1;
const NO_SIGNS = { at: -Infinity, of: new Map<string, Sign>() };

/** All minds of the people around: what the node keeps from message to message. */
export class Faculty {
  /** Who takes a danger for harmless. */
  readonly dangers = new Dangers();
  readonly #eyes: Eyes;
  /** How far off the robot is heard for what it is, as often as not within a second [m]. */
  audible: number = SILENT;
  readonly #outlook: Outlook | undefined;
  #history: PoseHistory = [];
  #motion: Motion | undefined;
  #sweeps: { readonly at: Seconds; readonly sweep: Sweep }[] = [];
  #sweep: { readonly at: Seconds; readonly sweep: Sweep } | undefined;
  #place = UNKNOWN_PLACE;
  #crowd: Crowd = NOBODY;
  #groups: Groups = NO_GROUPS;
  #desires: Desires = NO_DESIRES;
  #feelings: Feelings = NO_FEELINGS;
  #words = new Map<string, Words>();
  #signs: { readonly at: Seconds; readonly of: ReadonlyMap<string, Sign> } = NO_SIGNS;

  constructor(eyes: Eyes, manner: Manner = "assumed") {
    this.#eyes = eyes;
    this.#outlook = manner === "learnt" ? newOutlook() : undefined;
  }

  /** Time of the latest look at people [s]. */
  get at(): Seconds {
    return this.#crowd.at;
  }

  move(at: Seconds, motion: Motion): void {
    this.#history = remember(this.#history, at, motion);
    this.#motion = motion;
    this.dangers.robotMoves(motion, at);
  }

  /** Where the robot was; undefined when odometry does not say. */
  poseAt(at: Seconds): Pose<"odom", "base"> | undefined {
    return poseAt(this.#history, at);
  }

  /** Takes a sweep in; one of a lidar that is the only eye is looked at at once. */
  sweep(at: Seconds, sweep: Sweep): void {
    this.#sweep = { at, sweep };
    this.#sweeps = [...this.#sweeps, { at, sweep }].slice(-KEPT);
    if (this.#eyes === "lidar") {
      this.#lookBack(at);
    }
  }

  /** Takes a frame of the detector in, seen from a pose, after the sweeps that are older. */
  detect(
    at: Seconds,
    pose: Pose<"odom", "base">,
    frame: { readonly range: number; readonly fieldOfView: number },
    found: readonly Detection[],
  ): void {
    this.#lookBack(at);
    const latest = this.#sweep;
    const sweep =
      latest !== undefined && Math.abs(at - latest.at) <= OLD_SWEEP ? latest.sweep : undefined;
    this.#crowd = look(this.#crowd, { at, view: { pose, ...frame, sweep }, found });
    this.#lookOut();
  }

  /** What faces showed, by what the detector calls people. */
  show(at: Seconds, of: ReadonlyMap<string, Sign>): void {
    this.#signs = { at, of };
  }

  /** Everybody at a time, for telling; undefined before the robot knows where it is. */
  tell(now: Seconds, passed: Seconds, source: string): readonly Account[] | undefined {
    const robot = this.#motion;
    if (robot === undefined) {
      return undefined;
    }
    this.#crowd = attend(this.#crowd, robot, Math.min(1, Math.max(0, passed)), this.audible);
    const outlook = this.#outlook;
    const minds = mindsAt(this.#crowd, robot, now, source, ({ id, kinematics }, at) =>
      outlook === undefined ? undefined : futuresIn(outlook, id, kinematics, at),
    );
    this.#groups = groupsAfter(this.#groups, this.#crowd.tracks, now);
    this.#desires = desiresAfter(this.#desires, minds.map(walkerOf), {
      at: now,
      robot,
      filled: () => filledIn(this.#place),
    });
    this.#feelings = feelingsAfter(this.#feelings, {
      now,
      robot,
      people: minds.map((mind) => ({ ...metOf(mind), sign: this.#signOf(mind.id, now) })),
      groups: this.#groups.members,
    });
    this.dangers.look(minds, robot, this.#place, now);
    const accounts = minds.map((mind) => ({
      mind,
      group: this.#groupOf(mind.id),
      words: this.#wordsOf(mind, now),
    }));
    this.#words = new Map(accounts.map(({ mind, words }) => [mind.id, words]));
    return accounts;
  }

  #signOf(id: string, now: Seconds): Sign | undefined {
    const { at, of } = this.#signs;
    const name = of.size === 0 ? "" : this.#crowd.tracks.find((track) => track.id === id)?.name;
    return now - at < SHOWN ? of.get(name ?? "") : undefined;
  }

  #groupOf(id: string): string {
    const members = this.#groups.members.find((group) => group.includes(id));
    return members === undefined ? "" : [...members].sort().join("+");
  }

  /** What is told in words, said anew now and then. */
  #wordsOf(mind: Mind, now: Seconds): Words {
    const before = this.#words.get(mind.id);
    if (before !== undefined && now >= before.at && now - before.at < TOLD_AGAIN) {
      return before;
    }
    return new Words(now, {
      mind,
      longing: this.#desires.people.get(mind.id),
      feeling: this.#feelings.of.get(mind.id),
      misled: this.dangers.estimatesOf(mind),
    });
  }

  #lookBack(at: Seconds): void {
    const newcomers = this.#eyes === "lidar" ? "welcome" : "left out";
    const due = this.#sweeps.filter((one) => one.at <= at);
    this.#sweeps = this.#sweeps.filter((one) => one.at > at);
    for (const one of due) {
      const seen = lidarLook(one.sweep, one.at, this.#place, this.#crowd, newcomers);
      this.#place = seen.place;
      this.#crowd = look(this.#crowd, seen.look);
      if (this.#eyes === "lidar") {
        this.#lookOut();
      }
    }
  }

  /** Learns where people go from those who are in sight. */
  #lookOut(): void {
    const { at, tracks } = this.#crowd;
    if (this.#outlook !== undefined) {
      const inSight = (): readonly Track[] =>
        tracks.filter(({ existence, seen }) => existence > BELIEVED && at - seen < STEP);
      lookOut(this.#outlook, inSight, at, this.#motion);
    }
  }
}

/** A scan as a sweep, from where the lidar was; one that hangs upside down is turned over. */
export function sweepOf(
  { angle_min: angleMin, angle_increment: angleStep, ranges }: LaserScan,
  robot: Pose<"odom", "base">,
  mounted: Pose<"base", "sensor">,
  side: "upright" | "upside down",
): Sweep {
  const pose = compose(robot, mounted);
  return side === "upright"
    ? { pose, angleMin, angleStep, ranges }
    : {
        pose,
        angleMin: -(angleMin + (ranges.length - 1) * angleStep),
        angleStep,
        ranges: ranges.toReversed(),
      };
}

function walkerOf(mind: Mind): Walker {
  const { x, y, vx, vy } = mind.kinematics;
  const heading = mind.headingDeviation < Math.PI ? mind.heading : undefined;
  const { id, visible, seesRobot } = mind;
  return { id, visible, seesRobot, heading, person: { x, y, vx, vy } };
}

function metOf(mind: Mind): Parameters<typeof feelingsAfter>[1]["people"][number] {
  const { id, posture, seesRobot, awareOfRobot, age, kinematics } = mind;
  const { x, y, vx, vy } = kinematics;
  const front = mind.headingDeviation < Math.PI ? mind.heading : undefined;
  return { id, posture, seesRobot, awareOfRobot, age, front, x, y, vx, vy };
}
