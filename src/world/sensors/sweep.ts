/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index is below its table's length */
import { type Beams, type Window, windowOf } from "./beams.ts";
import type { Slice } from "./slice.ts";

/** Where a sensor is in the world: x, y [m], yaw [rad]. */
export type Viewpoint = { readonly x: number; readonly y: number; readonly yaw: number };

/** Distance to something along a ray from (x, y) in the direction (dx, dy), infinity for none [m]. */
export type Cast = (x: number, y: number, dx: number, dy: number, reach: number) => number;

const near: Window = { from: 0, to: -1 };
const wrapped: Window = { from: 0, to: -1 };

/**
 * Lowers `ranges` to the nearest thing each beam meets, exact for discs and boxes. Each thing touches only the beams
 * within its own bearing, so the cost is in the beams hit and not in beams × things.
 * @param reach - Farthest range measured [m].
 */
export function sweep(
  ranges: Float64Array,
  beams: Beams,
  from: Viewpoint,
  slice: Slice,
  reach: number,
): void {
  sweepDiscs(ranges, beams, from, slice, reach);
  sweepBoxes(ranges, beams, from, slice, reach);
}

function sweepDiscs(
  ranges: Float64Array,
  beams: Beams,
  from: Viewpoint,
  slice: Slice,
  reach: number,
): void {
  const { discs } = slice;
  const c = Math.cos(from.yaw);
  const s = Math.sin(from.yaw);
  for (let i = 0; i < 3 * slice.discCount; i += 3) {
    const wx = discs[i]! - from.x;
    const wy = discs[i + 1]! - from.y;
    const radius = discs[i + 2]!;
    const squared = wx * wx + wy * wy;
    if (squared > (reach + radius) * (reach + radius)) {
      continue;
    }
    if (squared <= radius * radius) {
      ranges.fill(0);
      return;
    }
    const x = c * wx + s * wy;
    const y = c * wy - s * wx;
    const half = Math.asin(radius / Math.sqrt(squared));
    windowOf(beams, Math.atan2(y, x), half, near, wrapped);
    const power = squared - radius * radius;
    discWindow(ranges, beams, near, x, y, power, reach);
    if (wrapped.to >= wrapped.from) {
      discWindow(ranges, beams, wrapped, x, y, power, reach);
    }
  }
}

function discWindow(
  ranges: Float64Array,
  beams: Beams,
  window: Window,
  x: number,
  y: number,
  power: number,
  reach: number,
): void {
  const { cos, sin, count } = beams;
  for (let k = window.from; k <= window.to; k++) {
    const beam = k < 0 ? k + count : k >= count ? k - count : k;
    const along = x * cos[beam]! + y * sin[beam]!;
    const inside = along * along - power;
    if (inside >= 0 && along > 0) {
      const range = along - Math.sqrt(inside);
      if (range < ranges[beam]! && range <= reach) {
        ranges[beam] = range;
      }
    }
  }
}

function sweepBoxes(
  ranges: Float64Array,
  beams: Beams,
  from: Viewpoint,
  slice: Slice,
  reach: number,
): void {
  const { boxes } = slice;
  const c = Math.cos(from.yaw);
  const s = Math.sin(from.yaw);
  for (let i = 0; i < 6 * slice.boxCount; i += 6) {
    const wx = boxes[i]! - from.x;
    const wy = boxes[i + 1]! - from.y;
    const hx = boxes[i + 2]!;
    const hy = boxes[i + 3]!;
    const bc = boxes[i + 4]!;
    const bs = boxes[i + 5]!;
    // The sensor in the box's own axes.
    const ox = -(bc * wx + bs * wy);
    const oy = bs * wx - bc * wy;
    const gapX = Math.abs(ox) - hx;
    const gapY = Math.abs(oy) - hy;
    if (gapX > reach || gapY > reach) {
      continue;
    }
    if (gapX <= 0 && gapY <= 0) {
      ranges.fill(0);
      return;
    }
    // The box's axes in the sensor's frame.
    const ac = bc * c + bs * s;
    const as = bs * c - bc * s;
    boxOf(ranges, beams, { ox, oy, hx, hy, ac, as, reach });
  }
}

type SeenBox = {
  readonly ox: number;
  readonly oy: number;
  readonly hx: number;
  readonly hy: number;
  readonly ac: number;
  readonly as: number;
  readonly reach: number;
};

function boxOf(ranges: Float64Array, beams: Beams, box: SeenBox): void {
  const { ox, oy, hx, hy, ac, as } = box;
  const turn = Math.atan2(as, ac);
  const middle = Math.atan2(-oy, -ox);
  let left = 0;
  let right = 0;
  for (let corner = 0; corner < 4; corner++) {
    const px = (corner & 1 ? hx : -hx) - ox;
    const py = (corner & 2 ? hy : -hy) - oy;
    // Angle from the middle's direction to the corner's.
    const off = Math.atan2(py * -ox - px * -oy, px * -ox + py * -oy);
    left = Math.max(left, off);
    right = Math.min(right, off);
  }
  windowOf(beams, turn + middle + (left + right) / 2, (left - right) / 2, near, wrapped);
  boxWindow(ranges, beams, near, box);
  if (wrapped.to >= wrapped.from) {
    boxWindow(ranges, beams, wrapped, box);
  }
}

function boxWindow(ranges: Float64Array, beams: Beams, window: Window, box: SeenBox): void {
  const { cos, sin, count } = beams;
  const { ox, oy, hx, hy, ac, as, reach } = box;
  for (let k = window.from; k <= window.to; k++) {
    const beam = k < 0 ? k + count : k >= count ? k - count : k;
    const dx = ac * cos[beam]! + as * sin[beam]!;
    const dy = ac * sin[beam]! - as * cos[beam]!;
    // Entry and exit of the two slabs; a beam along a slab's sides gives infinities of the right sign.
    const x1 = (-hx - ox) / dx;
    const x2 = (hx - ox) / dx;
    const y1 = (-hy - oy) / dy;
    const y2 = (hy - oy) / dy;
    const enter = Math.max(Math.min(x1, x2), Math.min(y1, y2));
    const leave = Math.min(Math.max(x1, x2), Math.max(y1, y2));
    if (enter >= 0 && enter <= leave && enter <= reach && enter < ranges[beam]!) {
      ranges[beam] = enter;
    }
  }
}

/**
 * The same for a thing of any shape within a disc, by asking for every beam that may meet it.
 * @param radius - Of the disc around it [m].
 */
export function sweepShape(
  ranges: Float64Array,
  beams: Beams,
  from: Viewpoint,
  thing: { readonly x: number; readonly y: number; readonly radius: number; readonly cast: Cast },
  reach: number,
): void {
  const wx = thing.x - from.x;
  const wy = thing.y - from.y;
  const distance = Math.hypot(wx, wy);
  if (distance > reach + thing.radius) {
    return;
  }
  const half = distance <= thing.radius ? Math.PI : Math.asin(thing.radius / distance);
  windowOf(beams, Math.atan2(wy, wx) - from.yaw, half, near, wrapped);
  const c = Math.cos(from.yaw);
  const s = Math.sin(from.yaw);
  for (const window of [near, wrapped]) {
    for (let k = window.from; k <= window.to; k++) {
      const beam = ((k % beams.count) + beams.count) % beams.count;
      const dx = c * beams.cos[beam]! - s * beams.sin[beam]!;
      const dy = s * beams.cos[beam]! + c * beams.sin[beam]!;
      const range = thing.cast(from.x, from.y, dx, dy, reach);
      if (range < ranges[beam]!) {
        ranges[beam] = range;
      }
    }
  }
}
