import { dot, type Vector } from "../../quantity/vector.ts";
import type { Footprint } from "../footprint.ts";
import { cornersOf, holds, type Outline } from "./outline.ts";
import type { Heading } from "./zone.ts";

/** Unit vectors of the ways of travel, in the base frame. */
export const HEADINGS: Readonly<Record<Heading, Vector>> = {
  forward: { x: 1, y: 0 },
  backward: { x: -1, y: 0 },
  left: { x: 0, y: 1 },
  right: { x: 0, y: -1 },
};

/** Beside a corner the margin may jump: it is looked at this far to both sides of it [m]. */
const BESIDE = 1e-6;

/**
 * How far the robot can travel along a direction with all the ground it comes over inside the outline [m]: 0 when the
 * outline does not begin at the robot. Between corners of either the margin is smallest at an end.
 */
export function marginAlong(outline: Outline, footprint: Footprint, towards: Vector): number {
  const aside = { x: -towards.y, y: towards.x };
  const sides = footprint.map((corner) => dot(corner, aside));
  const [least, most] = [Math.min(...sides), Math.max(...sides)];
  const corners = outline.kind === "polygon" ? [...cornersOf(outline), ...footprint] : footprint;
  const offsets = corners
    .flatMap((corner) => [dot(corner, aside) - BESIDE, dot(corner, aside) + BESIDE])
    .filter((offset) => offset > least && offset < most);
  return Math.min(
    ...offsets.map((offset) => {
      const front = frontAt(footprint, towards, aside, offset);
      return lengthInside(outline, front, towards);
    }),
  );
}

/** The foremost point of a convex footprint at an offset to the side [m]. */
function frontAt(footprint: Footprint, towards: Vector, aside: Vector, offset: number): Vector {
  const ahead = footprint.flatMap((from, i) => {
    const to = footprint[(i + 1) % footprint.length] ?? from;
    const [start, end] = [dot(from, aside), dot(to, aside)];
    const part = (offset - start) / (end - start);
    const along = dot(from, towards) + part * (dot(to, towards) - dot(from, towards));
    return part >= 0 && part <= 1 ? [along] : [];
  });
  const foremost = Math.max(...ahead);
  return {
    x: foremost * towards.x + offset * aside.x,
    y: foremost * towards.y + offset * aside.y,
  };
}

/** How far a ray from a point stays inside without a gap [m]. */
function lengthInside(outline: Outline, from: Vector, towards: Vector): number {
  const crossings = [0, ...crossingsOf(outline, from, towards), Infinity].toSorted((a, b) => a - b);
  const leaves = crossings.find((length, i) => {
    const until = Math.min(crossings[i + 1] ?? length, length + 1);
    const middle = (length + until) / 2;
    return (
      until > length && !holds(outline, from.x + middle * towards.x, from.y + middle * towards.y)
    );
  });
  return leaves ?? 0;
}

/** Where a ray crosses the outline [m]. */
function crossingsOf(outline: Outline, from: Vector, towards: Vector): number[] {
  if (outline.kind === "circle") {
    const off = { x: from.x - outline.x, y: from.y - outline.y };
    const half = dot(off, towards);
    const rest = half * half - dot(off, off) + outline.radius * outline.radius;
    return rest > 0 ? [-half - Math.sqrt(rest), -half + Math.sqrt(rest)].filter((t) => t > 0) : [];
  }
  const corners = cornersOf(outline);
  return corners.flatMap((corner, i) => {
    const next = corners[(i + 1) % corners.length] ?? corner;
    const edge = { x: next.x - corner.x, y: next.y - corner.y };
    const off = { x: corner.x - from.x, y: corner.y - from.y };
    const slant = towards.x * edge.y - towards.y * edge.x;
    const length = (off.x * edge.y - off.y * edge.x) / slant;
    const share = (off.x * towards.y - off.y * towards.x) / slant;
    return length > 0 && share >= 0 && share <= 1 ? [length] : [];
  });
}
