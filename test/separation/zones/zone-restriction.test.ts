import { describe, expect, it } from "vitest";
import { shareInside } from "../../../src/separation/share-inside.ts";
import { STANDSTILL, type Twist } from "../../../src/quantity/frame.ts";
import type { Points } from "../../../src/separation/zones/points.ts";
import type { ZoneInput } from "../../../src/separation/zones/zone-input.ts";
import {
  NO_ZONE_MEMORY,
  type ZoneAnswer,
  zoneRestriction,
} from "../../../src/separation/zones/zone-restriction.ts";
import type { Zone, ZoneSet } from "../../../src/separation/zones/zone.ts";
import { box, fixed, forward, input, NOW, points, zone, zones } from "./zone-scene.ts";

const AHEAD = { x: 0.8, y: 0.1 };

function answer(set: ZoneSet | Zone, seen: Points, given: Partial<ZoneInput> = {}): ZoneAnswer {
  const all = "zones" in set ? set : zones(set);
  return zoneRestriction(all, input(seen, given), NOW, NO_ZONE_MEMORY);
}

/** How much of a twist is left [1]. */
function left({ restriction }: ZoneAnswer, twist: Twist): number {
  return restriction.trouble === "" ? shareInside(twist, restriction) : 0;
}

describe("a stop zone", () => {
  it("asks for nothing while it is empty", () => {
    expect(answer(zone(), points([{ x: 1.4, y: 0 }])).restriction).toEqual({
      speed: Infinity,
      spin: Infinity,
      bounds: [],
      because: "zone-stop",
      about: "",
      trouble: "",
    });
  });

  it("stops every motion when it has no escape, and says what is where", () => {
    const stop = zone({ action: { kind: "stop", escape: "none" } });
    const { restriction, active } = answer(stop, points([AHEAD]));

    expect(restriction).toMatchObject({ speed: 0, spin: 0, because: "zone-stop", trouble: "" });
    expect(restriction.about).toBe("front (1 point, the nearest 0.50 m away)");
    expect(active).toMatchObject([{ zone: "front", points: 1, because: "zone-stop" }]);
  });

  it("lets the robot crawl away from what is inside, and no nearer to it", () => {
    const found = answer(zone(), points([AHEAD]));

    expect(left(found, forward(-0.1))).toBe(1);
    expect(left(found, forward(-0.5))).toBeCloseTo(0.2);
    expect(left(found, forward(0.1))).toBeLessThan(1e-4);
    expect(left(found, { vx: 0, vy: 0.1, wz: 0 })).toBe(1);
  });

  it("counts points up to its smallest number", () => {
    const three = zone({ minPoints: 3 });
    const two = [AHEAD, { x: 0.9, y: 0 }];

    expect(answer(three, points(two)).active).toEqual([]);
    expect(answer(three, points([...two, { x: 1, y: 0 }])).active).toHaveLength(1);
  });
});

describe("a slow-down zone", () => {
  it("leaves a share of what is asked for, never of more than the ceilings", () => {
    const slow = zone({ action: { kind: "slow", ratio: 0.3 } });
    const asked = { vx: 0.5, vy: 0, wz: 1 };

    const { restriction } = answer(slow, points([AHEAD]), { asked });
    expect(restriction).toMatchObject({ because: "zone-slow", bounds: [] });
    expect(restriction.speed).toBeCloseTo(0.15);
    expect(restriction.spin).toBeCloseTo(0.3);
    expect(answer(slow, points([AHEAD]), { asked: forward(50) }).restriction.speed).toBeCloseTo(
      0.3,
    );
  });
});

describe("a limit zone", () => {
  it("caps speed and spin, each by itself", () => {
    const limit = zone({ action: { kind: "limit", speed: 0.4, spin: 0.7 } });

    expect(answer(limit, points([AHEAD])).restriction).toMatchObject({
      because: "zone-limit",
      speed: 0.4,
      spin: 0.7,
    });
  });
});

describe("an approach zone", () => {
  const approach = zone({
    action: { kind: "approach", time: 2, escape: "away" },
    shape: { kind: "footprint", scale: 1, grow: 0 },
  });

  it("goes so slowly that the time to collision is kept", () => {
    const { restriction, active } = answer(approach, points([{ x: 0.8, y: 0 }]), {
      asked: forward(0.5),
    });

    expect(restriction).toMatchObject({ because: "zone-approach", about: "front (in 1.00 s)" });
    expect(restriction.speed).toBeCloseTo(0.25);
    expect(active[0]?.time).toBeCloseTo(1);
  });

  it("does nothing for what lies beside the way", () => {
    const seen = points([{ x: 0.8, y: 0.21 }]);

    expect(answer(approach, seen, { asked: forward(1) }).active).toEqual([]);
  });

  it("watches the measured motion as well as the one asked for", () => {
    const seen = points([{ x: 0.8, y: 0 }]);
    const { restriction } = answer(approach, seen, { measured: forward(0.5) });

    expect(restriction.speed).toBeCloseTo(0.25);
  });

  it("is a stop zone once something is inside", () => {
    const found = answer(approach, points([{ x: 0.25, y: 0 }]), { asked: forward(-0.1) });

    expect(found.restriction.because).toBe("zone-approach");
    expect(left(found, forward(-0.1))).toBe(1);
    expect(left(found, forward(0.1))).toBeLessThan(1e-4);
  });
});

describe("several zones", () => {
  it("hold all at once, and the tightest names the reason", () => {
    const wide = zone({
      name: "wide",
      action: { kind: "limit", speed: 0.6, spin: 0.2 },
      shape: fixed(box(-2, -2, 2, 2)),
    });
    const slow = zone({ action: { kind: "limit", speed: 0.3, spin: 1 } });
    const { restriction } = answer(zones(wide, slow), points([AHEAD]));

    expect(restriction).toMatchObject({ speed: 0.3, spin: 0.2, because: "zone-limit" });
    expect(restriction.about).toBe("wide (1 point), front (1 point)");
  });
});

describe("standstill", () => {
  it("is inside whatever is asked for", () => {
    expect(left(answer(zone(), points([AHEAD])), STANDSTILL)).toBe(1);
  });
});
