import type { Seconds } from "../../quantity/time.ts";
import { cross, scale, subtract, type Vector } from "../../quantity/vector.ts";
import type { Footprint } from "../footprint.ts";
import { type Outline, polygonOf } from "./outline.ts";
import { troubleWithPolygon } from "./simple-polygon.ts";
import type { PlainShape } from "./zone.ts";

/** A polygon that came on a topic, in the base frame [m]. */
export type Received = {
  readonly points: readonly Vector[];
  /** When it was made, on the clock of `now` [s]. */
  readonly taken: Seconds;
};

/** What shapes are made of at one moment. */
export type Shaping = {
  readonly footprint: Footprint;
  readonly received: ReadonlyMap<string, Received>;
  readonly now: Seconds;
};

/** The shape as it lies now; undefined while it is not known. */
export function outlineOf(shape: PlainShape, shaping: Shaping): Outline | undefined {
  switch (shape.kind) {
    case "fixed":
      return shape.outline;
    case "footprint":
      return polygonOf(grown(shaping.footprint, shape.scale, shape.grow));
    case "topic": {
      const received = shaping.received.get(shape.topic);
      return received !== undefined && isCurrent(received.taken, shape.timeout, shaping.now)
        ? soundPolygon(received.points)
        : undefined;
    }
  }
}

/** How far in the future a time may lie through jitter of clocks [s]. */
export const AHEAD: Seconds = 0.05;

/** Whether something taken then still counts: neither too old, nor from the future, nor undated. */
export function isCurrent(taken: Seconds, timeout: Seconds, now: Seconds): boolean {
  const age = now - taken;
  return age >= -AHEAD && age <= timeout;
}

function soundPolygon(points: readonly Vector[]): Outline | undefined {
  return troubleWithPolygon(points) === "" ? polygonOf(points) : undefined;
}

/** A convex outline scaled about the base, then grown by moving every edge outwards [m]. */
export function grown(footprint: Footprint, factor: number, by: number): Vector[] {
  const scaled = footprint.map((corner) => scale(corner, factor));
  return by === 0 ? scaled : scaled.map((_, i) => grownCorner(scaled, i, by));
}

/** Where the two edges at a corner meet after both have moved outwards. */
function grownCorner(corners: readonly Vector[], i: number, by: number): Vector {
  const count = corners.length;
  const corner = at(corners, i);
  const into = unit(subtract(corner, at(corners, i + count - 1)));
  const out = unit(subtract(at(corners, i + 1), corner));
  const turn = cross(into, out);
  const half = 1 + into.x * out.x + into.y * out.y;
  if (half < 1e-6 || !Number.isFinite(turn)) {
    return { x: corner.x + by * (into.x + into.y), y: corner.y + by * (into.y - into.x) };
  }
  const normal = { x: into.y + out.y, y: -into.x - out.x };
  return { x: corner.x + (by * normal.x) / half, y: corner.y + (by * normal.y) / half };
}

function at(corners: readonly Vector[], i: number): Vector {
  return corners[i % corners.length] ?? { x: NaN, y: NaN };
}

function unit(vector: Vector): Vector {
  return scale(vector, 1 / Math.sqrt(vector.x * vector.x + vector.y * vector.y));
}
