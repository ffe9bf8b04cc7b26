import type { Range } from "./zone.ts";

const TURN = 2 * Math.PI;

/** Whether a bearing lies in an arc, counter-clockwise from its first to its second end, both included [rad]. */
export function isWithin([from, to]: Range, bearing: number): boolean {
  return to - from >= TURN || positive(bearing - from) <= positive(to - from);
}

/** The same angle within [0, 2 π) [rad]. */
export function positive(angle: number): number {
  const rest = angle % TURN;
  return rest < 0 ? rest + TURN : rest;
}
