import type { Pose } from "../quantity/frame.ts";
import { digestOf, wordsOf } from "./digest.ts";
import { areApart, FrameMemory } from "./frame-memory.ts";
import { isHit, type Scan } from "./scan.ts";

/** What the content of a scan says about a scanner that still talks. */
export type ContentTrouble = "" | "scan-frozen" | "scan-replayed";

/** A frame that shows the same again this many times in a row is frozen; a relay may send one twice [1]. */
const FROZEN_AFTER = 2;

/** Fewer hits than this may be the same by chance [1]. */
const FEWEST_HITS = 4;

/** After a frame that was shown before, so many new ones in a row are needed for the scanner to be believed again [1]. */
const CLEARED_AFTER = 3;

/** A scanner has noise when, at rest, this share of its ranges changed [1], in so many pairs of scans [1]. */
const NOISY = 0.5;
const NOISY_AFTER = 3;

/** Noise is no larger than this [m]; a range that changes by more shows something that moved. */
const NOISE = 0.1;

/** On surfaces seen aslant a range changes by so many times the motion; most are seen straighter [1]. */
const SLANTED = 3;

/** At rest means to have moved less than this between two scans [m], and turned less [rad]. */
const RESTING = 1e-3;

/**
 * Tells a living scanner from one that is frozen or replayed, whatever the stamps say. A scanner with noise never shows
 * the same bits twice. Of a scanner that was not seen to have noise, only this is known: from two places it does not show
 * the same bits.
 */
export class ScanContent {
  readonly #memory = new FrameMemory();
  #digest = NaN;
  #ranges: Float32Array = new Float32Array(0);
  #pose: Pose<"odom", "base"> = { x: NaN, y: NaN, yaw: NaN };
  /** Where the robot was when it first saw what it sees again and again. */
  #first: Pose<"odom", "base"> = this.#pose;
  #repeats = 0;
  #noisyPairs = 0;
  #trouble: ContentTrouble = "";
  #sound = CLEARED_AFTER;

  /** Takes the next scan and judges it. */
  take(scan: Scan, pose: Pose<"odom", "base">): ContentTrouble {
    if (hitsOf(scan) < FEWEST_HITS) {
      return this.#trouble;
    }
    const digest = digestOf(wordsOf(scan.ranges));
    const found = digest === this.#digest ? this.#again(pose) : this.#other(scan, digest, pose);
    this.#digest = digest;
    this.#ranges = scan.ranges;
    this.#pose = pose;
    this.#memory.show(digest, pose);
    this.#sound = found === "" ? this.#sound + 1 : 0;
    if (found !== "" || this.#sound >= CLEARED_AFTER) {
      this.#trouble = found;
    }
    return this.#trouble;
  }

  get #isNoisy(): boolean {
    return this.#noisyPairs >= NOISY_AFTER;
  }

  #again(pose: Pose<"odom", "base">): ContentTrouble {
    this.#repeats += 1;
    const impossible = this.#isNoisy || areApart(pose, this.#first);
    return impossible && this.#repeats >= FROZEN_AFTER ? "scan-frozen" : "";
  }

  #other(scan: Scan, digest: number, pose: Pose<"odom", "base">): ContentTrouble {
    this.#repeats = 0;
    this.#first = pose;
    if (!this.#isNoisy && isResting(pose, this.#pose)) {
      const changed = changedShare(this.#ranges, scan, motionBetween(pose, this.#pose));
      this.#noisyPairs += changed >= NOISY ? 1 : 0;
    }
    const shown = this.#memory.find(digest);
    return shown !== undefined && (this.#isNoisy || areApart(pose, shown.pose))
      ? "scan-replayed"
      : "";
  }
}

function hitsOf(scan: Scan): number {
  let hits = 0;
  for (const range of scan.ranges) {
    hits += isHit(range, scan) ? 1 : 0;
  }
  return hits;
}

function isResting(a: Pose<"odom", "base">, b: Pose<"odom", "base">): boolean {
  return Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y), Math.abs(a.yaw - b.yaw)) < RESTING;
}

/** How far the sensor moved between two scans, and turned [m], [rad]. */
type Motion = { readonly way: number; readonly turn: number };

function motionBetween(a: Pose<"odom", "base">, b: Pose<"odom", "base">): Motion {
  return { way: Math.hypot(a.x - b.x, a.y - b.y), turn: Math.abs(a.yaw - b.yaw) };
}

/** Share of the beams that hit something in both scans and differ a little, but more than the motion explains [1]. */
function changedShare(before: Float32Array, scan: Scan, { way, turn }: Motion): number {
  let hits = 0;
  let changed = 0;
  for (let i = 0; i < scan.ranges.length; i++) {
    const range = scan.ranges[i] ?? NaN;
    const earlier = before[i] ?? NaN;
    if (isHit(range, scan) && isHit(earlier, scan)) {
      hits += 1;
      const change = Math.abs(range - earlier);
      changed += change > SLANTED * (way + turn * range) && change <= NOISE ? 1 : 0;
    }
  }
  return changed / Math.max(hits, 1);
}
