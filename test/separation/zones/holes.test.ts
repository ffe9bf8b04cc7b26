import { describe, expect, it } from "vitest";
import { shareInside } from "../../../src/separation/share-inside.ts";
import { STANDSTILL, type Twist } from "../../../src/quantity/frame.ts";
import { polygonOf } from "../../../src/separation/zones/outline.ts";
import { type Points, pointsOfScan } from "../../../src/separation/zones/points.ts";
import type { ZoneInput } from "../../../src/separation/zones/zone-input.ts";
import {
  NO_ZONE_MEMORY,
  type ZoneAnswer,
  zoneRestriction,
} from "../../../src/separation/zones/zone-restriction.ts";
import type { Zone, ZoneSet } from "../../../src/separation/zones/zone.ts";
import {
  blindAt,
  box,
  fixed,
  FOOTPRINT,
  forward,
  input,
  NOW,
  points,
  ROBOT,
  zone,
  zones,
} from "./zone-scene.ts";

/** The ways collision monitors fail open, each as a zone sees it: each ends in a stop, and by a name of its own. */

function answer(set: ZoneSet | Zone, seen: Points, given: Partial<ZoneInput> = {}): ZoneAnswer {
  const all = "zones" in set ? set : zones(set);
  return zoneRestriction(all, input(seen, given), NOW, NO_ZONE_MEMORY);
}

function left({ restriction }: ZoneAnswer, twist: Twist): number {
  return restriction.trouble === "" ? shareInside(twist, restriction) : 0;
}

const EMPTY = points([]);
const TOPIC = zone({ shape: { kind: "topic", topic: "/area", timeout: 0.5 } });
const BY_VELOCITY = zone({
  action: { kind: "stop", escape: "none" },
  shape: {
    kind: "velocity",
    drive: "differential",
    members: [
      {
        name: "slow",
        shape: fixed(box(-0.4, -0.4, 0.6, 0.4)),
        linear: [-0.2, 0.3],
        spin: [-2, 2],
        direction: [-4, 4],
      },
      {
        name: "fast",
        shape: fixed(box(-0.4, -0.4, 1.3, 0.4)),
        linear: [0.3, 1],
        spin: [-2, 2],
        direction: [-4, 4],
      },
    ],
  },
});

describe("H4: a blocked scanner that goes on talking is no empty room", () => {
  it("blind beams through a zone count as points in it", () => {
    const blind = [-0.2, -0.1, 0, 0.1].map(blindAt);
    const four = zone({ minPoints: 4 });

    const found = answer(four, points([], blind));
    expect(found.active).toMatchObject([{ zone: "front", points: 4 }]);
    expect(left(found, forward(0.1))).toBeLessThan(1e-4);
    expect(left(found, forward(-0.1))).toBe(1);
    expect(answer(four, points([], blind.slice(1))).active).toEqual([]);
  });

  it("blind beams that pass a zone by do not", () => {
    expect(
      answer(zone(), points([], [blindAt(Math.PI), blindAt(Math.PI / 2)])).active,
    ).toMatchObject([{ zone: "front", points: 1 }]);
    expect(answer(zone(), points([], [blindAt(Math.PI)])).active).toEqual([]);
  });

  it.each([NaN, 0, 0.01])("a scan of nothing but %d stops every zone it looks through", (range) => {
    const scan = {
      stamp: 0,
      angleMin: -Math.PI,
      angleIncrement: Math.PI / 180,
      rangeMin: 0.1,
      rangeMax: 8,
      ranges: new Float32Array(360).fill(range),
    };
    const seen = pointsOfScan(scan, { x: 0, y: 0, yaw: 0 }, [], 10);
    expect(left(answer(zone(), seen), forward(0.1))).toBeLessThan(1e-4);
    expect(
      left(answer(zone({ shape: fixed(box(-1, -1, 1, 1)) }), seen), forward(-0.1)),
    ).toBeLessThan(1e-4);
  });

  it("a blind beam counts as entered in an approach zone", () => {
    const approach = zone({
      action: { kind: "approach", time: 1, escape: "none" },
      shape: { kind: "footprint", scale: 1, grow: 0 },
    });
    expect(answer(approach, points([], [blindAt(0)])).restriction.speed).toBe(0);
  });

  it("points that are not a number stop", () => {
    expect(answer(zone(), points([{ x: NaN, y: 0 }])).restriction).toMatchObject({
      speed: 0,
      trouble: "scan-malformed",
    });
  });
});

describe("H5: a zone whose shape is not known is not skipped", () => {
  it("it stops the robot until the shape comes", () => {
    const found = answer(TOPIC, EMPTY);
    expect(found.restriction).toMatchObject({
      speed: 0,
      spin: 0,
      because: "zone-unknown",
      trouble: "zone-unknown",
    });
    expect(found.restriction.about).toBe("front");
    const received = new Map([["/area", { points: box(0, -0.4, 2, 0.4), taken: NOW }]]);
    expect(answer(TOPIC, EMPTY, { received }).active).toEqual([]);
  });

  it.each([
    ["old", { points: box(0, 0, 1, 1), taken: NOW - 0.6 }],
    ["from the future", { points: box(0, 0, 1, 1), taken: NOW + 1 }],
    ["crossing itself", { points: [...box(0, 0, 1, 1), { x: 0.5, y: -1 }], taken: NOW }],
    ["not a number", { points: box(0, 0, NaN, 1), taken: NOW }],
    ["empty", { points: [], taken: NOW }],
  ])("a shape that is %s is not known", (_, shape) => {
    const found = answer(TOPIC, EMPTY, { received: new Map([["/area", shape]]) });
    expect(found.restriction.trouble).toBe("zone-unknown");
  });

  it.each([
    ["none", []],
    ["two corners", FOOTPRINT.slice(0, 2)],
    ["clockwise", FOOTPRINT.toReversed()],
    ["not a number", [...FOOTPRINT.slice(0, 3), { x: NaN, y: 0 }]],
    ["larger than drawn for", box(-0.3, -0.2, 0.35, 0.2)],
  ])("nor is anything without the robot's own outline: %s", (_, footprint) => {
    expect(answer(zone(), EMPTY, { footprint }).restriction.trouble).toBe("zone-unknown");
  });

  it("an outline as good as the one drawn for is taken", () => {
    expect(answer(zone(), EMPTY, { footprint: box(-0.3, -0.2, 0.315, 0.2) }).active).toEqual([]);
  });
});

describe("H6: a velocity no shape was drawn for does not keep the shape before", () => {
  it("measured, it stops", () => {
    const found = answer(BY_VELOCITY, EMPTY, { measured: forward(1.2) });
    expect(found.restriction.trouble).toBe("zone-unknown");
    expect(answer(BY_VELOCITY, EMPTY, { measured: forward(0.9) }).active).toEqual([]);
  });

  it("asked for, it stops", () => {
    expect(answer(BY_VELOCITY, EMPTY, { asked: forward(-0.5) }).restriction.trouble).toBe(
      "zone-unknown",
    );
    expect(answer(BY_VELOCITY, EMPTY, { asked: forward(9) }).active).toEqual([]);
  });

  it("sliding sideways, it stops", () => {
    const measured = { vx: 0.2, vy: 0.3, wz: 0 };
    expect(answer(BY_VELOCITY, EMPTY, { measured }).restriction.trouble).toBe("zone-unknown");
  });

  it("a member whose own shape is unknown stops", () => {
    const shape = {
      kind: "velocity",
      drive: "differential",
      members: [
        {
          name: "a",
          shape: TOPIC.shape as never,
          linear: [-1, 1],
          spin: [-2, 2],
          direction: [-4, 4],
        },
      ],
    } as const;
    expect(answer(zone({ shape }), EMPTY).restriction.trouble).toBe("zone-unknown");
  });
});

describe("H8: no time-out means off", () => {
  it("a source that falls silent stops the robot", () => {
    const views = new Map([["scan", { points: EMPTY, taken: NOW - 0.36 }]]);
    expect(answer(zone(), EMPTY, { views }).restriction).toMatchObject({
      speed: 0,
      trouble: "scan-stale",
    });
    expect(answer(zone(), EMPTY, { views: new Map() }).restriction.trouble).toBe("scan-missing");
  });

  it("nor does a time-out of 0 or below, should one come so far", () => {
    const never = (timeout: number): ZoneSet => ({
      ...zones(zone()),
      sources: [{ name: "scan", topic: "/scan", timeout, blindArcs: [] }],
    });
    const views = new Map([["scan", { points: EMPTY, taken: NOW - 0.01 }]]);
    expect(answer(never(0), EMPTY, { views }).restriction.trouble).toBe("scan-stale");
    expect(answer(never(-1), EMPTY).restriction.trouble).toBe("scan-stale");
    expect(answer(never(NaN), EMPTY).restriction.trouble).toBe("scan-stale");
  });

  it("nor does a view from the future stay fresh (H3)", () => {
    const views = new Map([["scan", { points: EMPTY, taken: NOW + 5 }]]);
    expect(answer(zone(), EMPTY, { views }).restriction.trouble).toBe("scan-future");
  });

  it("one silent source of two is enough", () => {
    const set = {
      ...zones(zone({ sources: ["scan", "rear"] })),
      sources: [
        { name: "scan", topic: "/scan", timeout: 0.35, blindArcs: [] },
        { name: "rear", topic: "/rear", timeout: 0.35, blindArcs: [] },
      ],
    };
    expect(answer(set, EMPTY).restriction.trouble).toBe("scan-missing");
    const views = new Map([
      ["scan", { points: EMPTY, taken: NOW }],
      ["rear", { points: points([{ x: 1, y: 0 }]), taken: NOW - 0.1 }],
    ]);
    expect(answer(set, EMPTY, { views }).active).toMatchObject([{ points: 1 }]);
  });

  it("nor does a source that is not in the file", () => {
    expect(answer(zone({ sources: ["other"] }), EMPTY).restriction.trouble).toBe("scan-missing");
  });
});

describe("H9: nobody switches a zone off", () => {
  const stop = zone({ action: { kind: "stop", escape: "none" }, waiver: "allowed" });
  const seen = points([{ x: 0.8, y: 0 }]);
  const waivers = new Map([["front", { speed: 0.5, until: NOW + 10 }]]);

  it("a waiver leaves a crawl, and names itself", () => {
    const { restriction, active } = answer(stop, seen, { waivers });
    expect(restriction).toMatchObject({
      speed: 0.1,
      because: "waiver-cap",
      about: "front",
      bounds: [],
      trouble: "",
    });
    expect(restriction.spin).toBeCloseTo(0.1 / Math.hypot(0.3, 0.2));
    expect(active).toHaveLength(1);
  });

  it("a waiver holds to a crawl though the zone is empty", () => {
    expect(answer(stop, EMPTY, { waivers }).restriction.speed).toBe(0.1);
  });

  it("a waiver that is over, too long, or for another zone, waives nothing", () => {
    for (const [name, until] of [
      ["front", NOW],
      ["front", NOW + 31],
      ["side", NOW + 5],
    ] as const) {
      const others = new Map([[name, { speed: 0.1, until }]]);
      expect(answer(stop, seen, { waivers: others }).restriction).toMatchObject({
        speed: 0,
        because: "zone-stop",
      });
    }
  });

  it("a zone whose file does not allow it is never waived", () => {
    expect(answer({ ...stop, waiver: "never" }, seen, { waivers }).restriction.speed).toBe(0);
  });

  it("no waiver makes up for a source that is silent", () => {
    expect(answer(stop, seen, { waivers, views: new Map() }).restriction.trouble).toBe(
      "scan-missing",
    );
  });

  it("a waiver does not stand in for a shape that is not known: what is unknown cannot be waived", () => {
    const { restriction } = answer({ ...TOPIC, waiver: "allowed" }, seen, { waivers });
    expect(restriction).toMatchObject({ speed: 0, trouble: "zone-unknown" });
  });

  it("a dock hides walls only with a waiver, and costs the speed", () => {
    const wall: Points = { ...seen, isWall: () => true };
    const set: ZoneSet = {
      ...zones(zone()),
      exclusions: [
        { kind: "dock", name: "station", points: box(-1, -1, 1, 1), frame: "dock", timeout: 0.5 },
      ],
    };
    const frames = new Map([["dock", { pose: { x: 1, y: 0, yaw: 0 }, taken: NOW }]]);
    const held = new Map([["station", { speed: 0.08, until: NOW + 10 }]]);

    expect(answer(set, wall, { frames }).restriction.because).toBe("zone-stop");
    expect(answer(set, wall, { waivers: held }).restriction.because).toBe("zone-stop");
    const open = answer(set, wall, { frames, waivers: held });
    expect(open.restriction).toMatchObject({
      speed: 0.08,
      because: "waiver-cap",
      about: "station",
      bounds: [],
    });
    expect(answer(set, seen, { frames, waivers: held }).restriction.because).toBe("zone-stop");
    expect(answer(set, EMPTY, { frames, waivers: held }).active).toEqual([]);
  });

  it("a self filter hides the robot's own parts and nothing else", () => {
    const set: ZoneSet = {
      ...zones(zone()),
      exclusions: [{ kind: "self", name: "mast", outline: polygonOf(box(0, -0.1, 0.2, 0.1)) }],
    };
    expect(answer(set, points([{ x: 0.1, y: 0 }])).active).toEqual([]);
    expect(
      answer(
        set,
        points([
          { x: 0.1, y: 0 },
          { x: 0.5, y: 0 },
        ]),
      ).active,
    ).toMatchObject([{ points: 1 }]);
  });
});

describe("H11: what is measured counts, not only what is asked for", () => {
  const seen = points([{ x: 1.1, y: 0 }]);

  it("the larger shape of the two velocities holds", () => {
    expect(answer(BY_VELOCITY, seen).active).toEqual([]);
    expect(answer(BY_VELOCITY, seen, { measured: forward(0.8) }).restriction.because).toBe(
      "zone-stop",
    );
    expect(answer(BY_VELOCITY, seen, { asked: forward(0.8) }).restriction.because).toBe(
      "zone-stop",
    );
  });

  it("a velocity that may be larger is taken as larger", () => {
    const blur = { speed: 0.1, spin: 0 };
    expect(answer(BY_VELOCITY, seen, { measured: forward(0.25) }).active).toEqual([]);
    expect(answer(BY_VELOCITY, seen, { measured: forward(0.25), blur }).active).toHaveLength(1);
  });

  it("weaker brakes than the zone was drawn for make the robot slower towards it", () => {
    const { restriction } = answer(zone(), EMPTY, { stopping: { braking: 0.3, reaction: 0.2 } });

    const fits = 0.3 * (-0.2 + Math.sqrt(0.04 + 2 / 0.3));
    expect(restriction.bounds).toEqual([
      {
        x: 1,
        y: 0,
        turn: 0,
        atMost: expect.closeTo(fits, 5) as number,
        because: "braking-weak",
        source: "front",
      },
    ]);
    expect(restriction).toMatchObject({ because: "braking-weak", about: "front", speed: Infinity });
    expect(shareInside(forward(-1), restriction)).toBe(1);
    const late = answer(zone(), EMPTY, { stopping: { braking: 1, reaction: 0.9 } });
    expect(late.restriction.bounds).toHaveLength(1);
    expect(answer(zone(), EMPTY, { stopping: { braking: 1.5, reaction: 0.1 } }).active).toEqual([]);
    expect(answer(zone(), EMPTY, { stopping: { braking: 0.99, reaction: 0.2 } }).active).toEqual(
      [],
    );
  });

  it.each([NaN, 0, -1])("brakes of %d stop the robot towards it", (braking) => {
    const { restriction } = answer(zone(), EMPTY, { stopping: { braking, reaction: 0.2 } });
    expect(shareInside(forward(0.5), restriction)).toBe(0);
  });

  it("a shape from a topic that is too small for the speed makes the robot slower", () => {
    const received = new Map([["/area", { points: box(0, -0.4, 0.5, 0.4), taken: NOW }]]);
    const { restriction } = answer(TOPIC, EMPTY, { received });
    expect(shareInside(forward(1), restriction)).toBeCloseTo(-0.2 + Math.sqrt(0.04 + 0.4), 5);
  });

  it("only stop zones promise that", () => {
    const slow = zone({ action: { kind: "slow", ratio: 0.5 } });
    expect(answer(slow, EMPTY, { stopping: { braking: 0.3, reaction: 0.2 } }).active).toEqual([]);
    expect(
      answer(BY_VELOCITY, EMPTY, { stopping: { braking: 0.3, reaction: 0.2 } }).active,
    ).toEqual([]);
  });

  it("a measured motion that is not a number stops", () => {
    const measured = { vx: NaN, vy: 0, wz: 0 };
    expect(answer(zone(), EMPTY, { measured }).restriction.trouble).toBe("body-not-finite");
  });
});

describe("H12: metres a second and radians a second are never added", () => {
  it("of two zones each axis has its own tightest", () => {
    const spin = zone({ name: "spin", action: { kind: "limit", speed: 0.8, spin: 0.1 } });
    const speed = zone({ name: "speed", action: { kind: "limit", speed: 0.2, spin: 1.9 } });
    const { restriction } = answer(zones(spin, speed), points([{ x: 0.8, y: 0 }]));

    expect(restriction).toMatchObject({ speed: 0.2, spin: 0.1 });
    expect(restriction.about).toBe("spin (1 point), speed (1 point)");
  });
});

describe("a command that is not a number", () => {
  it("stops, and is remembered as nothing", () => {
    const memory = new Map([["front", { view: 1, over: 0, under: 1, state: "idle" } as const]]);
    const asked = { vx: 0, vy: 0, wz: Infinity };
    const found = zoneRestriction(zones(zone()), input(EMPTY, { asked }), NOW, memory);
    expect(found.restriction).toMatchObject({ trouble: "command-not-finite", speed: 0, spin: 0 });
    expect(found.memory).toBe(memory);
  });
});

describe("standing still", () => {
  it("is allowed whatever else is not", () => {
    const worst = answer(
      zone({ action: { kind: "stop", escape: "none" } }),
      points([{ x: 0.5, y: 0 }]),
    );
    expect(shareInside(STANDSTILL, worst.restriction)).toBe(1);
    expect(ROBOT.speed).toBe(1);
  });
});
