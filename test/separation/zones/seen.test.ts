import { describe, expect, it } from "vitest";
import { capOf, regionsOf } from "../../../src/separation/zones/exclusion.ts";
import { cornersOf, polygonOf } from "../../../src/separation/zones/outline.ts";
import type { Points } from "../../../src/separation/zones/points.ts";
import { type Region, seenIn, troubleWithSource } from "../../../src/separation/zones/seen.ts";
import type { Exclusion, Source } from "../../../src/separation/zones/zone.ts";
import { waivableNames } from "../../../src/separation/zones/zone.ts";
import { blindAt, box, FOOTPRINT, points, zone, zones } from "./zone-scene.ts";

const SOURCE: Source = { name: "scan", topic: "/scan", timeout: 0.35, blindArcs: [] };

describe("a source", () => {
  const view = (
    taken: number,
    seen = points([{ x: 1, y: 0 }]),
  ): Parameters<typeof troubleWithSource>[1] => ({
    points: seen,
    taken,
  });

  it.each([
    ["sound", SOURCE, view(10), ""],
    ["at its limit", SOURCE, view(9.66), ""],
    ["ahead by jitter", SOURCE, view(10.04), ""],
    ["unknown", undefined, view(10), "scan-missing"],
    ["never heard", SOURCE, undefined, "scan-missing"],
    ["old", SOURCE, view(9.6), "scan-stale"],
    ["undated", SOURCE, view(NaN), "scan-stale"],
    ["from the future", SOURCE, view(10.1), "scan-future"],
    [
      "with a point that is nowhere",
      SOURCE,
      view(10, points([{ x: 1, y: NaN }])),
      "scan-malformed",
    ],
    ["with an endless point", SOURCE, view(10, points([{ x: Infinity, y: 1 }])), "scan-malformed"],
    [
      "with columns of two lengths",
      SOURCE,
      view(10, { ...points([]), y: Float64Array.of(1) }),
      "scan-malformed",
    ],
    ["with nothing in sight", SOURCE, view(10, points([])), ""],
  ] as const)("that is %s", (_, source, seen, trouble) => {
    expect(troubleWithSource(source, seen, 10)).toBe(trouble);
  });
});

describe("what counts of a view", () => {
  const two = points(
    [
      { x: 1, y: 0 },
      { x: 2, y: 1 },
    ],
    [blindAt(0)],
  );

  it("is all of it, with blind rays from where they leave the robot", () => {
    const { seen, wallsRemoved } = seenIn({ points: two, taken: 0 }, FOOTPRINT, []);

    expect(seen.x).toBe(two.x);
    expect(seen.blind[0]?.x).toBeCloseTo(0.3, 12);
    expect(wallsRemoved).toBe(0);
  });

  it("is carried along when the base has moved", () => {
    const moved = { x: -0.5, y: 0, yaw: Math.PI / 2 };
    const { seen } = seenIn({ points: two, taken: 0, moved }, FOOTPRINT, []);

    expect([...seen.x].map((x) => Math.round(1e6 * x) / 1e6)).toEqual([-0.5, -1.5]);
    expect([...seen.y].map((y) => Math.round(1e6 * y) / 1e6)).toEqual([1, 2]);
    expect(seen.blind[0]?.dx).toBeCloseTo(0, 12);
    expect(seen.blind[0]?.dy).toBeCloseTo(1, 12);
    expect(seen.blind[0]?.x).toBeCloseTo(-0.5, 12);
    expect(seen.blind[0]?.y).toBeCloseTo(0, 12);
  });

  const inner = { outline: polygonOf(box(0.5, -0.5, 1.5, 0.5)) };
  const anything: Region = { ...inner, removes: "anything" };
  const walls: Region = { ...inner, removes: "walls" };
  const wall: Points = { ...two, isWall: (index) => index === 0 };

  it("leaves out what lies in a self filter, and no blind ray", () => {
    const { seen, wallsRemoved } = seenIn({ points: two, taken: 0 }, FOOTPRINT, [anything]);

    expect([[...seen.x], [...seen.y]]).toEqual([[2], [1]]);
    expect(seen.blind).toHaveLength(1);
    expect(wallsRemoved).toBe(0);
  });

  it("leaves out walls in a dock, and nothing that may be a person", () => {
    const gone = seenIn({ points: wall, taken: 0 }, FOOTPRINT, [walls]);
    expect([...gone.seen.x]).toEqual([2]);
    expect(gone.wallsRemoved).toBe(1);

    const kept = seenIn({ points: two, taken: 0 }, FOOTPRINT, [walls]);
    expect([...kept.seen.x]).toEqual([1, 2]);
    expect(kept.wallsRemoved).toBe(0);

    const elsewhere = seenIn({ points: { ...two, isWall: () => true }, taken: 0 }, FOOTPRINT, [
      walls,
    ]);
    expect([...elsewhere.seen.x]).toEqual([2]);
  });

  it("counts a point in both kinds of region as the robot's own", () => {
    expect(seenIn({ points: wall, taken: 0 }, FOOTPRINT, [walls, anything]).wallsRemoved).toBe(0);
  });
});

describe("a waiver", () => {
  const waivers = (
    speed: number,
    until: number,
  ): ReadonlyMap<string, { speed: number; until: number }> => new Map([["dock", { speed, until }]]);

  it.each([
    ["in force", 0.05, 20, 0.05],
    ["faster than a crawl", 0.5, 20, 0.1],
    ["as long as may be", 0.1, 40, 0.1],
    ["longer than may be", 0.1, 40.01, undefined],
    ["over", 0.1, 10, undefined],
    ["without an end", 0.1, Infinity, undefined],
    ["with an end that is not a number", 0.1, NaN, undefined],
    ["for no speed", 0, 20, 0],
    ["for a speed that is not a number", NaN, 20, 0],
    ["for going backwards in time", -1, 20, 0],
  ] as const)("that is %s", (_, speed, until, cap) => {
    expect(capOf(waivers(speed, until), "dock", 10)).toBe(cap);
    expect(capOf(waivers(speed, until), "other", 10)).toBeUndefined();
  });

  const dock: Exclusion = {
    kind: "dock",
    name: "dock",
    points: box(0, 0, 1, 1),
    frame: "station",
    timeout: 0.5,
  };
  const at = (
    taken: number,
  ): ReadonlyMap<string, { pose: { x: number; y: number; yaw: number }; taken: number }> =>
    new Map([["station", { pose: { x: 2, y: 0, yaw: Math.PI / 2 }, taken }]]);

  it("and a known transform open a dock", () => {
    const [region] = regionsOf([dock], at(10), waivers(0.05, 20), 10);

    expect(region).toMatchObject({ name: "dock", removes: "walls", cap: 0.05 });
    const corner = region && cornersOf(region.outline)[2];
    expect(corner?.x).toBeCloseTo(1);
    expect(corner?.y).toBeCloseTo(1);
  });

  it.each([
    ["no waiver", at(10), new Map<string, never>()],
    ["a waiver that is over", at(10), waivers(0.05, 9)],
    ["no transform", new Map<string, never>(), waivers(0.05, 20)],
    ["an old transform", at(9.4), waivers(0.05, 20)],
    ["a transform from the future", at(10.2), waivers(0.05, 20)],
  ])("is not enough with %s", (_, frames, held) => {
    expect(regionsOf([dock], frames, held, 10)).toEqual([]);
  });

  it("is not asked of a self filter", () => {
    const self: Exclusion = { kind: "self", name: "mast", outline: polygonOf(box(0, 0, 0.1, 0.1)) };
    expect(regionsOf([self], new Map(), new Map(), 10)).toEqual([
      { name: "mast", outline: self.outline, removes: "anything", cap: Infinity },
    ]);
  });

  it("is possible only where the file says so, and for docks", () => {
    const set = {
      ...zones(zone({ name: "a", waiver: "allowed" }), zone({ name: "b" })),
      exclusions: [
        dock,
        { kind: "self", name: "mast", outline: polygonOf(box(0, 0, 0.1, 0.1)) },
      ] as const,
    };
    expect([...waivableNames(set)]).toEqual(["a", "dock"]);
  });
});
