import { describe, expect, it } from "vitest";
import { STANDSTILL, type Twist } from "../../../src/quantity/frame.ts";
import type { Vector } from "../../../src/quantity/vector.ts";
import type { Escape, Zone } from "../../../src/separation/zones/zone.ts";
import { NO_ZONE_MEMORY, zoneRestriction } from "../../../src/separation/zones/zone-restriction.ts";
import { forward, input, NOW, points, zone, zones } from "./zone-scene.ts";

const judge = (one: Zone, seen: readonly Vector[], asked: Twist, measured = STANDSTILL) =>
  zoneRestriction(zones(one), input(points(seen), { asked, measured }), NOW, NO_ZONE_MEMORY);

/** Keeps 2 s from a collision of the robot's own outline. */
const approach = (escape: Escape, grow = 0): Zone =>
  zone({
    action: { kind: "approach", time: 2, escape },
    shape: { kind: "footprint", scale: 1, grow },
    guards: [],
  });
const RADIUS = Math.hypot(0.3, 0.2);

describe("a zone that acts", () => {
  it("binds the way to what is inside in its own name", () => {
    const [stop] = judge(zone(), [{ x: 0.8, y: 0 }], forward(1)).restriction.bounds;
    expect(stop).toMatchObject({ because: "zone-stop", source: "front" });
    const inside = [{ x: 0.4, y: 0 }];
    const [near] = judge(approach("away", 0.2), inside, forward(1)).restriction.bounds;
    expect(near).toMatchObject({ because: "zone-approach", source: "front" });
  });

  it("leaves a share of the turn asked for as well as of the speed", () => {
    const slow = zone({ action: { kind: "slow", ratio: 0.25 } });
    const asked = { vx: 0.3, vy: 0.4, wz: -2 };
    expect(judge(slow, [{ x: 0.8, y: 0 }], asked).restriction).toMatchObject({
      speed: 0.125,
      spin: 0.5,
    });
  });
});

describe("a zone that foresees a collision", () => {
  const AHEAD = [{ x: 0.31, y: 0 }];

  it("leaves so much of what is asked for that the time is kept", () => {
    // 0.4 m at 1 m/s take 0.4 s: a fifth of 2 s
    const { speed } = judge(approach("none"), [{ x: 0.7, y: 0 }], forward(1)).restriction;
    expect(speed).toBeCloseTo(0.2, 2);
  });

  it("of the motion that is measured stops it, where there is no escape", () => {
    const { restriction } = judge(approach("none"), AHEAD, STANDSTILL, forward(0.8));
    expect(restriction.speed).toBeLessThan(0.02);
    expect(restriction.spin).toBe(0);
  });

  it("of the motion that is measured leaves a crawl elsewhere, where there is an escape", () => {
    const { restriction } = judge(approach("away"), AHEAD, forward(-1), forward(0.8));
    expect(restriction.speed).toBeCloseTo(0.1, 9);
    expect(restriction.spin).toBeCloseTo(0.1 / RADIUS, 9);
  });

  it("lets a measured motion far from its collision go on", () => {
    const { restriction } = judge(approach("away"), [{ x: 1.5, y: 0 }], STANDSTILL, forward(0.8));
    expect(restriction.speed).toBeGreaterThan(0.4);
  });

  it.each<[string, Twist, boolean]>([
    ["0.05 m/s", forward(0.05), false],
    ["0.06 m/s", forward(0.06), true],
    ["0.1 rad/s", { vx: 0, vy: 0, wz: 0.1 }, false],
    ["0.11 rad/s", { vx: 0, vy: 0, wz: 0.11 }, true],
    ["-0.11 rad/s", { vx: 0, vy: 0, wz: -0.11 }, true],
  ])("takes a base at rest to be measured up to its jitter: %s", (_, measured, foreseen) => {
    // right ahead, and where a corner swings to, either way
    const around = [
      { x: 0.301, y: 0 },
      { x: 0.3005, y: 0.199 },
      { x: 0.3005, y: -0.199 },
    ];
    const { active } = judge(approach("none"), around, STANDSTILL, measured);
    expect(active.length > 0).toBe(foreseen);
  });
});
