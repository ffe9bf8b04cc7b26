import { describe, expect, it } from "vitest";
import { checkZones } from "../../../src/separation/zones/check.ts";
import type { Exclusion, Member, Zone } from "../../../src/separation/zones/zone.ts";
import { box, fixed, ROBOT, zone, zones } from "./zone-scene.ts";

/** A box that reaches so far beyond the front of the robot [m], and 0.2 m to its sides. */
const ahead = (margin: number) => fixed(box(0, -0.4, 0.3 + margin, 0.4));
const sentences = (...list: readonly Zone[]) =>
  checkZones(zones(...list)).map(({ sentence }) => sentence);
const EVERYWHERE = { spin: [-2, 2], direction: [-Math.PI, Math.PI] } as const;
const stops = (members: readonly Member[], drive: "differential" | "holonomic" = "differential") =>
  zone({ shape: { kind: "velocity", drive, members } });

describe("a stop zone", () => {
  // at 1 m/s: 0.2 s of reaction and 1 m/s² of braking need 0.2 + 0.5 m
  it("may be as small as the robot needs to stop, and no smaller", () => {
    expect(sentences(zone({ shape: ahead(0.7 + 1e-9) }))).toEqual([]);
    expect(checkZones(zones(zone({ shape: ahead(0.6) })))).toEqual([
      {
        path: ["zones", "front"],
        sentence:
          "zone `front` reaches 0.60 m forward" +
          " of the robot, but at the 1 m/s allowed there it needs 0.70 m to stop; make it larger, or let the robot be no " +
          // v² / 2 + 0.2 v = 0.6
          "faster there than 0.91 m/s, by max_speed or a slowdown or limit zone around it",
      },
    ]);
  });

  it.each([
    ["backward", box(-0.9, -0.4, 0, 0.4)],
    ["left", box(-0.4, 0, 0.4, 0.8)],
    ["right", box(-0.4, -0.8, 0.4, 0)],
  ] as const)("is looked at in the way it guards: %s", (heading, corners) => {
    const guarded = zone({ shape: fixed(corners), guards: [heading] });
    expect(sentences(guarded)).toHaveLength(1);
    expect(sentences(guarded)[0]).toContain(`reaches 0.60 m ${heading} of the robot`);
  });

  it("promises nothing in ways it does not guard, and in each of those it does", () => {
    expect(sentences(zone({ guards: [] }))).toEqual([]);
    expect(sentences(zone({ guards: ["forward", "left", "right"] }))).toHaveLength(2);
  });

  it("is not known before it comes, when it comes on a topic", () => {
    expect(sentences(zone({ shape: { kind: "topic", topic: "/t", timeout: 1 } }))).toEqual([]);
  });

  describe("may be smaller where another zone has slowed the robot down before:", () => {
    const inner = zone({ shape: ahead(0.3) });
    const limit = (margin: number, given: Partial<Zone> = {}): Zone =>
      zone({
        name: "around",
        action: { kind: "limit", speed: 0.5, spin: 1 },
        shape: ahead(margin),
        ...given,
      });

    // from 1 to 0.5 m/s: 0.7 - 0.125 m, of 0.3 + 0.575 m; at 0.5 m/s it needs 0.1 + 0.125 m
    it("a limit zone that leaves room to slow down", () => {
      expect(sentences(inner, limit(0.875 + 1e-9))).toEqual([]);
      expect(sentences(inner, limit(0.87))).toHaveLength(1);
    });

    it("a slow-down zone, by its share of the ceiling", () => {
      const slow = (ratio: number) => limit(1, { action: { kind: "slow", ratio } });
      expect(sentences(inner, slow(0.5))).toEqual([]);
      expect(sentences(inner, slow(0.8))[0]).toContain("at the 0.8 m/s allowed there");
    });

    it("an approach zone, by the time it keeps until its own outline", () => {
      const body = (grow: number) => ({ kind: "footprint", scale: 1, grow }) as const;
      const keeps = (time: number, grow = 0) =>
        limit(1, { action: { kind: "approach", time, escape: "away" }, shape: body(grow) });
      // 0.3 m in 1 s: 0.3 m/s
      expect(sentences(inner, keeps(1))).toEqual([]);
      // (0.3 - 0.1) m in 0.7 s: 0.286 m/s
      expect(sentences(zone({ shape: ahead(0.1) }), keeps(0.75))).toEqual([]);
      expect(sentences(zone({ shape: ahead(0.1) }), keeps(0.75, 0.1))).toHaveLength(1);
      expect(sentences(zone({ shape: ahead(0.1) }), keeps(0.75, 0.3))).toHaveLength(1);
    });

    it.each<[string, Partial<Zone>]>([
      ["guards another way", { guards: ["backward"] }],
      ["needs more points", { minPoints: 2 }],
      ["acts at the second view only", { trigger: 2 }],
      ["looks with other sensors", { sources: ["other"] }],
      ["is not known before it comes", { shape: { kind: "topic", topic: "/t", timeout: 1 } }],
      ["is itself a stop zone", { action: { kind: "stop", escape: "none" } }],
    ])("but not one that %s", (_, given) => {
      const problems = sentences(inner, limit(1.2, given)).filter((s) => s.includes("`front`"));
      expect(problems).toHaveLength(1);
    });

    it("nor one that sees with a part of its sensors, but one that sees with more", () => {
      const two = { ...inner, sources: ["scan", "rear"] };
      expect(sentences(two, limit(1))).toHaveLength(1);
      expect(sentences(two, limit(1, { sources: ["rear", "more", "scan"] }))).toEqual([]);
    });

    it("the most careful of several", () => {
      expect(sentences(inner, limit(1, { name: "a" }), limit(0.5, { name: "b" }))).toHaveLength(1);
      expect(sentences({ ...inner, shape: ahead(0.2) }, limit(1))[0]).toContain("at the 0.5 m/s");
    });
  });
});

describe("a slow-down or limit zone", () => {
  const slow = (margin: number) =>
    zone({ action: { kind: "slow", ratio: 0.5 }, shape: ahead(margin) });

  it("leaves room to slow down", () => {
    expect(sentences(slow(0.575 + 1e-9))).toEqual([]);
    expect(checkZones(zones(slow(0.5)))).toEqual([
      {
        path: ["zones", "front"],
        sentence:
          "zone `front` reaches 0.50 m forward of the robot, but it needs 0.57 m to slow down from 1 m/s to 0.5 m/s; " +
          "make it larger",
      },
    ]);
  });

  it("may depend on velocity with any size", () => {
    const member = { name: "m", linear: [-1, 1] as const, ...EVERYWHERE, shape: ahead(0) };
    const shape = { kind: "velocity", drive: "differential", members: [member] } as const;
    expect(sentences(zone({ action: { kind: "slow", ratio: 0.5 }, shape }))).toEqual([]);
    const action = { kind: "limit", speed: 0.5, spin: 1 } as const;
    expect(sentences(zone({ action, shape }))).toEqual([]);
  });
});

describe("an approach zone", () => {
  const approach = (time: number, shape: Zone["shape"]) =>
    zone({ action: { kind: "approach", time, escape: "away" }, shape });
  const outline = (grow: number) => ({ kind: "footprint", scale: 1, grow }) as const;

  it("keeps at least the time the robot needs to stop", () => {
    expect(sentences(approach(0.7 + 1e-9, outline(0)))).toEqual([]);
    expect(checkZones(zones(approach(0.6, outline(0))))).toEqual([
      {
        path: ["zones", "front", "time_before_collision"],
        sentence:
          "zone `front` begins to slow down 0.60 s before a collision, but at 1 m/s the robot needs 0.70 s to stop; make " +
          "`time_before_collision` longer",
      },
    ]);
  });

  it.each([
    ["is smaller all around", outline(-0.05)],
    ["leaves out its rear", ahead(0.5)],
    [
      "leaves out its middle",
      fixed([...box(-0.3, -0.2, 0.3, 0.2).slice(0, 3), { x: -0.3, y: 0.2 }, { x: 0, y: 0 }]),
    ],
  ])("contains the robot, or says so where it %s", (_, shape) => {
    const found = checkZones(zones(approach(2, shape)));
    expect(found).toHaveLength(1);
    expect(found[0]?.path).toEqual(["zones", "front"]);
    expect(found[0]?.sentence).toContain("zone `front` does not contain the robot's footprint");
  });

  it("may be as large as the robot, or larger, or come later", () => {
    expect(sentences(approach(2, outline(0)), approach(2, outline(0.3)))).toEqual([]);
    expect(sentences(approach(2, { kind: "topic", topic: "/t", timeout: 1 }))).toEqual([]);
  });

  it("says both at once, and of which member", () => {
    const member = { name: "slow", linear: [-1, 1] as const, ...EVERYWHERE, shape: ahead(0) };
    const shape = { kind: "velocity", drive: "differential", members: [member] } as const;
    const found = checkZones(zones(approach(0.1, shape)));
    expect(found.map(({ path }) => path.join("/"))).toEqual([
      "zones/front/velocities/time_before_collision",
      "zones/front/velocities",
    ]);
    expect(found.every(({ sentence }) => sentence.startsWith("`slow` of zone `front`"))).toBe(true);
  });
});

describe("a stop zone that depends on velocity", () => {
  const slow = (margin: number): Member => ({
    name: "slow",
    linear: [-0.01, 0.5],
    ...EVERYWHERE,
    shape: ahead(margin),
  });
  const fast = (margin: number): Member => ({
    name: "fast",
    linear: [0.5, 2],
    ...EVERYWHERE,
    shape: ahead(margin),
  });

  it("is large enough for the fastest of each range, up to the ceiling", () => {
    const rear = { ...slow(0.225 + 1e-9), shape: fixed(box(-0.4, -0.4, 0.525 + 1e-9, 0.4)) };
    expect(sentences(stops([rear, fast(0.7 + 1e-9)]))).toEqual([]);
    const found = checkZones(zones(stops([rear, fast(0.6)])));
    expect(found).toEqual([
      {
        path: ["zones", "front", "velocities", "members", "fast"],
        sentence:
          "`fast` of zone `front` reaches 0.60 m from the robot at 0°, but at its 1 m/s the robot needs 0.70 m to stop; " +
          "make it larger or its range slower",
      },
    ]);
  });

  it("is so for driving back, where a range holds that", () => {
    const back = { ...slow(0.3), linear: [-0.5, 0.5] } as const;
    expect(sentences(stops([back, fast(0.7)]))[0]).toContain(
      "from the robot at 180°, but at its 0.5 m/s",
    );
    const longer = fixed(box(-0.3, -0.4, 0.31, 0.4));
    expect(sentences(stops([{ ...back, shape: longer }, fast(0.8)]))).toEqual([
      expect.stringContaining("at 180°"),
    ]);
    const stands = { ...slow(0.3), linear: [0, 0.5] } as const;
    expect(sentences(stops([stands, fast(0.7 + 1e-9)]))).toEqual([]);
    const only = {
      ...slow(-0.2),
      linear: [-2, 0],
      shape: fixed(box(-1.1, -0.4, 0.1, 0.4)),
    } as const;
    const onwards = { ...fast(0.8), linear: [0, 1] } as const;
    expect(sentences(stops([only, onwards]))).toEqual([]);
  });

  it("is so in every direction of a holonomic base", () => {
    const around = (reach: number): Member => ({
      name: "around",
      linear: [0, 1],
      ...EVERYWHERE,
      shape: { kind: "footprint", scale: 1, grow: reach },
    });
    expect(sentences(stops([around(0.75)], "holonomic"))).toEqual([]);
    expect(sentences(stops([around(0.65)], "holonomic"))).toHaveLength(1);
    const lopsided = { ...around(0), shape: fixed(box(-1.1, -0.6, 1.1, 0.8)) };
    expect(sentences(stops([lopsided], "holonomic"))).toEqual([
      expect.stringMatching(/^`around` of zone `front` reaches 0\.\d+ m from the robot at -90°/),
    ]);
    const half = (
      name: string,
      direction: readonly [number, number],
      y: readonly [number, number],
    ) =>
      ({
        ...around(0),
        name,
        direction,
        shape: fixed(box(-1.1, y[0], 1.1, y[1])),
      }) as Member;
    const left = half("left", [0, Math.PI], [-0.21, 1]);
    const right = half("right", [Math.PI, 2 * Math.PI], [-1, 0.21]);
    const wrapped = half("wrapped", [Math.PI, 0], [-1, 0.21]);
    expect(sentences(stops([left, right], "holonomic"))).toEqual([]);
    expect(sentences(stops([left, wrapped], "holonomic"))).toEqual([]);
    expect(sentences(stops([left, { ...wrapped, shape: left.shape }], "holonomic"))[0]).toMatch(
      /^`wrapped` of zone `front` reaches .* at -\d+°/,
    );
  });

  it.each<[string, Member[], string]>([
    [
      "with a gap between ranges",
      [slow(1), { ...fast(1), linear: [0.6, 2] }],
      "the velocities of zone `front` have a gap: none covers 0.55 m/s and 0.00 rad/s; widen one of their ranges",
    ],
    [
      "that cannot stand",
      [{ ...fast(1), linear: [0.1, 2] }],
      "the velocities of zone `front` do not cover standing still, so the robot could never set off; let one range hold " +
        "0 m/s and 0 rad/s",
    ],
    [
      "too slow for the ceiling",
      [{ ...slow(1), linear: [-1, 0.9] }],
      "the velocities of zone `front` end at 0.9 m/s and at -2.00 to 2.00 rad/s, but 1 m/s and 2.00 rad/s are allowed; " +
        "cover them, or lower max_speed and max_spin",
    ],
    [
      "that do not turn left far enough",
      [{ ...fast(1), linear: [-1, 1], spin: [-2, 1.9] }],
      "the velocities of zone `front` end at 1 m/s and at -2.00 to 1.90 rad/s, but 1 m/s and 2.00 rad/s are allowed; " +
        "cover them, or lower max_speed and max_spin",
    ],
    [
      "that do not turn right far enough",
      [{ ...fast(1), linear: [-1, 1], spin: [-1.9, 2] }],
      "the velocities of zone `front` end at 1 m/s and at -1.90 to 2.00 rad/s, but 1 m/s and 2.00 rad/s are allowed; " +
        "cover them, or lower max_speed and max_spin",
    ],
  ])("is refused %s", (_, members, sentence) => {
    expect(checkZones(zones(stops(members)))).toEqual([
      { path: ["zones", "front", "velocities"], sentence },
    ]);
  });

  it("says towards where a holonomic base has a gap", () => {
    const half: Member = {
      name: "half",
      linear: [0, 1],
      spin: [-2, 2],
      direction: [0, Math.PI],
      shape: ahead(2),
    };
    expect(sentences(stops([half], "holonomic"))[0]).toMatch(
      /none covers 0\.5 m\/s and 0\.00 rad\/s towards -?[\d.]+ rad; widen/,
    );
  });
});

describe("an exclusion", () => {
  const own = (outline = fixed(box(-0.3, -0.2, 0.3, 0.2))): Exclusion => ({
    kind: "self",
    name: "mast",
    outline: outline.kind === "fixed" ? outline.outline : { kind: "circle", x: 0, y: 0, radius: 9 },
  });
  const dock: Exclusion = { kind: "dock", name: "dock", frame: "odom", points: [], timeout: 1 };
  const problems = (...exclusions: readonly Exclusion[]) =>
    checkZones({ ...zones(zone()), exclusions });

  it("of the robot's own parts lies within 5 cm of its footprint", () => {
    expect(problems(own(), own(fixed(box(-0.349, -0.249, 0.349, 0.249))), dock)).toEqual([]);
    expect(problems(own(fixed(box(-0.3, -0.2, 0.36, 0.2))))).toEqual([
      {
        path: ["exclusions", "mast"],
        sentence:
          "exclusion `mast` sticks out of the footprint by more than 0.05 m, where a person may be; draw it inside, or " +
          "make it a `dock`, which needs a signed waiver",
      },
    ]);
  });

  it("has a name that no zone has, so that a waiver cannot mean both", () => {
    const found = problems({ ...dock, name: "front" });
    expect(found).toEqual([
      {
        path: ["exclusions", "front"],
        sentence:
          "`front` is a zone and an exclusion; a waiver goes by name, so give one of them another",
      },
    ]);
  });
});

describe("zones", () => {
  it("are all looked at", () => {
    const both = zones(
      zone({ name: "a", shape: ahead(0.1) }),
      zone({ name: "b", shape: ahead(0) }),
    );
    expect(checkZones(both).map(({ path }) => path)).toEqual([
      ["zones", "a"],
      ["zones", "b"],
    ]);
    expect(
      checkZones({ ...both, robot: { ...ROBOT, speed: 0.01 } }).map(({ path }) => path),
    ).toEqual([["zones", "b"]]);
  });
});
