import type { Pose } from "../quantity/frame.ts";
import { isBlind, isHit, type Scan } from "./scan.ts";

/** Neighbouring beams nearer than this belong to one surface [m], or than this many beam spacings. */
export const JOINED = 0.15;
const JOINED_SPACINGS = 3;

/**
 * What a scan hit and what it passed through, as columns of numbers that are filled anew for every scan: a scanner makes
 * thousands of points a second, and an object for each would cost more than all that is done with them.
 */
export class Beams {
  /** Beams that hit something within reach, in order [1]. */
  hits = 0;
  /** Beams that are not blind, whatever they hit [1]. */
  passes = 0;
  /** Index in the scan, of each hit. */
  index = new Int32Array(0);
  /** Range of each hit [m]. */
  range = new Float64Array(0);
  /** Each hit in the base frame [m]. */
  x = new Float64Array(0);
  y = new Float64Array(0);
  /** Each hit in the odometry frame [m]. */
  placeX = new Float64Array(0);
  placeY = new Float64Array(0);
  /** Where each pass ends, at the latest at the reach, in the odometry frame [m]. */
  endX = new Float64Array(0);
  endY = new Float64Array(0);
  /** 1 where a hit and the next one are on one surface. */
  joined = new Uint8Array(0);
  #directions: Directions = { angleMin: NaN, increment: NaN, cos: NO_NUMBERS, sin: NO_NUMBERS };

  /** Takes a scan; what is farther than `reach` [m] is not looked at. */
  take(scan: Scan, mount: Pose<"base", "sensor">, base: Pose<"odom", "base">, reach: number): void {
    this.#makeRoom(scan.ranges.length);
    const { cos, sin } = this.#directionsOf(scan);
    const [mountCos, mountSin] = [Math.cos(mount.yaw), Math.sin(mount.yaw)];
    const [baseCos, baseSin] = [Math.cos(base.yaw), Math.sin(base.yaw)];
    this.hits = 0;
    this.passes = 0;
    for (let i = 0; i < scan.ranges.length; i++) {
      const range = scan.ranges[i] ?? NaN;
      if (isBlind(range, scan)) {
        continue;
      }
      const length = Math.min(range, reach);
      const along = length * (cos[i] ?? 0);
      const aside = length * (sin[i] ?? 0);
      const x = mount.x + mountCos * along - mountSin * aside;
      const y = mount.y + mountSin * along + mountCos * aside;
      this.endX[this.passes] = base.x + baseCos * x - baseSin * y;
      this.endY[this.passes] = base.y + baseSin * x + baseCos * y;
      if (isHit(range, scan) && range <= reach) {
        this.#add(i, range, x, y);
      }
      this.passes++;
    }
    this.#join(Math.abs(scan.angleIncrement));
  }

  /** Keeps the pass of the moment as a hit too. */
  #add(index: number, range: number, x: number, y: number): void {
    const at = this.hits;
    this.index[at] = index;
    this.range[at] = range;
    this.x[at] = x;
    this.y[at] = y;
    this.placeX[at] = this.endX[this.passes] ?? NaN;
    this.placeY[at] = this.endY[this.passes] ?? NaN;
    this.hits = at + 1;
  }

  /** Tells which neighbours, in the list of hits, are on one surface. */
  #join(increment: number): void {
    const last = this.hits - 1;
    for (let i = 0; i < last; i++) {
      this.joined[i] = this.#isJoinedToNext(i, increment) ? 1 : 0;
    }
    this.joined[Math.max(last, 0)] = 0;
  }

  #isJoinedToNext(i: number, increment: number): boolean {
    const { index, range, x, y } = this;
    const apart = (index[i + 1] ?? 0) - (index[i] ?? 0);
    if (apart > JOINED_SPACINGS) {
      return false;
    }
    const dx = (x[i] ?? 0) - (x[i + 1] ?? 0);
    const dy = (y[i] ?? 0) - (y[i + 1] ?? 0);
    const spacing = apart * increment * Math.min(range[i] ?? 0, range[i + 1] ?? 0);
    return Math.sqrt(dx * dx + dy * dy) < Math.max(JOINED, JOINED_SPACINGS * spacing);
  }

  #makeRoom(beams: number): void {
    if (beams <= this.index.length) {
      return;
    }
    this.index = new Int32Array(beams);
    this.joined = new Uint8Array(beams);
    this.range = new Float64Array(beams);
    this.x = new Float64Array(beams);
    this.y = new Float64Array(beams);
    this.placeX = new Float64Array(beams);
    this.placeY = new Float64Array(beams);
    this.endX = new Float64Array(beams);
    this.endY = new Float64Array(beams);
  }

  /** A scanner hardly ever changes its beams: their sines and cosines are kept. */
  #directionsOf(scan: Scan): Directions {
    const { angleMin, angleIncrement: increment } = scan;
    const kept = this.#directions;
    if (
      kept.angleMin !== angleMin ||
      kept.increment !== increment ||
      kept.cos.length !== scan.ranges.length
    ) {
      const angles = Float64Array.from(scan.ranges, (_, i) => angleMin + i * increment);
      this.#directions = {
        angleMin,
        increment,
        cos: angles.map(Math.cos),
        sin: angles.map(Math.sin),
      };
    }
    return this.#directions;
  }
}

type Directions = {
  readonly angleMin: number;
  readonly increment: number;
  readonly cos: Float64Array;
  readonly sin: Float64Array;
};

const NO_NUMBERS = new Float64Array(0);
