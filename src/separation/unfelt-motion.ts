import { compose, invert, type Pose, toInner, type Twist } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import { angleOf, isHit, pointAt, type Scan } from "./scan.ts";
import { positive } from "./zones/bearing.ts";

/** A robot that was told to go this far [m], or to turn so much [rad], since a picture looks different on another. */
const TELLING = 0.2;
const TELLING_TURN = 0.3;

/** Odometry that felt less than this share of that [1] does not follow. */
const FELT = 0.2;

/** A picture is compared with until it was told to go so far [m], or to turn so much [rad], or for so long [s]. */
const FAR = 1;
const FAR_TURN = 1;
const LONG: Seconds = 5;

/** Told to stand for so long, it begins anew [s]; what is told holds no longer than this [s]. */
const RESTED: Seconds = 1;
const HOLDS: Seconds = 0.1;

/** Shares of the way told that a motor that nobody measures may have gone [1]. */
const SHARES = [0.4, 0.6, 0.8, 1, 1.3, 1.7];

/** A beam tells one way from the other where they foresee ranges so far apart [m], and agrees with one this near to it [m]. */
const APART = 0.15;
const SAME = 0.08;

/**
 * The view moved when so many beams say so: of the scan [1], of all that tell [1], and for each that says the contrary [1], in
 * so many scans in a row. Blocked among eight people who walk about in a room, 1 robot of 400 was taken for one that moves;
 * of 60 that moved there, 54 were found within 4 s.
 */
const OF_SCAN = 0.05;
const OF_ALL = 0.3;
const AGAINST = 4;
const SCANS = 2;

type Motion = Pose<"base", "base">;

/** What was seen, where odometry was then, and how far it had been told to go. */
type Picture = {
  readonly scan: Scan;
  readonly pose: Pose<"odom", "base">;
  readonly path: Motion;
  readonly at: Seconds;
};

const NOWHERE: Motion = { x: 0, y: 0, yaw: 0 };

/**
 * Tells whether a robot moves as it is told while its odometry feels nothing of it: a dead encoder, a torn belt of a measuring
 * wheel. The scanner decides: since a picture was taken, either the ranges are those of a robot that went where it was told
 * to, or those of one that stands, because somebody holds it or it is blocked, which is no fault of its odometry. What the
 * scanner cannot tell, as in the open, is not judged.
 */
export class UnfeltMotion {
  #path: Motion = NOWHERE;
  #told: { readonly twist: Twist; readonly at: Seconds } | undefined;
  #restsSince: Seconds = Infinity;
  #picture: Picture | undefined;
  #scans = 0;

  /** What went out to the motors. */
  told(twist: Twist, now: Seconds): void {
    const before = this.#told;
    if (before !== undefined) {
      const step = Math.min(Math.max(now - before.at, 0), HOLDS);
      const { vx, vy, wz } = before.twist;
      this.#path = compose(this.#path, { x: vx * step, y: vy * step, yaw: wz * step });
    }
    this.#told = { twist, at: now };
    const rests = twist.vx === 0 && twist.vy === 0 && twist.wz === 0;
    this.#restsSince = rests ? Math.min(this.#restsSince, now) : Infinity;
    if (now - this.#restsSince > RESTED) {
      this.#begin(undefined);
    }
  }

  /** @param pose - Of the base by its odometry when the scan was made. */
  see(
    scan: Scan,
    mount: Pose<"base", "sensor">,
    pose: Pose<"odom", "base">,
    received: Seconds,
  ): void {
    const next: Picture = { scan, pose, path: this.#path, at: received };
    const picture = this.#picture;
    if (picture === undefined || !isAlike(picture.scan, scan)) {
      this.#begin(next);
      return;
    }
    const told = compose(invert(picture.path), this.#path);
    const felt = compose(invert(picture.pose), pose);
    if (!isTelling(told)) {
      return;
    }
    if (!lacks(told, felt)) {
      this.#begin(next);
      return;
    }
    this.#scans = hasMoved(picture.scan, scan, mount, told, felt) ? this.#scans + 1 : 0;
    if (isFar(told) || received - picture.at > LONG) {
      this.#picture = next;
    }
  }

  /** What the newest scans say. */
  judge(): "" | "motion-unfelt" {
    return this.#scans >= SCANS ? "motion-unfelt" : "";
  }

  #begin(picture: Picture | undefined): void {
    this.#picture = picture;
    this.#scans = 0;
  }
}

function isAlike(a: Scan, b: Scan): boolean {
  return (
    a.ranges.length === b.ranges.length &&
    a.angleMin === b.angleMin &&
    a.angleIncrement === b.angleIncrement
  );
}

function lengthOf({ x, y }: Motion): number {
  return Math.hypot(x, y);
}

function isTelling(told: Motion): boolean {
  return lengthOf(told) >= TELLING || Math.abs(told.yaw) >= TELLING_TURN;
}

function isFar(told: Motion): boolean {
  return lengthOf(told) > FAR || Math.abs(told.yaw) > FAR_TURN;
}

/** Whether odometry felt next to nothing of a way or a turn that was told; what is not a number was not felt. */
function lacks(told: Motion, felt: Motion): boolean {
  const way = lengthOf(told) >= TELLING && !(lengthOf(felt) >= FELT * lengthOf(told));
  const turn =
    Math.abs(told.yaw) >= TELLING_TURN && !(Math.abs(felt.yaw) >= FELT * Math.abs(told.yaw));
  return way || turn;
}

/** Whether the ranges are those of a robot that went some of the way told, and not those of where odometry believes it. */
function hasMoved(
  before: Scan,
  now: Scan,
  mount: Pose<"base", "sensor">,
  told: Motion,
  felt: Motion,
): boolean {
  return SHARES.some((share) => {
    const motion = { x: share * told.x, y: share * told.y, yaw: share * told.yaw };
    if (!isTelling(motion)) {
      return false;
    }
    const { moved, stood, all } = votes(before, now, mount, motion, felt.yaw);
    return moved >= Math.max(OF_SCAN * now.ranges.length, OF_ALL * all, AGAINST * stood);
  });
}

/** Beams that tell a motion from a turn by `turned` [rad] alone, and those of them that agree with either alone [1]. */
function votes(
  before: Scan,
  now: Scan,
  mount: Pose<"base", "sensor">,
  motion: Motion,
  turned: number,
): { readonly moved: number; readonly stood: number; readonly all: number } {
  const eye = compose(motion, mount);
  let moved = 0;
  let stood = 0;
  let all = 0;
  for (const [i, range] of before.ranges.entries()) {
    if (!isHit(range, before)) {
      continue;
    }
    const place = toInner(eye, pointAt(before, mount, i, range));
    const foreseen = Math.hypot(place.x, place.y);
    const beam = beamAt(now, Math.atan2(place.y, place.x));
    const stays = before.ranges[beamAt(before, angleOf(now, beam) + turned)] ?? NaN;
    const seen = now.ranges[beam] ?? NaN;
    if (foreseen <= now.rangeMax && Math.abs(foreseen - stays) > APART) {
      all++;
      moved += Math.abs(seen - foreseen) <= SAME ? 1 : 0;
      stood += seen === stays || Math.abs(seen - stays) <= SAME ? 1 : 0;
    }
  }
  return { moved, stood, all };
}

/** The beam in a direction of the sensor's frame; there may be none. */
function beamAt({ angleMin, angleIncrement: increment }: Scan, angle: number): number {
  return Math.round(positive(Math.sign(increment) * (angle - angleMin)) / Math.abs(increment));
}
