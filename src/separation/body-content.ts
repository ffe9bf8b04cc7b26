import type { Pose, Twist } from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import { digestOf } from "./digest.ts";
import { FrameMemory } from "./frame-memory.ts";

/** A body that says it moves faster than this cannot stay where it is [m/s], [rad/s]. */
const MOVING = 0.02;

/** So many states in a row that say the same to the bit, while it moves, are frozen [1]. */
const FROZEN_AFTER = 3;

/** So many moving states in a row that were all shown before, in that order, are a replay; a few may be chance [1]. */
const REPLAYED_AFTER = 5;

/** A replay may leave out some: as far as this in the order [1]. */
const LEFT_OUT = 5;

/** A robot that is told to move faster than this [m/s], [rad/s], for as long as this [s], moves. */
const TOLD = 0.05;
const OBEYED: Seconds = 0.7;

/** The view changed when this share of it [1] is off by this much [m], twice in a row. */
const CHANGED_SHARE = 0.3;
const CHANGED = 0.05;
const CHANGED_AFTER = 2;

/**
 * Tells a living body state from one that is frozen or replayed, whatever the stamps say. A body at rest may say the same
 * for ever: that is no trouble unless it is told to move and the scanner sees that it does.
 */
export class BodyContent {
  readonly #memory = new FrameMemory();
  readonly #numbers = new Float64Array(6);
  readonly #words = new Uint32Array(this.#numbers.buffer);
  #digest = NaN;
  #repeats = 0;
  #since: Seconds = Infinity;
  #order = NaN;
  #replayed = 0;
  #toldSince: Seconds = Infinity;
  #view: Float32Array | undefined;
  #changed = 0;

  /** Takes the next state, received on the monotonic clock. */
  take(pose: Pose<"odom", "base">, twist: Twist, received: Seconds): void {
    this.#numbers.set([pose.x, pose.y, pose.yaw, twist.vx, twist.vy, twist.wz]);
    const digest = digestOf(this.#words);
    const moving = Math.max(Math.hypot(twist.vx, twist.vy), Math.abs(twist.wz)) > MOVING;
    if (digest === this.#digest) {
      this.#repeats += moving ? 1 : 0;
      return;
    }
    this.#digest = digest;
    this.#repeats = 0;
    this.#since = received;
    this.#view = undefined;
    this.#changed = 0;
    if (moving) {
      this.#follow(digest, pose);
    } else {
      this.#replayed = 0;
    }
  }

  /** What went out to the motors. */
  told(twist: Twist, now: Seconds): void {
    const moves = Math.max(Math.hypot(twist.vx, twist.vy), Math.abs(twist.wz)) > TOLD;
    this.#toldSince = moves ? Math.min(this.#toldSince, now) : Infinity;
  }

  /** What the scanner sees meanwhile. */
  see(ranges: Float32Array): void {
    const before = this.#view;
    this.#view ??= ranges;
    if (before !== undefined) {
      this.#changed = changedShare(before, ranges) >= CHANGED_SHARE ? this.#changed + 1 : 0;
    }
  }

  /** Whether the states go on, at a time of the monotonic clock. */
  judge(now: Seconds): "" | "body-frozen" {
    const disobeys = now - this.#toldSince > OBEYED && now - this.#since > OBEYED;
    return this.#repeats >= FROZEN_AFTER ||
      this.#replayed >= REPLAYED_AFTER ||
      (disobeys && this.#changed >= CHANGED_AFTER)
      ? "body-frozen"
      : "";
  }

  #follow(digest: number, pose: Pose<"odom", "base">): void {
    const order = this.#memory.find(digest)?.order;
    const next = order !== undefined && order > this.#order && order <= this.#order + LEFT_OUT;
    this.#replayed = next ? this.#replayed + 1 : order === undefined ? 0 : 1;
    this.#order = order ?? NaN;
    this.#memory.show(digest, pose);
  }
}

/** Share of all beams whose range is off [1]; one that appeared or vanished is too. */
function changedShare(before: Float32Array, now: Float32Array): number {
  let changed = 0;
  for (let i = 0; i < now.length; i++) {
    const a = before[i] ?? NaN;
    const b = now[i] ?? NaN;
    changed += a === b || Math.abs(a - b) <= CHANGED ? 0 : 1;
  }
  return changed / Math.max(now.length, 1);
}
