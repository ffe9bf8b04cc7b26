import { describe, expect, it } from "vitest";
import { separationLimit } from "../../src/separation/bounds.ts";
import type { Mover } from "../../src/separation/closing-bounds.ts";
import type { Obstacle, ObstacleKind } from "../../src/separation/obstacle.ts";
import {
  anySpeed,
  closingSpeed,
  IMMOBILE,
  STANDING,
  UNMEASURED,
} from "../../src/separation/protective-distance.ts";
import { MOVER, STOPPING } from "./mover.ts";

const BODY = { intrusion: 0.12, sensing: 0.04, positioning: 0.02 };
const THING = { ...BODY, intrusion: 0 };
const at = (kind: ObstacleKind, x: number, more: Partial<Obstacle> = {}): Obstacle => ({
  kind,
  point: { x, y: 0 },
  ...more,
});
const limit = (obstacles: readonly Obstacle[], more: Partial<Mover> = {}) =>
  separationLimit(obstacles, { ...MOVER, ...more });
/** Largest speed along x that the bounds allow [m/s]. */
const ahead = (obstacles: readonly Obstacle[], more: Partial<Mover> = {}): number =>
  Math.min(
    ...limit(obstacles, more)
      .bounds.filter(({ x }) => x > 0)
      .map(({ x, atMost }) => atMost / x),
  );
const walking = (speed: number, centre: number, deviation = 0) => ({
  motion: { velocity: { x: -speed, y: 0 }, deviation, centre: { x: centre, y: 0 } },
});

describe("the limit of separation", () => {
  it("is what it can stop from within what it sees, where nothing is seen", () => {
    expect(limit([])).toEqual({
      speed: closingSpeed(5, IMMOBILE, STOPPING, THING),
      because: "protective-separation",
      source: "scan",
      bounds: [],
    });
    expect(limit([], { sight: 0.5 }).speed).toBe(closingSpeed(0.5, IMMOBILE, STOPPING, THING));
  });

  it("is a speed in any direction, and a closing speed, near what may be a person", () => {
    const one = limit([at("standing", 0.9)]);
    expect(one.speed).toBeCloseTo(anySpeed(0.6, STANDING, STOPPING, BODY), 9);
    expect(one.source).toBe("something standing 0.60 m away at 0°");
    expect(ahead([at("standing", 0.9)])).toBeCloseTo(
      closingSpeed(0.6, STANDING, STOPPING, BODY),
      9,
    );
    const come = limit([at("moving", 1.5)]);
    expect(come.speed).toBeCloseTo(anySpeed(1.2, UNMEASURED, STOPPING, BODY), 9);
  });

  it("heeds the nearest person, and no wall, in any direction", () => {
    const far = limit([at("standing", 1.5), at("standing", 0.9), at("structure", 0.5)]);
    expect(far.speed).toBeCloseTo(anySpeed(0.6, STANDING, STOPPING, BODY), 9);
    expect(limit([at("structure", 0.5)]).speed).toBeGreaterThan(1.2);
  });

  it("is that of the slowest allowed, in whatever order they are seen", () => {
    const two = [at("moving", 1.5), { ...at("standing", 0), point: { x: 0, y: 0.9 } }];
    const slow = anySpeed(1.2, UNMEASURED, STOPPING, BODY);
    expect(slow).toBeLessThan(anySpeed(0.7, STANDING, STOPPING, BODY) + 10);
    const least = Math.min(slow, anySpeed(0.7, STANDING, STOPPING, BODY));
    expect(limit(two).speed).toBeCloseTo(least, 9);
    expect(limit(two.toReversed()).speed).toBeCloseTo(least, 9);
    expect(limit([at("standing", -0.7), at("standing", 1.5)]).source).toContain("0.40 m away");
    expect(limit([at("standing", 1.5), at("standing", -0.7)]).source).toContain("0.40 m away");
  });

  it("does not slow in every direction before hidden places", () => {
    expect(limit([at("hidden", 0.5), at("blind", 0.5)]).speed).toBeGreaterThan(1.2);
  });

  it("heeds people wherever they are, and walls where they can bind", () => {
    expect(limit([at("standing", 4.9)]).source).toContain("something standing");
    expect(limit([at("structure", 4.9)]).source).toBe("scan");
  });

  it("takes somebody who walks for no faster than who was not measured", () => {
    // 0.9 m/s, known to 0.2 m/s: 1.2 m/s and gaining, or 1.6 m/s, whichever is milder
    const known = [at("moving", 2.3, walking(0.9, 2.3, 0.2))];
    const reach = 0.42 - 0.12;
    const distance = 2 - reach;
    const gaining = { speed: 1.2, acceleration: 2 };
    expect(ahead(known)).toBeCloseTo(
      Math.max(
        closingSpeed(distance, gaining, STOPPING, BODY),
        closingSpeed(distance, UNMEASURED, STOPPING, BODY),
      ),
      9,
    );
    const quick = [at("moving", 2.3, walking(1.5, 2.3, 0.2))];
    expect(ahead(quick)).toBeCloseTo(
      closingSpeed(distance, { speed: 1.8, acceleration: 0 }, STOPPING, BODY),
      9,
    );
    expect(limit(quick).speed).toBeCloseTo(
      anySpeed(distance, { speed: 1.8, acceleration: 0 }, STOPPING, BODY),
      9,
    );
  });

  it("foresees a step of somebody of whom no velocity is known", () => {
    const unknown = [at("moving", 2.3, walking(0, 2.3, 1.6))];
    expect(ahead(unknown)).toBeCloseTo(closingSpeed(1.7, UNMEASURED, STOPPING, BODY), 9);
  });

  it("stands beside somebody who stopped lately, and creeps away from what has long stood there", () => {
    expect(limit([at("standing", 0.45, { still: 2 })]).speed).toBe(0);
    expect(limit([at("standing", 0.45, { still: 6 })]).speed).toBe(0.1);
    expect(limit([at("moving", 0.45, { still: 6 })]).speed).toBe(0);
    // towards it, it never goes
    expect(ahead([at("standing", 0.45, { still: 6 })])).toBe(0);
  });

  it("leaves out what cannot bind, and nothing that can", () => {
    expect(limit([at("structure", 4)]).bounds).toEqual([]);
    expect(limit([at("structure", 1)]).bounds).not.toEqual([]);
    expect(limit([at("structure", 4)], { ceiling: 4 }).bounds).not.toEqual([]);
    // corners swing with up to 2.5 m/s * 0.3 m besides
    const slow = { ceiling: 0.1 };
    expect(limit([at("structure", 0.7)], slow).bounds).not.toEqual([]);
    expect(limit([at("structure", 0.9)], slow).bounds).toEqual([]);
  });

  it("takes a surface for one thing only where it crawls beside it", () => {
    const surface = (kind: ObstacleKind, x: number, lies: Partial<Obstacle> = {}) =>
      limit(
        Array.from({ length: 11 }, (_, beam) => ({
          kind,
          point: { x, y: 0.1 * (beam - 5) },
          beam,
          ...lies,
        })),
      ).bounds;
    const on = { surface: 0 };

    expect(surface("structure", 0.8).length).toBeGreaterThan(5);
    expect(surface("structure", 0.8, on)).toEqual(surface("structure", 0.8));
    expect(surface("moving", 0.45, on)).toEqual(surface("moving", 0.45));
    expect(surface("structure", 0.35, on).length).toBeLessThan(surface("structure", 0.35).length);
    expect(surface("standing", 0.45, on).length).toBeLessThan(surface("standing", 0.45).length);
  });

  it("is never more for one thing more, seen nearer", () => {
    for (const kind of ["structure", "standing", "moving", "hidden", "blind"] as const) {
      let last = Infinity;
      for (let x = 3; x > 0.3; x -= 0.05) {
        const now = Math.min(ahead([at(kind, x)]), limit([at(kind, x)]).speed);
        expect(now).toBeLessThanOrEqual(last + 1e-9);
        last = now;
      }
    }
  });
});
