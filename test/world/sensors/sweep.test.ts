import { beforeAll, describe, expect, it } from "vitest";
import { createRandom, type Random } from "../../../src/quantity/random.ts";
import { type Engine, startPhysics } from "../../../src/world/physics/rapier.ts";
import { colliderFor } from "../../../src/world/physics/shapes.ts";
import { spreadBeams } from "../../../src/world/sensors/beams.ts";
import { Slice } from "../../../src/world/sensors/slice.ts";
import { sweep, sweepShape, type Viewpoint } from "../../../src/world/sensors/sweep.ts";
import { fromRollPitchYaw, UPRIGHT } from "../../../src/quantity/placement.ts";

const REACH = 10;
const HEIGHT = 0.25;

type Disc = { readonly x: number; readonly y: number; readonly radius: number };
type Box = {
  readonly x: number;
  readonly y: number;
  readonly length: number;
  readonly width: number;
  readonly yaw: number;
};
type Things = { readonly discs: readonly Disc[]; readonly boxes: readonly Box[] };

function sliceOf({ discs, boxes }: Things): Slice {
  const slice = new Slice();
  discs.forEach(({ x, y, radius }) => slice.addDisc(x, y, radius));
  boxes.forEach((b) => slice.addBox(b.x, b.y, b.length / 2, b.width / 2, b.yaw));
  return slice;
}

/** A place between two distances, in numbers the engine can hold. */
function around(random: Random, near: number, far: number): { x: number; y: number } {
  const bearing = random.between(-Math.PI, Math.PI);
  const distance = random.between(near, far);
  return {
    x: Math.fround(distance * Math.cos(bearing)),
    y: Math.fround(distance * Math.sin(bearing)),
  };
}

function castDisc({ x, y, radius }: Disc, dx: number, dy: number): number {
  const along = x * dx + y * dy;
  const off = x * dy - y * dx;
  const inside = radius * radius - off * off;
  return inside < 0 || along < 0 ? Infinity : along - Math.sqrt(inside);
}

/** Nearest crossing with the four edges. */
function castBox({ x, y, length, width, yaw }: Box, dx: number, dy: number): number {
  const c = Math.cos(yaw);
  const s = Math.sin(yaw);
  const corners = [
    [1, 1],
    [-1, 1],
    [-1, -1],
    [1, -1],
  ].map(([i = 0, j = 0]) => {
    const u = (i * length) / 2;
    const v = (j * width) / 2;
    return { x: x + c * u - s * v, y: y + s * u + c * v };
  });
  let range = Infinity;
  corners.forEach((p, i) => {
    const q = corners[(i + 1) % 4] ?? p;
    const ex = q.x - p.x;
    const ey = q.y - p.y;
    const across = dx * ey - dy * ex;
    const t = (p.x * ey - p.y * ex) / across;
    const u = (p.x * dy - p.y * dx) / across;
    if (t >= 0 && u >= 0 && u <= 1) {
      range = Math.min(range, t);
    }
  });
  return range;
}

let engine: Engine;
beforeAll(async () => {
  engine = await startPhysics();
});

describe("the analytic scan", () => {
  it.each([
    { name: "a full circle", first: -Math.PI, view: 2 * Math.PI },
    { name: "a full circle from 0", first: 0, view: 2 * Math.PI },
    { name: "a fan to the front", first: -2, view: 4 },
    { name: "a fan across the back", first: 2, view: 2.5 },
    { name: "a fan of nearly all round", first: -3.1, view: 6.2 },
  ])("finds what casting every beam at every thing finds: $name", ({ first, view }) => {
    const random = createRandom(11);
    const beams = spreadBeams(360, first, view);
    let hits = 0;
    for (let round = 0; round < 60; round++) {
      const things: Things = {
        discs: Array.from({ length: 12 }, () => ({
          ...around(random, 1, 12),
          radius: random.between(0.03, 0.9),
        })),
        boxes: Array.from({ length: 8 }, () => ({
          ...around(random, 4, 12),
          length: random.between(0.05, 6),
          width: random.between(0.05, 1.5),
          yaw: random.between(-4, 4),
        })),
      };
      const yaw = random.between(-10, 10);
      const ranges = new Float64Array(360).fill(Infinity);

      sweep(ranges, beams, { x: 0, y: 0, yaw }, sliceOf(things), REACH);

      ranges.forEach((range, k) => {
        const dx = Math.cos(yaw + first + k * beams.step);
        const dy = Math.sin(yaw + first + k * beams.step);
        const exact = Math.min(
          ...things.discs.map((disc) => castDisc(disc, dx, dy)),
          ...things.boxes.map((box) => castBox(box, dx, dy)),
        );
        const expected = exact > REACH ? Infinity : exact;
        expect(Number.isFinite(range), `${round} ${k}`).toBe(Number.isFinite(expected));
        if (Number.isFinite(expected)) {
          hits++;
          expect(Math.abs(range - expected)).toBeLessThan(1e-6);
        }
      });
    }
    expect(hits).toBeGreaterThan(5000);
  });

  it("agrees with the engine's castRay on crowds: no hit or miss apart, less than 1e-5 m off", () => {
    const beams = spreadBeams(360, -Math.PI, 2 * Math.PI);
    let worst = 0;
    let mismatches = 0;
    let hits = 0;
    for (let seed = 1; seed <= 8; seed++) {
      const random = createRandom(seed);
      const things: Things = {
        discs: Array.from({ length: 30 }, () => ({
          ...around(random, 1, 12),
          radius: Math.fround(0.25),
        })),
        boxes: Array.from({ length: 20 }, () => ({
          ...around(random, 3, 12),
          length: 1,
          width: 1,
          yaw: random.between(-Math.PI, Math.PI),
        })),
      };
      const ranges = new Float64Array(360).fill(Infinity);

      sweep(ranges, beams, { x: 0, y: 0, yaw: 0 }, sliceOf(things), REACH);

      castAll(things, { x: 0, y: 0, yaw: 0 }, 360).forEach((expected, k) => {
        const range = ranges[k] ?? NaN;
        if (Number.isFinite(range) !== Number.isFinite(expected)) {
          mismatches++;
        } else if (Number.isFinite(range)) {
          hits++;
          worst = Math.max(worst, Math.abs(range - expected));
        }
      });
    }

    expect(hits).toBeGreaterThan(1500);
    expect(mismatches).toBe(0);
    expect(worst).toBeLessThan(1e-5);
  });

  it("is zero all round inside a solid, as castRay says", () => {
    const beams = spreadBeams(8, -Math.PI, 2 * Math.PI);
    const slice = new Slice();
    slice.addBox(0, 0, 1, 1, 0.3);
    const ranges = new Float64Array(8).fill(Infinity);

    sweep(ranges, beams, { x: 0.1, y: 0.2, yaw: 0 }, slice, REACH);

    expect([...ranges]).toEqual(Array<number>(8).fill(0));
  });

  it("asks beam by beam for what is no prism, and finds the same", () => {
    const beams = spreadBeams(360, -Math.PI, 2 * Math.PI);
    const from = { x: 0.5, y: -0.5, yaw: 1 };
    const things: Things = {
      discs: [],
      boxes: [{ x: 3, y: 1, length: 0.8, width: 0.8, yaw: 0 }],
    };
    const direct = new Float64Array(360).fill(Infinity);
    sweep(direct, beams, from, sliceOf(things), REACH);
    const asked = new Float64Array(360).fill(Infinity);
    const cast = (x: number, y: number, dx: number, dy: number): number =>
      castBox({ x: 3 - x, y: 1 - y, length: 0.8, width: 0.8, yaw: 0 }, dx, dy);

    sweepShape(asked, beams, from, { x: 3, y: 1, radius: 0.6, cast }, REACH);

    expect([...direct].filter(Number.isFinite).length).toBeGreaterThan(10);
    asked.forEach((range, k) => {
      expect(range === direct[k] || Math.abs(range - (direct[k] ?? 0)) < 1e-9).toBe(true);
    });
  });
});

/** The same scan by the physics engine, people as upright capsules. */
function castAll({ discs, boxes }: Things, from: Viewpoint, count: number): number[] {
  const world = new engine.World({ x: 0, y: 0, z: 0 });
  for (const { x, y, radius } of discs) {
    const at = { x, y, z: 0.85, rotation: UPRIGHT };
    world.createCollider(colliderFor(engine, { kind: "capsule", radius, length: 1.2 }, at));
  }
  for (const { x, y, length, width, yaw } of boxes) {
    const at = { x, y, z: 1, rotation: fromRollPitchYaw(0, 0, yaw) };
    world.createCollider(colliderFor(engine, { kind: "box", size: [length, width, 2] }, at));
  }
  world.step();
  const ranges = Array.from({ length: count }, (_, k) => {
    const angle = from.yaw - Math.PI + (2 * Math.PI * k) / count;
    const direction = { x: Math.cos(angle), y: Math.sin(angle), z: 0 };
    const ray = new engine.Ray({ x: from.x, y: from.y, z: HEIGHT }, direction);
    return world.castRay(ray, REACH, true)?.timeOfImpact ?? Infinity;
  });
  world.free();
  return ranges;
}
