/** Who touches whom. A group is a bit; the upper 16 bits say what a collider is, the lower what it meets. */
export const GROUND = 1;
export const STRUCTURE = 2;
export const OBJECT = 4;
/** The upright trunk of a person: meets everything but robots. */
export const TRUNK = 8;
/** A part of a person's body: meets robots only, so that a contact names the part. */
export const PART = 16;
export const ROBOT = 32;
/** A structure that light passes. */
export const GLASS = 64;

const FIXED = STRUCTURE | GLASS;

const MEETS = new Map([
  [GROUND, OBJECT],
  [STRUCTURE, OBJECT | TRUNK | ROBOT],
  [GLASS, OBJECT | TRUNK | ROBOT],
  [OBJECT, GROUND | FIXED | OBJECT | TRUNK | ROBOT],
  [TRUNK, FIXED | OBJECT | TRUNK],
  [PART, ROBOT],
  [ROBOT, FIXED | OBJECT | PART | ROBOT],
]);

/** Interaction groups of a collider that is one thing. */
export function groupsOf(what: number): number {
  return ((what << 16) | (MEETS.get(what) ?? 0)) >>> 0;
}

/** Groups for a query that sees the named things. */
export function seeing(what: number): number {
  return ((0xffff << 16) | what) >>> 0;
}
