import type { Random } from "../../../quantity/random.ts";
import {
  add,
  direction,
  dot,
  norm,
  scale,
  subtract,
  type Vector,
} from "../../../quantity/vector.ts";
import { type Fixture, HALF, type SeparationCase } from "./separation-case.ts";

/** Half the thickness of every wall [m]. */
export const HALF_THICKNESS = 0.05;

/** Draws what stands in a place; the outer walls are always there. */
export function drawFixtures(place: SeparationCase["place"], random: Random): readonly Fixture[] {
  return [...outerWalls(), ...INSIDE[place](random)];
}

const INSIDE: Readonly<Record<SeparationCase["place"], (random: Random) => readonly Fixture[]>> = {
  open: () => [],
  walls: drawWalls,
  corridor: drawCorridor,
};

function outerWalls(): readonly Fixture[] {
  const corners = [
    { x: -HALF, y: -HALF },
    { x: HALF, y: -HALF },
    { x: HALF, y: HALF },
    { x: -HALF, y: HALF },
  ];
  return corners.map((from, i) => ({ kind: "wall", from, to: corners[(i + 1) % 4] ?? from }));
}

function drawWalls(random: Random): readonly Fixture[] {
  const point = (): Vector => ({
    x: random.between(-HALF + 1, HALF - 1),
    y: random.between(-HALF + 1, HALF - 1),
  });
  const walls = Array.from({ length: 2 + random.index(4) }, (): Fixture => {
    const from = point();
    const along = direction((Math.PI / 2) * random.index(4) + random.between(-0.2, 0.2));
    return { kind: "wall", from, to: add(from, scale(along, random.between(1, 4))) };
  });
  const pillars = Array.from({ length: random.index(4) }, (): Fixture => ({
    kind: "pillar",
    at: point(),
    radius: random.between(0.1, 0.35),
  }));
  return [...walls, ...pillars];
}

/** Two walls along x, each with a door somewhere, through which people come. */
function drawCorridor(random: Random): readonly Fixture[] {
  const half = random.between(1.1, 1.7);
  return [half, -half].flatMap((y) => {
    const door = random.between(-HALF + 2, HALF - 2);
    return [
      { kind: "wall", from: { x: -HALF, y }, to: { x: door - 0.6, y } } as const,
      { kind: "wall", from: { x: door + 0.6, y }, to: { x: HALF, y } } as const,
    ];
  });
}

/** From a point to the surface of a fixture [m]; 0 inside. */
export function distanceToFixture(point: Vector, fixture: Fixture): number {
  return Math.max(0, norm(subtract(point, nearestOn(point, fixture))) - thicknessOf(fixture));
}

function thicknessOf(fixture: Fixture): number {
  return fixture.kind === "wall" ? HALF_THICKNESS : fixture.radius;
}

/** The point of a fixture's middle line, or its middle, that is nearest. */
function nearestOn(point: Vector, fixture: Fixture): Vector {
  if (fixture.kind === "pillar") {
    return fixture.at;
  }
  const along = subtract(fixture.to, fixture.from);
  const t = dot(subtract(point, fixture.from), along) / Math.max(1e-9, dot(along, along));
  return add(fixture.from, scale(along, Math.min(1, Math.max(0, t))));
}

/** Whether a point inside the outer walls has that much room to everything fixed [m]. */
export function isFree(point: Vector, fixtures: readonly Fixture[], room: number): boolean {
  const inside = Math.max(Math.abs(point.x), Math.abs(point.y)) < HALF;
  return inside && fixtures.every((fixture) => distanceToFixture(point, fixture) >= room);
}

/** Points on the surfaces of fixtures no farther apart than a step [m]. */
export function surfacePoints(fixtures: readonly Fixture[], step: number): readonly Vector[] {
  return fixtures.flatMap((fixture) => {
    if (fixture.kind === "pillar") {
      const count = Math.ceil((2 * Math.PI * fixture.radius) / step);
      return Array.from({ length: count }, (_, i) =>
        add(fixture.at, scale(direction((2 * Math.PI * i) / count), fixture.radius)),
      );
    }
    const along = subtract(fixture.to, fixture.from);
    const length = norm(along);
    const count = Math.max(1, Math.ceil(length / step));
    const across = {
      x: (-along.y / length) * HALF_THICKNESS,
      y: (along.x / length) * HALF_THICKNESS,
    };
    return Array.from({ length: count + 1 }, (_, i) =>
      add(fixture.from, scale(along, i / count)),
    ).flatMap((point) => [add(point, across), subtract(point, across)]);
  });
}
