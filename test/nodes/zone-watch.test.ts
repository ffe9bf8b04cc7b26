import { describe, expect, it } from "vitest";
import type { PolygonStamped } from "../../src/bus/messages/geometry-msgs.gen.ts";
import { shapeTopics, ZoneWatch } from "../../src/nodes/zone-watch.ts";
import { type Pose, STANDSTILL, type Twist } from "../../src/quantity/frame.ts";
import type { Scan } from "../../src/separation/scan.ts";
import type { Body } from "../../src/separation/view.ts";
import type { Zone, ZoneSet } from "../../src/separation/zones/zone.ts";
import { box, FOOTPRINT, zone, zones } from "../separation/zones/zone-scene.ts";
import { type Flatland, scanFrom } from "../support/flatland.ts";

const CYCLE = 0.02;
const MOUNT: Pose<"base", "sensor"> = { x: 0, y: 0, yaw: 0 };
const NO_WAIVERS = new Map();
/** Drawn for 1 m/s², 0.2 s and 1 m/s: 0.7 m to stop, 1 m of margin ahead. */
const FRONT = zone({ action: { kind: "stop", escape: "none" } });
const body = (stamp: number, given: Partial<Body> = {}): Body => ({
  stamp,
  pose: { x: 0, y: 0, yaw: 0 },
  twist: STANDSTILL,
  footprint: FOOTPRINT,
  braking: 1,
  latency: 0.05,
  ...given,
});
const leg = (x: number, y = 0): Flatland => ({ discs: [{ x, y, radius: 0.05 }], walls: [] });
const scan = (land: Flatland, stamp: number, pose: Pose<"odom", "base"> = body(0).pose): Scan =>
  scanFrom(land, pose, stamp);
const EMPTY = leg(6);

/** A watch of a robot that has seen `land` at 10 Hz for half a second, until 10 s. */
function watching(set: ZoneSet | Zone, land: Flatland): ZoneWatch {
  const watch = new ZoneWatch("zones" in set ? set : zones(set), CYCLE);
  for (const at of [9.5, 9.6, 9.7, 9.8, 9.9, 10]) {
    watch.feel(body(at));
    watch.see("/scan", scan(land, at), MOUNT, at, at);
  }
  return watch;
}
const judge = (watch: ZoneWatch, now = 10, asked: Twist = { vx: 0.5, vy: 0, wz: 0 }) =>
  watch.judge(asked, NO_WAIVERS, now);

describe("a watch of zones", () => {
  it("lets nothing move while it does not know the body, nor while it sees nothing", () => {
    const watch = new ZoneWatch(zones(FRONT), CYCLE);
    watch.see("/scan", scan(EMPTY, 10), MOUNT, 10, 10);
    expect(judge(watch).restriction).toMatchObject({ speed: 0, spin: 0, trouble: "zone-unknown" });

    const blind = new ZoneWatch(zones(FRONT), CYCLE);
    blind.feel(body(10));
    expect(judge(blind).restriction).toMatchObject({ speed: 0, spin: 0, trouble: "scan-missing" });
  });

  it("asks for nothing while nobody is in a zone, and stops for who is", () => {
    expect(judge(watching(FRONT, EMPTY))).toMatchObject({
      active: [],
      restriction: { trouble: "" },
    });
    expect(judge(watching(FRONT, leg(0.9))).restriction).toMatchObject({
      speed: 0,
      because: "zone-stop",
      trouble: "",
    });
  });

  it("hears the topics of its sources alone, and every source of a topic", () => {
    const deaf = new ZoneWatch(zones(FRONT), CYCLE);
    deaf.feel(body(10));
    deaf.see("/other", scan(EMPTY, 10), MOUNT, 10, 10);
    expect(judge(deaf).restriction.trouble).toBe("scan-missing");

    const source = { topic: "/scan", timeout: 0.35, blindArcs: [] };
    const sources = [
      { ...source, name: "left" },
      { ...source, name: "right" },
    ];
    const both = { ...zones({ ...FRONT, sources: ["left", "right"] }), sources };
    expect(judge(watching(both, leg(0.9))).active[0]?.points).toBe(
      2 * (judge(watching(FRONT, leg(0.9))).active[0]?.points ?? NaN),
    );
  });

  it("counts how far the robot has gone since the scan", () => {
    const watch = watching(FRONT, leg(1.6));
    expect(judge(watch).active).toEqual([]);
    watch.feel(body(10.1, { pose: { x: 0.4, y: 0, yaw: 0 } }));
    expect(judge(watch, 10.1).restriction.because).toBe("zone-stop");
    // made halfway between two poses, 0.2 m on: the leg is 1.6 - 0.05 - 0.4 m ahead by now
    const halfway = scan(leg(1.6), 10.05, { x: 0.2, y: 0, yaw: 0 });
    watch.see("/scan", halfway, MOUNT, 10.05, 10.1);
    expect(judge(watch, 10.1).active[0]?.nearest).toBeCloseTo(1.15 - 0.3, 2);
  });

  it("looks at a sensor from where it is mounted", () => {
    const watch = watching(FRONT, EMPTY);
    watch.see("/scan", scan(leg(0, 0.9), 10.1), { ...MOUNT, yaw: -Math.PI / 2 }, 10.1, 10.1);
    expect(judge(watch, 10.1).restriction.because).toBe("zone-stop");
  });

  it("does not trust a view that is older than its source allows", () => {
    expect(judge(watching(FRONT, EMPTY), 10.34).restriction.trouble).toBe("");
    expect(judge(watching(FRONT, EMPTY), 10.36).restriction.trouble).toBe("scan-stale");
  });

  it("remembers from view to view how long a zone has been clear", () => {
    const watch = watching({ ...FRONT, release: 2 }, leg(0.9));
    judge(watch);
    watch.see("/scan", scan(EMPTY, 10.1), MOUNT, 10.1, 10.1);
    expect(judge(watch, 10.1).restriction.because).toBe("zone-stop");
    watch.see("/scan", scan(EMPTY, 10.2), MOUNT, 10.2, 10.2);
    expect(judge(watch, 10.2).active).toEqual([]);
  });

  it("foresees a collision of the motion that is measured and of the one asked for", () => {
    const approach = zone({
      action: { kind: "approach", time: 2, escape: "none" },
      shape: { kind: "footprint", scale: 1, grow: 0 },
    });
    const watch = watching(approach, leg(1.3));
    expect(judge(watch).restriction.because).toBe("zone-approach");
    expect(judge(watch, 10, STANDSTILL).active).toEqual([]);
    watch.feel(body(10.01, { twist: { vx: 0.8, vy: 0, wz: 0 } }));
    expect(judge(watch, 10.01, STANDSTILL).restriction.because).toBe("zone-approach");
  });

  it("takes the measured velocity to be off by 0.05 m/s", () => {
    const member = {
      shape: { kind: "footprint", scale: 1, grow: 0 },
      spin: [-2, 2],
      direction: [-Math.PI, Math.PI],
    } as const;
    const slow = { ...member, name: "slow", linear: [-1, 0.3] } as const;
    const long = { kind: "fixed", outline: FRONT.shape } as const;
    const fast = { ...member, name: "fast", linear: [0.3, 1] } as const;
    if (long.outline.kind !== "fixed") {
      throw new Error("the zone ahead has a fixed outline");
    }
    const members = [slow, { ...fast, shape: long.outline }];
    const watch = watching(
      { ...FRONT, shape: { kind: "velocity", drive: "differential", members } },
      leg(0.9),
    );
    const activeAt = (vx: number) => {
      watch.feel(body(10.01, { twist: { vx, vy: 0, wz: 0 } }));
      return judge(watch, 10.01, STANDSTILL).active.length;
    };
    expect([activeAt(0.24), activeAt(0.26)]).toEqual([0, 1]);
  });

  describe("keeps the promise of a zone with the reaction that is measured:", () => {
    /** Two views, and a robot that is as good as the one the zone was drawn for if its reaction fits 0.2 s. */
    function becauseOf(interval: number, late: number, latency = 0.05): string | undefined {
      const tight = { ...FRONT, shape: { kind: "footprint", scale: 1, grow: 0.1 } } as const;
      const watch = new ZoneWatch(zones(tight), CYCLE);
      watch.feel(body(9.5, { latency }));
      for (const at of [10 - interval, 10]) {
        watch.see("/scan", scan(EMPTY, at), MOUNT, at, at + late);
      }
      return judge(watch, 10 + late).active[0]?.because;
    }

    it("nothing changes while view, cycle and base together take 0.2 s", () => {
      expect(becauseOf(0.12, 0)).toBeUndefined();
    });

    it.each([
      ["views that come more seldom", 0.14, 0, 0.05],
      ["views that come late", 0.12, 0.02, 0.05],
      ["a base that answers later", 0.12, 0, 0.07],
      ["a view that comes twice", 0, 0, 0.05],
      ["a view that is overtaken", -0.05, 0, 0.05],
    ])("it goes slower for %s", (_, interval, late, latency) => {
      expect(becauseOf(interval, late, latency)).toBe("braking-weak");
    });
  });

  it("has waited 0.3 s at most for a view, and as long for the first one", () => {
    const tight = { ...FRONT, shape: { kind: "footprint", scale: 1, grow: 0.1 } } as const;
    const atMostAfter = (...views: readonly number[]): number | undefined => {
      const watch = new ZoneWatch(zones(tight), CYCLE);
      watch.feel(body(views[0] ?? NaN));
      views.forEach((at) => {
        watch.see("/scan", scan(EMPTY, at), MOUNT, at, at);
      });
      return judge(watch, views.at(-1)).restriction.bounds[0]?.atMost;
    };
    // 0.1 m with 0.37 s of reaction and 1 m/s²: v² / 2 + 0.37 v = 0.1
    const expected = -0.37 + Math.sqrt(0.37 * 0.37 + 0.2);
    expect(atMostAfter(10)).toBeCloseTo(expected, 9);
    expect(atMostAfter(10, 10.9)).toBeCloseTo(expected, 9);
  });

  it("knows a shape from a topic in the base's frame, while it is fresh", () => {
    const shaped = zone({ ...FRONT, shape: { kind: "topic", topic: "/shape", timeout: 1 } });
    const polygon = (frame: string): PolygonStamped => ({
      header: { stamp: { sec: 0, nanosec: 0 }, frame_id: frame },
      polygon: { points: box(0, -0.4, 1.3, 0.4).map((corner) => ({ ...corner, z: 0 })) },
    });
    const watch = watching(shaped, leg(0.9));
    expect(judge(watch).restriction.trouble).toBe("zone-unknown");
    watch.shape("/shape", polygon("map"), "base_link", 10);
    expect(judge(watch).restriction.trouble).toBe("zone-unknown");
    watch.shape("/shape", polygon("base_link"), "base_link", 9.5);
    expect(judge(watch).restriction).toMatchObject({ trouble: "", because: "zone-stop" });
    expect(watch.received.get("/shape")?.points).toEqual(box(0, -0.4, 1.3, 0.4));
    watch.shape("/shape", polygon("base_link"), "base_link", 8.9);
    expect(judge(watch).restriction.trouble).toBe("zone-unknown");
  });

  it("leaves out the walls of a dock that a human waived, where its frame is known, at a crawl", () => {
    const wall: Flatland = {
      discs: [],
      walls: [
        [
          { x: 0.9, y: -1 },
          { x: 0.9, y: 1 },
        ],
      ],
    };
    const dock = { kind: "dock", name: "dock", frame: "odom", timeout: 1 } as const;
    const exclusions = [{ ...dock, points: box(5.7, -2, 6.2, 2) }];
    const watch = watching({ ...zones(FRONT), exclusions }, wall);
    const waivers = new Map([["dock", { speed: 0.08, until: 20 }]]);
    const asked = { vx: 0.5, vy: 0, wz: 0 };
    expect(watch.judge(asked, waivers, 10).restriction.because).toBe("zone-stop");
    watch.place("odom", { x: -5, y: 0, yaw: 0 }, 10);
    expect(judge(watch).restriction.because).toBe("zone-stop");
    expect(watch.judge(asked, waivers, 10).restriction).toMatchObject({
      because: "waiver-cap",
      speed: 0.08,
    });
  });

  it("shows the set it watches", () => {
    const set = zones(FRONT);
    expect(new ZoneWatch(set, CYCLE).zones).toBe(set);
  });
});

describe("the topics of shapes", () => {
  it("are those of zones and of members of velocity sets, each once", () => {
    const topic = (name: string) => ({ kind: "topic", topic: name, timeout: 1 }) as const;
    const member = { linear: [-1, 1], spin: [-1, 1], direction: [-Math.PI, Math.PI] } as const;
    const members = ["/b", "/a"].map((name) => ({ ...member, name, shape: topic(name) }));
    const set = zones(
      zone({ shape: topic("/a") }),
      zone({ shape: { kind: "velocity", drive: "differential", members } }),
      zone(),
    );
    expect([...shapeTopics(set)].sort()).toEqual(["/a", "/b"]);
  });
});
