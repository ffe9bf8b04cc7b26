import { writeBody, writeLegs } from "../../../src/world/people/body.ts";
import type { CrowdColumns } from "../../../src/world/people/crowd.ts";
import type { People } from "../../../src/world/simulation/people-port.ts";

/** A person who goes straight on, whatever is in the way. */
export type Walker = {
  readonly x: number;
  readonly y: number;
  readonly vx?: number;
  readonly vy?: number;
  readonly heading?: number;
  readonly gaze?: number;
  readonly height?: number;
};

/** People who go straight on; they take up what physics tells them. */
export function scriptedPeople(walkers: readonly Walker[]): People {
  const column = (value: (walker: Walker) => number): Float64Array =>
    Float64Array.from(walkers, value);
  const height = column((w) => w.height ?? 1.75);
  const crowd: CrowdColumns = {
    count: walkers.length,
    people: walkers.map((w, i) => ({
      id: `person${i}`,
      character: "adult",
      group: undefined,
      height: w.height ?? 1.75,
      radius: 0.25,
    })),
    height,
    radius: column(() => 0.25),
    x: column((w) => w.x),
    y: column((w) => w.y),
    vx: column((w) => w.vx ?? 0),
    vy: column((w) => w.vy ?? 0),
    heading: column((w) => w.heading ?? Math.atan2(w.vy ?? 0, w.vx ?? 0)),
    gaze: column((w) => w.gaze ?? w.heading ?? 0),
    phase: column(() => 0),
    upright: column(() => 1),
    doing: new Uint8Array(walkers.length),
    posture: new Uint8Array(walkers.length),
    eyesDown: new Uint8Array(walkers.length),
    seesRobot: new Uint8Array(walkers.length),
    knowsRobot: new Uint8Array(walkers.length),
  };
  return {
    crowd,
    mass: () => 70,
    step: (dt) => {
      walkers.forEach((_, i) => {
        crowd.x[i] = (crowd.x[i] ?? 0) + dt * (crowd.vx[i] ?? 0);
        crowd.y[i] = (crowd.y[i] ?? 0) + dt * (crowd.vy[i] ?? 0);
      });
    },
    displace: (i, x, y) => {
      crowd.x[i] = x;
      crowd.y[i] = y;
    },
    writeBody: (i, out, offset) => writeBody(crowd, i, out, offset),
    writeLegs: (i, out, offset) => void writeLegs(crowd, i, out, offset),
  };
}
