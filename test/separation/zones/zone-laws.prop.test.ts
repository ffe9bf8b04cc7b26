import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleSize } from "../../support/sample-size.ts";
import type { Restriction } from "../../../src/kernel/fact.ts";
import { STANDSTILL, type Twist } from "../../../src/quantity/frame.ts";
import type { Vector } from "../../../src/quantity/vector.ts";
import { shareInside } from "../../../src/separation/share-inside.ts";
import { clearanceTo } from "../../../src/separation/zones/clearance.ts";
import type { Waiver } from "../../../src/separation/zones/exclusion.ts";
import type { Ray } from "../../../src/separation/zones/points.ts";
import type { ZoneInput } from "../../../src/separation/zones/zone-input.ts";
import {
  NO_ZONE_MEMORY,
  type ZoneMemory,
  zoneRestriction,
} from "../../../src/separation/zones/zone-restriction.ts";
import type {
  Action,
  Member,
  PlainShape,
  Shape,
  Zone,
} from "../../../src/separation/zones/zone.ts";
import { evenly } from "../../support/evenly.ts";
import { blindAt, box, fixed, FOOTPRINT, input, NOW, points, zone, zones } from "./zone-scene.ts";

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    kind: fc.constant("stop" as const),
    escape: fc.constantFrom("away" as const, "none" as const),
  }),
  fc.record({ kind: fc.constant("slow" as const), ratio: evenly(0.1, 0.9) }),
  fc.record({
    kind: fc.constant("limit" as const),
    speed: evenly(0.05, 0.9),
    spin: evenly(0.05, 1.9),
  }),
  fc.record({
    kind: fc.constant("approach" as const),
    time: evenly(0.5, 3),
    escape: fc.constantFrom("away" as const, "none" as const),
  }),
);

const plain: fc.Arbitrary<PlainShape> = fc.oneof(
  fc
    .record({ x: evenly(0.35, 2), y: evenly(0.25, 1.5) })
    .map(({ x, y }) => fixed(box(-0.35, -y, x, y))),
  evenly(0.4, 2).map((radius) => ({
    kind: "fixed" as const,
    outline: { kind: "circle" as const, x: 0, y: 0, radius },
  })),
  evenly(0, 1).map((grow) => ({ kind: "footprint" as const, scale: 1, grow })),
  fc.constant({ kind: "topic" as const, topic: "/area", timeout: 1 }),
);

function member(name: string, from: number, to: number, shape: PlainShape): Member {
  return { name, shape, linear: [from, to], spin: [-2, 2], direction: [-4, 4] };
}

const shape: fc.Arbitrary<Shape> = fc.oneof(
  { weight: 3, arbitrary: plain },
  {
    weight: 1,
    arbitrary: fc.tuple(plain, plain, plain).map(([a, b, c]) => ({
      kind: "velocity" as const,
      drive: "differential" as const,
      members: [member("a", -1, 0, a), member("b", 0, 0.5, b), member("c", 0.5, 1, c)],
    })),
  },
);

const someZone: fc.Arbitrary<Zone> = fc
  .record({
    action,
    shape,
    minPoints: fc.integer({ min: 1, max: 4 }),
    release: fc.integer({ min: 1, max: 3 }),
  })
  .map((given) => zone({ ...given, waiver: "allowed" }));

const place: fc.Arbitrary<Vector> = fc.record({ x: evenly(-2, 2), y: evenly(-1.5, 1.5) });
const cloud = fc.array(place, { maxLength: 12 });
const blind: fc.Arbitrary<Ray> = evenly(-Math.PI, Math.PI).map(blindAt);
const rays = fc.array(blind, { maxLength: 4 });
const twist: fc.Arbitrary<Twist> = fc.record({
  vx: evenly(-0.9, 1),
  vy: fc.oneof(fc.constant(0), evenly(-0.1, 0.1)),
  wz: fc.oneof(fc.constant(0), evenly(-1.9, 1.9)),
});
const received: fc.Arbitrary<ZoneInput["received"]> = fc.oneof(
  fc.constant(new Map<string, never>()),
  evenly(0.5, 2).map((x) => new Map([["/area", { points: box(-0.5, -0.5, x, 0.5), taken: NOW }]])),
);
const memory: fc.Arbitrary<ZoneMemory> = fc.constantFrom<ZoneMemory>(
  NO_ZONE_MEMORY,
  new Map([["front", { view: NOW - 0.1, over: 1, under: 0, state: "acting" }]]),
  new Map([["front", { view: NOW, over: 0, under: 1, state: "acting" }]]),
);

/** How much of a motion is left [1]. */
function left(restriction: Restriction, motion: Twist): number {
  return restriction.trouble === "" ? shareInside(motion, restriction) : 0;
}

/** A ten-thousandth of a motion is none: bounds leave as much, so that rounding does not wedge a robot. */
const NONE = 1e-4;

function expectNoMore(tight: Restriction, loose: Restriction, motions: readonly Twist[]): void {
  for (const motion of motions) {
    const most = left(loose, motion);
    expect(left(tight, motion)).toBeLessThanOrEqual(Math.max(most + 1e-9, NONE));
  }
}

const RUNS = { numRuns: sampleSize(500, 30) };

describe("a zone never allows more", () => {
  it("with one more point", () => {
    fc.assert(
      fc.property(
        someZone,
        cloud,
        place,
        rays,
        twist,
        twist,
        received,
        memory,
        twist,
        (one, at, extra, dark, measured, asked, shapes, before, other) => {
          const given = { measured, asked, received: shapes };
          const less = zoneRestriction(zones(one), input(points(at, dark), given), NOW, before);
          const more = zoneRestriction(
            zones(one),
            input(points([...at, extra], dark), given),
            NOW,
            before,
          );
          const motions = one.action.kind === "approach" ? [asked] : [asked, other];
          expectNoMore(more.restriction, less.restriction, motions);
        },
      ),
      RUNS,
    );
  });

  it("with one more blind beam", () => {
    fc.assert(
      fc.property(
        someZone,
        cloud,
        rays,
        blind,
        twist,
        twist,
        received,
        memory,
        (one, at, dark, extra, measured, asked, shapes, before) => {
          const given = { measured, asked, received: shapes };
          const less = zoneRestriction(zones(one), input(points(at, dark), given), NOW, before);
          const more = zoneRestriction(
            zones(one),
            input(points(at, [...dark, extra]), given),
            NOW,
            before,
          );
          expectNoMore(more.restriction, less.restriction, [asked]);
        },
      ),
      RUNS,
    );
  });

  it("with a beam that goes blind where it saw something outside the robot", () => {
    fc.assert(
      fc.property(
        someZone,
        cloud,
        evenly(-Math.PI, Math.PI),
        evenly(0.37, 2),
        twist,
        twist,
        received,
        (one, at, bearing, range, measured, asked, shapes) => {
          const hit = { x: range * Math.cos(bearing), y: range * Math.sin(bearing) };
          const given = { measured, asked, received: shapes };
          const seen = zoneRestriction(
            zones(one),
            input(points([...at, hit]), given),
            NOW,
            NO_ZONE_MEMORY,
          );
          const dark = zoneRestriction(
            zones(one),
            input(points(at, [blindAt(bearing)]), given),
            NOW,
            NO_ZONE_MEMORY,
          );
          expect(dark.active.length).toBeGreaterThanOrEqual(seen.active.length);
          if (one.action.kind !== "approach") {
            expectNoMore(dark.restriction, seen.restriction, [asked]);
          }
        },
      ),
      RUNS,
    );
  });

  it("with a velocity that is known less well", () => {
    fc.assert(
      fc.property(
        someZone,
        cloud,
        twist,
        twist,
        received,
        evenly(0, 0.5),
        evenly(0, 0.5),
        (one, at, measured, asked, shapes, blur, more) => {
          const given = { measured, asked, received: shapes };
          const sharp = input(points(at), { ...given, blur: { speed: blur, spin: blur } });
          const vague = input(points(at), {
            ...given,
            blur: { speed: blur + more, spin: blur + more },
          });
          const few = zoneRestriction(zones(one), sharp, NOW, NO_ZONE_MEMORY);
          const many = zoneRestriction(zones(one), vague, NOW, NO_ZONE_MEMORY);
          expectNoMore(many.restriction, few.restriction, [asked]);
        },
      ),
      RUNS,
    );
  });

  it("than without the zone, and standing still is always allowed", () => {
    fc.assert(
      fc.property(
        someZone,
        someZone,
        cloud,
        rays,
        twist,
        twist,
        received,
        memory,
        twist,
        (one, second, at, dark, measured, asked, shapes, before, other) => {
          const seen = input(points(at, dark), { measured, asked, received: shapes });
          const alone = zoneRestriction(zones(one), seen, NOW, before);
          const both = zoneRestriction(
            zones(one, { ...second, name: "second" }),
            seen,
            NOW,
            before,
          );
          expectNoMore(both.restriction, alone.restriction, [asked, other]);
          expect(shareInside(STANDSTILL, both.restriction)).toBe(1);
          expect(both.restriction.speed).toBeGreaterThanOrEqual(0);
          expect(both.restriction.spin).toBeGreaterThanOrEqual(0);
          expect(both.restriction.bounds.every((bound) => bound.atMost >= 0)).toBe(true);
        },
      ),
      RUNS,
    );
  });

  it("than its waiver's cap while it is waived", () => {
    const waiver: fc.Arbitrary<Waiver> = fc.record({
      speed: fc.oneof(evenly(-1, 1), fc.constant(NaN)),
      until: evenly(NOW + 0.1, NOW + 30),
    });
    fc.assert(
      fc.property(
        someZone,
        cloud,
        rays,
        twist,
        twist,
        received,
        waiver,
        (one, at, dark, measured, asked, shapes, given) => {
          const waivers = new Map([["front", given]]);
          const seen = input(points(at, dark), { measured, asked, received: shapes, waivers });
          const { restriction } = zoneRestriction(zones(one), seen, NOW, NO_ZONE_MEMORY);
          const cap = given.speed > 0 ? Math.min(given.speed, 0.1) : 0;
          expect(restriction.speed).toBeLessThanOrEqual(cap);
          expect(restriction.spin * Math.hypot(0.3, 0.2)).toBeLessThanOrEqual(cap + 1e-12);
        },
      ),
      RUNS,
    );
  });
});

describe("an escape", () => {
  const stop = zone({
    action: { kind: "stop", escape: "away" },
    shape: fixed(box(-1.5, -1.5, 1.5, 1.5)),
  });

  it("never brings the robot nearer to anything inside, by more than a hair in a view's time", () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 8 }), twist, (at, asked) => {
        const outside = at.filter((p) => clearanceTo(FOOTPRINT, p.x, p.y).distance > 0.01);
        fc.pre(outside.length > 0);
        const { restriction } = zoneRestriction(
          zones(stop),
          input(points(outside), { asked }),
          NOW,
          NO_ZONE_MEMORY,
        );
        const share = left(restriction, asked);
        const given = { vx: share * asked.vx, vy: share * asked.vy, wz: share * asked.wz };
        const inside = outside.filter((p) => Math.max(Math.abs(p.x), Math.abs(p.y)) <= 1.5);
        for (const p of inside) {
          const dt = 0.02;
          const [c, s] = [Math.cos(given.wz * dt), Math.sin(given.wz * dt)];
          const [offX, offY] = [p.x - given.vx * dt, p.y - given.vy * dt];
          const after = clearanceTo(FOOTPRINT, c * offX + s * offY, -s * offX + c * offY).distance;
          const before = clearanceTo(FOOTPRINT, p.x, p.y).distance;
          expect(after).toBeGreaterThan(before - 2e-5);
        }
      }),
      RUNS,
    );
  });

  it("is there for a robot that is asked to go straight back from what is ahead", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ x: evenly(0.31, 1.4), y: evenly(-0.19, 0.19) }), {
          minLength: 1,
          maxLength: 20,
        }),
        (at) => {
          const asked = { vx: -0.1, vy: 0, wz: 0 };
          const { restriction } = zoneRestriction(
            zones(stop),
            input(points(at), { asked }),
            NOW,
            NO_ZONE_MEMORY,
          );
          expect(left(restriction, asked)).toBe(1);
        },
      ),
      { numRuns: sampleSize(300, 30) },
    );
  });
});
