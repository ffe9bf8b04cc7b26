import { describe, expect, it } from "vitest";
import type { Pose } from "../../../src/quantity/frame.ts";
import { Beams } from "../../../src/separation/beams.ts";
import { isWithin, positive } from "../../../src/separation/zones/bearing.ts";
import { pointsOfScan, UNREADABLE } from "../../../src/separation/zones/points.ts";
import type { Scan } from "../../../src/separation/scan.ts";

const AT: Pose<"base", "sensor"> = { x: 0.2, y: 0.1, yaw: 0 };

/** Eight beams all around, from behind: 45° apart. */
function scan(ranges: readonly number[], given: Partial<Scan> = {}): Scan {
  return {
    stamp: 0,
    angleMin: -Math.PI,
    angleIncrement: Math.PI / 4,
    rangeMin: 0.1,
    rangeMax: 8,
    ranges: Float32Array.from(ranges),
    ...given,
  };
}

const FREE = Array.from({ length: 8 }, () => Infinity);

function bearings(points: { blind: readonly { dx: number; dy: number }[] }): number[] {
  return points.blind.map(({ dx, dy }) => Math.round((Math.atan2(dy, dx) * 180) / Math.PI));
}

describe("the points of a scan", () => {
  it("are where beams hit, in the base frame, within reach", () => {
    const points = pointsOfScan(
      scan([Infinity, Infinity, 1, Infinity, 2, Infinity, 7, 9]),
      AT,
      [],
      5,
    );

    expect(points.x.length).toBe(2);
    expect(points.x[0]).toBeCloseTo(0.2);
    expect(points.y[0]).toBeCloseTo(-0.9);
    expect(points.x[1]).toBeCloseTo(2.2);
    expect(points.y[1]).toBeCloseTo(0.1);
    expect(points.blind).toEqual([]);
  });

  it("know a wall", () => {
    const ranges = Array.from({ length: 360 }, (_, i) => {
      const angle = -Math.PI + (i * Math.PI) / 180;
      return Math.cos(angle) > 0.3 ? 2 / Math.cos(angle) : Infinity;
    });
    const points = pointsOfScan(scan(ranges, { angleIncrement: Math.PI / 180 }), AT, [], 5);
    const middle = Math.floor(points.x.length / 2);
    expect(points.isWall(middle)).toBe(true);
    const post = pointsOfScan(
      scan(
        Array.from({ length: 360 }, (_, i) => (i > 175 && i < 185 ? 1 : Infinity)),
        {
          angleIncrement: Math.PI / 180,
        },
      ),
      AT,
      [],
      5,
    );
    expect(post.isWall(4)).toBe(false);
  });

  it.each([NaN, 0, 0.05, -1, -Infinity])("are blind where a beam says %d", (range) => {
    const points = pointsOfScan(scan(FREE.with(4, range)), AT, [], 5);

    expect(bearings(points)).toEqual([0]);
    expect(points.blind[0]).toMatchObject({ x: 0.2, y: 0.1 });
    expect(points.x.length).toBe(0);
  });

  it("are blind in every direction the scan leaves out", () => {
    const front = scan(FREE.slice(0, 5), { angleMin: -Math.PI / 2 });
    expect(bearings(pointsOfScan(front, AT, [], 5))).toEqual([135, 180, -135]);
    const turned = { ...AT, yaw: Math.PI / 2 };
    expect(bearings(pointsOfScan(front, turned, [], 5))).toEqual([-135, -90, -45]);
    const mirrored = scan(FREE.slice(0, 5), {
      angleMin: Math.PI / 2,
      angleIncrement: -Math.PI / 4,
    });
    expect(bearings(pointsOfScan(mirrored, AT, [], 5))).toEqual([-135, 180, 135]);
  });

  it("are not blind where the installer says the sensor sees nothing", () => {
    const front = scan(FREE.slice(0, 5), { angleMin: -Math.PI / 2 });
    expect(bearings(pointsOfScan(front, AT, [[2.2, -2.2]], 5))).toEqual([]);
    expect(bearings(pointsOfScan(front, AT, [[2.2, 3]], 5))).toEqual([180, -135]);
    expect(
      bearings(
        pointsOfScan(
          front,
          AT,
          [
            [-2.5, -2.2],
            [2.2, 2.5],
          ],
          5,
        ),
      ),
    ).toEqual([180]);
  });

  it.each([
    ["no finite first angle", { angleMin: NaN }],
    ["no spacing", { angleIncrement: 0 }],
    ["a spacing that is not a number", { angleIncrement: NaN }],
    ["a spacing too fine to be", { angleIncrement: 1e-5 }],
    ["more than a turn", { angleIncrement: 1.1 }],
    ["a nearest range below zero", { rangeMin: -0.1 }],
    ["a nearest range that is not a number", { rangeMin: NaN }],
    ["no range at all", { rangeMax: 0.1 }],
    ["one beam", { ranges: Float32Array.of(1) }],
  ])("of a scan with %s are nowhere", (_, wrong) => {
    expect(pointsOfScan(scan(FREE, wrong), AT, [], 5)).toBe(UNREADABLE);
    expect(UNREADABLE.isWall(0)).toBe(false);
    expect(UNREADABLE.x[0]).toBeNaN();
    expect(UNREADABLE.y[0]).toBeNaN();
    expect(UNREADABLE.blind).toEqual([]);
  });

  it("of a full turn with the first beam again are read", () => {
    const points = pointsOfScan(scan([...FREE, Infinity]), AT, [], 5);
    expect(points.blind).toEqual([]);
    expect(pointsOfScan(scan(FREE.slice(0, 2)), AT, [], 5).blind).toHaveLength(6);
    expect(pointsOfScan(scan(FREE, { rangeMin: 0 }), AT, [], 5).blind).toEqual([]);
  });
});

describe("a scan", () => {
  const around = (beams: number): Scan =>
    scan([], {
      angleIncrement: (2 * Math.PI) / 360,
      ranges: new Float32Array(beams).fill(2),
    });

  it("may end where it began, and one beam further", () => {
    expect(pointsOfScan(around(361), AT, [], 5)).not.toBe(UNREADABLE);
    expect(pointsOfScan(around(362), AT, [], 5)).not.toBe(UNREADABLE);
    expect(pointsOfScan(around(363), AT, [], 5)).toBe(UNREADABLE);
  });

  it("has as many places as it has hits, whatever was worked out before", () => {
    const beams = new Beams();
    expect(pointsOfScan(around(360), AT, [], 5, beams).y).toHaveLength(360);
    const few = pointsOfScan(scan([1, Infinity, 2]), AT, [], 5, beams);
    expect([few.x.length, few.y.length]).toEqual([2, 2]);
  });

  it("is blind one beam after its last, and in all others it does not have", () => {
    const half = pointsOfScan(scan([1, 1, 1, 1]), AT, [], 5);
    expect(bearings(half)).toEqual([0, 45, 90, 135]);
  });
});

describe("an arc", () => {
  it.each([
    [[0, 1], 0.5, true],
    [[0, 1], 0, true],
    [[0, 1], 1, true],
    [[0, 1], 1.01, false],
    [[0, 1], -0.01, false],
    [[3, -3], Math.PI, true],
    [[3, -3], -3.1, true],
    [[3, -3], 2.9, false],
    [[3, -3], 0, false],
    [[-Math.PI, Math.PI], 2, true],
    [[0, 7], 5, true],
    [[-1, 1], 2 * Math.PI, true],
  ] as const)("%j holds %d: %s", (arc, bearing, inside) => {
    expect(isWithin(arc, bearing)).toBe(inside);
  });

  it("begins at 0", () => {
    expect(positive(-1)).toBeCloseTo(2 * Math.PI - 1);
    expect(positive(7)).toBeCloseTo(7 - 2 * Math.PI);
    expect(positive(0)).toBe(0);
    expect(positive(-2 * Math.PI)).toBeCloseTo(0);
  });
});
