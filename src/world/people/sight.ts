/** What hides what: sight lines in space against structures and standing people. */
import { at } from "./column.ts";
import type { Structure } from "../scenario/description.ts";
import { outlineOf } from "../scenario/footprint.ts";

/** Numbers a screen: round (1) or box (0), x, y, cos, sin, half length or radius, half width, bottom, top. */
const SIZE = 9;

/** The structures eyes do not see through. */
export type Screens = { readonly count: number; readonly data: Float64Array };

function screenOf(structure: Structure): readonly number[] {
  const top = structure.bottom + structure.height;
  if (structure.kind === "cylinder") {
    return [1, structure.at.x, structure.at.y, 1, 0, structure.radius, 0, structure.bottom, top];
  }
  const outline = outlineOf(structure);
  const { x, y, yaw } = outline.at;
  const half = [outline.length / 2, outline.width / 2];
  return [0, x, y, Math.cos(yaw), Math.sin(yaw), ...half, structure.bottom, top];
}

export function createScreens(structures: readonly Structure[]): Screens {
  const opaque = structures.filter((structure) => !structure.transparent);
  return { count: opaque.length, data: Float64Array.from(opaque.flatMap(screenOf)) };
}

/** Part of a sight line inside a screen, as shares of its length; empty when `from` ≥ `to`. */
const crossing = { from: 0, to: 0 };

function crossDisc(px: number, py: number, dx: number, dy: number, radius: number): void {
  const a = dx * dx + dy * dy;
  const b = px * dx + py * dy;
  const root = b * b - a * (px * px + py * py - radius * radius);
  const half = root <= 0 || a === 0 ? 0 : Math.sqrt(root) / a;
  const middle = a === 0 ? 0 : -b / a;
  crossing.from = Math.max(0, middle - half);
  crossing.to = Math.min(1, middle + half);
}

function crossSlab(p: number, d: number, half: number): void {
  if (Math.abs(d) < 1e-12) {
    if (Math.abs(p) >= half) {
      crossing.to = crossing.from;
    }
    return;
  }
  const near = (-half - p) / d;
  const far = (half - p) / d;
  crossing.from = Math.max(crossing.from, Math.min(near, far));
  crossing.to = Math.min(crossing.to, Math.max(near, far));
}

/** Whether a structure stands between two points of space [m]. */
export function isHidden(
  screens: Screens,
  x0: number,
  y0: number,
  z0: number,
  x1: number,
  y1: number,
  z1: number,
): boolean {
  const { count, data } = screens;
  const dx = x1 - x0;
  const dy = y1 - y0;
  for (let k = 0; k < count * SIZE; k += SIZE) {
    const px = x0 - at(data, k + 1);
    const py = y0 - at(data, k + 2);
    const half = at(data, k + 5);
    if (data[k] === 1) {
      crossDisc(px, py, dx, dy, half);
    } else {
      const c = at(data, k + 3);
      const s = at(data, k + 4);
      crossing.from = 0;
      crossing.to = 1;
      crossSlab(c * px + s * py, c * dx + s * dy, half);
      crossSlab(-s * px + c * py, -s * dx + c * dy, at(data, k + 6));
    }
    if (crossing.from < crossing.to) {
      const a = z0 + (z1 - z0) * crossing.from;
      const b = z0 + (z1 - z0) * crossing.to;
      if (Math.min(a, b) < at(data, k + 8) && Math.max(a, b) > at(data, k + 7)) {
        return true;
      }
    }
  }
  return false;
}

/** Whether an upright body of this radius and height, at (bx, by), stands between two points of space [m]. */
export function isBehindBody(
  bx: number,
  by: number,
  radius: number,
  height: number,
  x0: number,
  y0: number,
  z0: number,
  x1: number,
  y1: number,
  z1: number,
): boolean {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const length2 = dx * dx + dy * dy;
  const t = ((bx - x0) * dx + (by - y0) * dy) / (length2 === 0 ? 1 : length2);
  if (t <= 0 || t >= 1) {
    return false;
  }
  const ex = x0 + dx * t - bx;
  const ey = y0 + dy * t - by;
  return ex * ex + ey * ey < radius * radius && z0 + (z1 - z0) * t < height;
}
