import { describe, expect, it } from "vitest";
import { along } from "../../src/kernel/limit.ts";
import type { Pose } from "../../src/quantity/frame.ts";
import { type Body, View } from "../../src/separation/view.ts";
import { type Flatland, scanFrom } from "../support/flatland.ts";

const MOUNT: Pose<"base", "sensor"> = { x: 0, y: 0, yaw: 0 };
const footprint = [0, 1, 2, 3, 4, 5, 6, 7].map((k) => ({
  x: 0.25 * Math.cos((k * Math.PI) / 4),
  y: 0.25 * Math.sin((k * Math.PI) / 4),
}));
const body = (stamp: number, more: Partial<Body> = {}): Body => ({
  stamp,
  pose: { x: 0, y: 0, yaw: 0 },
  twist: { vx: 0, vy: 0, wz: 0 },
  footprint,
  braking: 2,
  latency: 0.05,
  ...more,
});

/** Looks for 3 s and returns the last limit. */
function settle(landAt: (time: number) => Flatland): ReturnType<View["see"]> {
  const view = new View(0.02, 1.2);
  let sight: ReturnType<View["see"]>;
  for (let k = 0; k <= 30; k++) {
    view.feel(body(k / 10));
    sight = view.see(scanFrom(landAt(k / 10), { x: 0, y: 0, yaw: 0 }, k / 10), MOUNT, 0.02);
  }
  return sight;
}

const forward = { vx: 1, vy: 0, wz: 0 };
const speedAlong = (sight: ReturnType<View["see"]>, twist: typeof forward): number =>
  Math.min(
    sight?.limit.speed ?? 0,
    ...(sight?.limit.bounds ?? [])
      .filter((bound) => along(bound, twist) > 1e-9)
      .map((bound) => bound.atMost / along(bound, twist)),
  );

const far: Flatland["walls"] = [
  [
    { x: -9, y: -6 },
    { x: 9, y: -6 },
  ],
];

describe("View", () => {
  it("sees nothing while it does not know its own body", () => {
    const view = new View(0.02, 1.2);

    expect(
      view.see(scanFrom({ discs: [], walls: far }, { x: 0, y: 0, yaw: 0 }, 0), MOUNT, 0),
    ).toBeUndefined();
    expect(view.heed([], 0)).toBeUndefined();
  });

  it("stops before a wall ahead and passes along it", () => {
    const ahead: Flatland = {
      discs: [],
      walls: [
        [
          { x: 0.6, y: -3 },
          { x: 0.6, y: 3 },
        ],
        ...far,
      ],
    };
    const sight = settle(() => ahead);
    const speed = speedAlong(sight, forward);

    // 0.35 m of gap: 0.06 m of allowances, the rest for reacting in 0.19 s and braking with 2 m/s²
    expect(speed * 0.19 + (speed * speed) / 4).toBeCloseTo(0.29, 1);
    expect(speedAlong(sight, { vx: 0, vy: 1, wz: 0 })).toBeGreaterThan(1.2);
    expect(speedAlong(sight, { vx: -1, vy: 0, wz: 0 })).toBeGreaterThan(1.2);
  });

  it("is slow in every direction near a person who walks, and slower the nearer", () => {
    const walkingAt = (x: number) =>
      settle((time) => ({ discs: [{ x: x + 1.2 * (3 - time), y: 0, radius: 0.07 }], walls: far }));
    const near = walkingAt(1.2);
    const farther = walkingAt(1.8);

    expect(near?.limit.speed).toBeLessThan(0.4);
    expect(farther?.limit.speed).toBeGreaterThan(near?.limit.speed ?? 0);
    expect(speedAlong(near, { vx: -1, vy: 0, wz: 0 })).toBe(near?.limit.speed);
    expect(speedAlong(near, forward)).toBeLessThan(near?.limit.speed ?? 0);
  });

  it("creeps past a person who stands", () => {
    const sight = settle(() => ({ discs: [{ x: 0, y: 0.75, radius: 0.07 }], walls: far }));

    expect(speedAlong(sight, forward)).toBeGreaterThan(0.2);
    // 0.43 m of gap, 0.18 m of allowances: 0.19 s to react, 2 m/s² to brake, a person who steps off with 2 m/s², and whose
    // speed is known to 0.22 m/s
    expect(speedAlong(sight, { vx: 0, vy: 1, wz: 0 })).toBeCloseTo(0.23, 2);
  });

  it("passes on what is wrong with the scanner", () => {
    const view = new View(0.02, 1.2);
    view.feel(body(0));
    const scan = scanFrom({ discs: [], walls: [] }, { x: 0, y: 0, yaw: 0 }, 0);

    expect(view.see(scan, MOUNT, 0)).toMatchObject({ trouble: "scan-blind", limit: { speed: 0 } });
  });

  it("counts how far the robot went since the scan", () => {
    const view = new View(0.02, 1.2);
    const land: Flatland = {
      discs: [],
      walls: [
        [
          { x: 1.6, y: -3 },
          { x: 1.6, y: 3 },
        ],
      ],
    };
    view.feel(body(0));
    const early = view.see(scanFrom(land, { x: 0, y: 0, yaw: 0 }, 0), MOUNT, 0);
    view.feel(body(0.1));
    view.feel(body(0.3, { pose: { x: 0.9, y: 0, yaw: 0 } }));
    const late = view.see(scanFrom(land, { x: 0, y: 0, yaw: 0 }, 0.1), MOUNT, 0.2);

    expect(speedAlong(early, forward)).toBeGreaterThan(1.2);
    expect(speedAlong(late, forward)).toBeLessThan(0.8);
  });

  it("knows which way somebody walks when it has turned since the scan", () => {
    const sightAfter = (turn: number) => {
      const view = new View(0.02, 1.2);
      const land = (time: number): Flatland => ({
        discs: [{ x: 1 + 0.5 * (3 - time), y: 0.9 + 1.2 * (3 - time), radius: 0.07 }],
        walls: far,
      });
      let sight: ReturnType<View["see"]>;
      for (let k = 0; k <= 30; k++) {
        const at = k / 10;
        view.feel(body(at));
        if (k === 30) {
          view.feel(body(at + 0.1, { pose: { x: 0, y: 0, yaw: turn } }));
        }
        sight = view.see(scanFrom(land(at), { x: 0, y: 0, yaw: 0 }, at), MOUNT, 0.1);
      }
      return sight;
    };
    // the outline has eight corners: after an eighth of a turn it is the same again
    const straight = sightAfter(0);
    const turned = [Math.PI / 4, -Math.PI / 4].map((turn) => sightAfter(turn)?.limit.speed);

    expect(straight?.limit.speed).toBeLessThan(1.2);
    for (const speed of turned) {
      expect(speed).toBeCloseTo(straight?.limit.speed ?? NaN, 6);
    }
  });

  it("heeds a runner from farther than it would a walker", () => {
    const view = new View(0.02, 1.2);
    view.feel(body(0));
    const person = {
      id: "p1",
      positionDeviation: 0.1,
      velocityDeviation: 0.2,
      radius: 0.3,
      confidence: 0.9,
    };
    const at = (speed: number) =>
      view.heed([{ ...person, position: { x: 2, y: 0 }, velocity: { x: -speed, y: 0 } }], 0.05);

    expect(at(3)?.speed).toBeLessThan(at(1)?.speed ?? 0);
    expect(at(3)?.bounds[0]).toMatchObject({ because: "person-near", source: "p1" });
    expect(at(3)?.bounds[0]?.atMost).toBeLessThan(0.1);
    expect(
      view.heed(
        [{ ...person, confidence: 0.1, position: { x: 0.5, y: 0 }, velocity: { x: 0, y: 0 } }],
        0,
      )?.speed,
    ).toBe(Infinity);
  });

  it("starts anew when time is reset", () => {
    const view = new View(0.02, 1.2);
    const land: Flatland = { discs: [], walls: far };
    view.feel(body(50));
    view.see(scanFrom(land, { x: 0, y: 0, yaw: 0 }, 50), MOUNT, 0);
    view.feel(body(1));

    expect(view.see(scanFrom(land, { x: 0, y: 0, yaw: 0 }, 1), MOUNT, 0)?.trouble).toBe("");
  });

  it("says that nothing is known of the way while nothing is seen, and why", () => {
    const view = new View(0.02, 1.2);
    view.feel(body(0));
    const scan = scanFrom({ discs: [], walls: far }, { x: 0, y: 0, yaw: 0 }, 0);

    expect(view.see(scan, MOUNT, 0)?.trouble).toBe("");
    expect(view.see(scan, MOUNT, 0)).toEqual({
      limit: { speed: 0, because: "protective-separation", source: "scan", bounds: [] },
      nearest: { person: 0, any: 0 },
      trouble: "scan-frozen",
    });
  });

  it("is never faster than it can stop within what its scanner reaches", () => {
    const beside: Flatland["walls"] = [
      [
        { x: -9, y: -1.5 },
        { x: 9, y: -1.5 },
      ],
    ];
    const speedWithin = (rangeMax: number): number => {
      const view = new View(0.02, 5);
      view.feel(body(0));
      const scan = scanFrom({ discs: [], walls: beside }, { x: 0, y: 0, yaw: 0 }, 0);
      const ranges = scan.ranges.map((range) => (range <= rangeMax ? range : Infinity));
      return view.see({ ...scan, rangeMax, ranges }, MOUNT, 0)?.limit.speed ?? NaN;
    };
    // 0.06 m of allowances; 0.37 s to react, 2 m/s² to brake
    const within = (sight: number): number => 2 * (Math.sqrt(0.37 * 0.37 + sight - 0.06) - 0.37);

    expect(speedWithin(2)).toBeCloseTo(within(2), 6);
    expect(speedWithin(4)).toBeCloseTo(within(4), 6);
    expect(speedWithin(9)).toBeCloseTo(within(5), 6);
  });

  it("hears from messages that come late, and from such in time, that the clock goes on", () => {
    const view = new View(0.02, 1.2);
    for (let k = 0; k < 20; k++) {
      const at = k / 10;
      const age = k % 2 === 0 ? 0 : 0.08;
      view.feel(body(at - age), { received: at, age });
      const scan = scanFrom({ discs: [], walls: far }, { x: 0, y: 0, yaw: 0 }, at - 0.08 + age);
      view.see(scan, MOUNT, 0.08 - age, at + 0.01);
      view.freshness.clock(at + 0.02, at + 0.02);
    }
    expect(view.freshness.findings(2).map(({ trouble }) => trouble)).not.toContain("clock-jumped");
  });

  it.each(["body", "scan"])("sees the clock jump by what comes of the %s", (source) => {
    const view = new View(0.02, 1.2);
    const tell = (received: number, stamp: number): void => {
      if (source === "body") {
        view.feel(body(stamp), { received, age: 0 });
      } else {
        const scan = scanFrom({ discs: [], walls: far }, { x: 0, y: 0, yaw: 0 }, stamp);
        view.see(scan, MOUNT, 0, received);
      }
    };
    for (let k = 0; k < 20; k++) {
      tell(k / 10, 100 + k / 10);
    }
    expect(view.freshness.findings(2).map(({ trouble }) => trouble)).not.toContain("clock-jumped");
    tell(2, 130);
    tell(2.1, 130.1);
    tell(2.2, 130.2);
    expect(view.freshness.findings(2.2).map(({ trouble }) => trouble)).toContain("clock-jumped");
  });

  it("does not take states that come a second late for time set anew", () => {
    const view = new View(0.02, 1.2);
    for (let k = 0; k < 20; k++) {
      view.feel(body(k / 10, { pose: { x: 0.01 * k, y: 0, yaw: 0 } }), {
        received: k / 10,
        age: 0,
      });
    }
    const before = view.freshness.findings(1.9);
    view.feel(body(1), { received: 2, age: 1 });
    view.feel(body(1.1), { received: 2.1, age: 1 });

    expect(before).toEqual([]);
    expect(view.freshness.findings(2.1)).toEqual([{ trouble: "body-frozen", about: "body" }]);
  });

  it("does not take a body that falls silent for one that feels nothing of its way", () => {
    const room: Flatland = {
      discs: [],
      walls: [
        [
          { x: 4, y: -3 },
          { x: 4, y: 3 },
        ],
        [
          { x: -4, y: 3 },
          { x: 4, y: 3 },
        ],
      ],
    };
    const told = { vx: 0.5, vy: 0, wz: 0 };
    const troublesWhere = (bodyAt: (time: number) => Body | undefined): readonly string[] => {
      const view = new View(0.02, 1.2);
      for (let k = 0; k <= 30; k++) {
        const at = k / 10;
        const felt = bodyAt(at);
        if (felt !== undefined) {
          view.feel(felt, { received: at, age: 0 });
        }
        view.freshness.given(told, at);
        view.see(scanFrom(room, { x: 0.5 * at, y: 0, yaw: 0 }, at), MOUNT, 0, at);
      }
      return view.freshness.findings(3).map(({ trouble }) => trouble);
    };
    const driving = (at: number): Body =>
      body(at, { pose: { x: 0.5 * at, y: 0, yaw: 0 }, twist: told });

    expect(troublesWhere(driving)).not.toContain("motion-unfelt");
    expect(troublesWhere((at) => body(at))).toContain("motion-unfelt");
    expect(troublesWhere((at) => body(at - 0.15))).toContain("motion-unfelt");
    expect(troublesWhere((at) => driving(at - 0.15))).not.toContain("motion-unfelt");
    expect(troublesWhere((at) => (at < 1.5 ? driving(at) : undefined))).not.toContain(
      "motion-unfelt",
    );
  });
});
