import { describe, expect, it } from "vitest";
import { closed, FREE } from "../../../src/kernel/limit.ts";
import { promised } from "../../../src/separation/zones/promise.ts";
import type { Zone } from "../../../src/separation/zones/zone.ts";
import { box, fixed, FOOTPRINT, ROBOT, zone } from "./zone-scene.ts";

/** Drawn for 1 m/s², 0.2 s and 1 m/s, which need 0.7 m. */
const AS_DRAWN = { braking: 1, reaction: 0.2 };
const shaping = {
  footprint: FOOTPRINT,
  received: new Map([["/t", { points: box(-0.3, -0.4, 0.6, 0.4), taken: 10 }]]),
  now: 10,
};
const promise = (given: Partial<Zone>, stopping = AS_DRAWN) =>
  promised(zone(given), shaping, ROBOT, stopping);
const short = fixed(box(0, -0.4, 0.6, 0.4));

describe("the promise of a stop zone", () => {
  it("was checked at start for a robot that stops as it was drawn for, or better", () => {
    expect(promise({ shape: short })).toBeUndefined();
    expect(promise({ shape: short }, { braking: 1.1, reaction: 0.1 })).toBeUndefined();
  });

  it.each([
    ["brakes worse", { braking: 0.9, reaction: 0.2 }],
    ["reacts later", { braking: 1, reaction: 0.21 }],
    ["stops nobody knows how", { braking: NaN, reaction: 0.2 }],
  ])("is kept by going slower for one that %s", (_, stopping) => {
    const found = promise({ shape: short }, stopping);
    expect(found).toMatchObject({ because: "braking-weak", zone: "front" });
    const [bound] = closed(found?.limit ?? FREE).bounds;
    expect(bound).toMatchObject({ x: 1, y: 0, turn: 0, source: "front", because: "braking-weak" });
    const speed = bound?.atMost ?? NaN;
    expect(speed).toBeLessThan(0.6);
    if (speed > 0) {
      const { braking, reaction } = stopping;
      expect(speed * reaction + (speed * speed) / (2 * braking)).toBeCloseTo(0.3, 9);
    }
  });

  it("asks for nothing where the zone is large enough all the same", () => {
    expect(promise({ shape: fixed(box(0, -0.4, 5, 0.4)) }, { braking: 0.9, reaction: 0.2 })).toBe(
      undefined,
    );
  });

  it("is kept for a shape that came on a topic, which nobody checked before", () => {
    const shape = { kind: "topic", topic: "/t", timeout: 1 } as const;
    // v² / 2 + 0.2 v = 0.3
    expect(promise({ shape })?.limit.bounds[0]?.atMost).toBeCloseTo(Math.sqrt(0.64) - 0.2, 9);
    expect(promise({ shape: { ...shape, topic: "/none" } })).toBeUndefined();
  });

  it("is one for each way it guards, and none of what only slows down", () => {
    const worse = { braking: 0.5, reaction: 0.3 };
    const both = promise({ shape: short, guards: ["forward", "left"] }, worse)?.limit.bounds;
    expect(both?.map(({ x, y }) => [x, y])).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(promise({ shape: short, action: { kind: "slow", ratio: 0.5 } }, worse)).toBeUndefined();
  });
});
