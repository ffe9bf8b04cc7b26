import { describe, expect, it } from "vitest";
import type { Exclusion } from "../../../src/separation/zones/zone.ts";
import { NO_ZONE_MEMORY, zoneRestriction } from "../../../src/separation/zones/zone-restriction.ts";
import type { Points } from "../../../src/separation/zones/points.ts";
import { box, forward, input, NOW, points, zone, zones } from "./zone-scene.ts";
import { polygonOf } from "../../../src/separation/zones/outline.ts";

const STOP = zone({ action: { kind: "stop", escape: "none" } });
const AT_BASE = { pose: { x: 0, y: 0, yaw: 0 }, taken: NOW };
const dock = (name: string): Exclusion => ({
  kind: "dock",
  name,
  frame: "odom",
  points: box(0.5, -0.5, 1.5, 0.5),
  timeout: 1,
});
const mast: Exclusion = {
  kind: "self",
  name: "mast",
  outline: polygonOf(box(0.2, -0.1, 0.3, 0.1)),
};
const WALL: Points = { ...points([{ x: 0.8, y: 0 }]), isWall: () => true };

describe("a moment", () => {
  const judge = (exclusions: readonly Exclusion[], seen = WALL, waived = ["dock"]) =>
    zoneRestriction(
      { ...zones(STOP), exclusions },
      input(seen, {
        asked: forward(0.5),
        frames: new Map([["odom", AT_BASE]]),
        waivers: new Map(waived.map((name) => [name, { speed: 0.05, until: NOW + 1 }])),
      }),
      NOW,
      NO_ZONE_MEMORY,
    );

  it("costs what the docks ask that left something out, and not the robot's own parts", () => {
    const { active, restriction } = judge([mast, dock("dock")]);
    expect(active.map((one) => one.zone)).toEqual(["dock"]);
    expect(restriction).toMatchObject({ speed: 0.05, because: "waiver-cap" });
  });

  it("costs nothing where nothing was left out", () => {
    const elsewhere = { ...points([{ x: 3, y: 0 }]), isWall: () => true };
    expect(judge([mast, dock("dock")], elsewhere).active).toEqual([]);
    const own = points([{ x: 0.25, y: 0 }]);
    expect(judge([mast, dock("dock")], own).active).toEqual([]);
  });

  it("leaves out nothing for a dock without a waiver, nor what may be a person", () => {
    expect(judge([dock("dock")], WALL, []).restriction.because).toBe("zone-stop");
    expect(judge([dock("dock")], points([{ x: 0.8, y: 0 }])).restriction.because).toBe("zone-stop");
  });

  it("goes on when any of several views is newer", () => {
    const two = {
      ...zones({ ...STOP, sources: ["scan", "rear"], release: 2 }),
      sources: ["scan", "rear"].map((name) => ({ name, topic: name, timeout: 1, blindArcs: [] })),
    };
    const views = (x: number, taken: number) =>
      new Map([
        ["scan", { points: points([{ x, y: 0 }]), taken }],
        ["rear", { points: points([]), taken: NOW - 0.2 }],
      ]);
    const judged = [0.8, 3, 3].reduce(
      ({ memory }, x, k) =>
        zoneRestriction(
          two,
          input(points([]), { views: views(x, NOW + 0.1 * k) }),
          NOW + 0.1 * k,
          memory,
        ),
      zoneRestriction(two, input(points([]), { views: views(3, NOW - 0.1) }), NOW, NO_ZONE_MEMORY),
    );
    expect(judged.active).toEqual([]);
  });
});
