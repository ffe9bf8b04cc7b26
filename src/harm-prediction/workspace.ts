import { type Contacts, noContacts } from "./contact.ts";
import { type Draws, drawsOf } from "./draws.ts";
import type { Course } from "./person-ahead.ts";

/**
 * Room that is written anew for every person before it is read, kept between calls because large typed arrays cost more to
 * make than to fill. Nothing in it outlives the person it was filled for, so forecasts stay a function of their scene.
 */
export type Workspace = {
  readonly courses: Course[];
  readonly choices: Uint8Array;
  readonly contacts: Contacts;
  readonly contrast: Contacts;
  /** Never written. */
  readonly none: Contacts;
};

const WORKSPACES = new Map<string, Workspace>();

export function workspaceOf(steps: number, rollouts: number): Workspace {
  const key = `${steps} ${rollouts}`;
  const found = WORKSPACES.get(key);
  if (found !== undefined) {
    return found;
  }
  const made: Workspace = {
    courses: [],
    choices: new Uint8Array(rollouts),
    contacts: noContacts(rollouts),
    contrast: noContacts(rollouts),
    none: noContacts(rollouts),
  };
  WORKSPACES.set(key, made);
  return made;
}

/** Draws made before: a table of constants, filled when needed. */
const DRAWS = new Map<number, Draws>();

/** Draws of a person's own, the same in every cycle, so that a forecast changes only when the scene does. */
export function drawsFor(id: string, rollouts: number): Draws {
  let stream = 0;
  for (let k = 0; k < id.length; k++) {
    stream = (Math.imul(stream, 31) + id.charCodeAt(k)) & 0xff;
  }
  const key = rollouts * 256 + stream;
  const found = DRAWS.get(key);
  if (found !== undefined) {
    return found;
  }
  const made = drawsOf(rollouts, stream);
  DRAWS.set(key, made);
  return made;
}
