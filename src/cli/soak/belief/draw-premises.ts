import type { Random } from "../../../quantity/random.ts";
import { direction, norm, scale, add, subtract, type Vector } from "../../../quantity/vector.ts";
import type { Holder, Premises } from "../../../theory-of-mind/belief/eye-senses.ts";
import type { Disc, Wall } from "../../../theory-of-mind/perspective/occluder.ts";

/** Size of a drawn floor [m]. */
export type Floor = { readonly length: number; readonly width: number };

/** Width of a doorway [m]. */
const DOOR = 1;

/** Rooms in a rectangle with doorways between them, pillars, screens, holders and places of danger. */
export function drawPremises(random: Random): { premises: Premises; floor: Floor } {
  const floor = { length: random.between(7, 12), width: random.between(5, 9) };
  const walls = [...outerWalls(floor), ...innerWalls(floor, random), ...screens(floor, random)];
  const discs: Disc[] = [];
  for (let k = random.index(4); k > 0; k--) {
    discs.push({ centre: spotIn(floor, random), radius: random.between(0.15, 0.5) });
  }
  const free = (): Vector => freeSpot(floor, discs, random);
  const holders = new Map<string, Holder>();
  for (let k = 3 + random.index(3); k > 0; k--) {
    holders.set(`holder ${k}`, { place: free(), lid: random.chance(0.5) ? "open" : "closed" });
  }
  const states = new Map([
    ["floor", free()],
    ["robot", free()],
  ]);
  return { premises: { occluders: { walls, discs }, holders, states }, floor };
}

/** A place on the floor that is in no pillar. */
export function freeSpot(floor: Floor, discs: readonly Disc[], random: Random): Vector {
  for (;;) {
    const spot = spotIn(floor, random);
    if (discs.every(({ centre, radius }) => norm(subtract(spot, centre)) > radius + 0.05)) {
      return spot;
    }
  }
}

function spotIn({ length, width }: Floor, random: Random): Vector {
  return { x: random.between(0.2, length - 0.2), y: random.between(0.2, width - 0.2) };
}

function outerWalls({ length, width }: Floor): readonly Wall[] {
  const corners = [
    { x: 0, y: 0 },
    { x: length, y: 0 },
    { x: length, y: width },
    { x: 0, y: width },
  ];
  return corners.map((from, k) => ({ from, to: corners[(k + 1) % 4] ?? from }));
}

/** A wall across, and often another from it to one side, each with a doorway. */
function innerWalls({ length, width }: Floor, random: Random): readonly Wall[] {
  const x = random.between(0.35, 0.65) * length;
  const across = withDoor({ x, y: 0 }, { x, y: width }, random);
  const y = random.between(0.35, 0.65) * width;
  const aside = random.chance(0.5) ? withDoor({ x, y }, { x: length, y }, random) : [];
  return [...across, ...aside];
}

function withDoor(from: Vector, to: Vector, random: Random): readonly Wall[] {
  const length = norm(subtract(to, from));
  const along = scale(subtract(to, from), 1 / length);
  const begin = random.between(0.1, length - DOOR - 0.1);
  return [
    { from, to: add(from, scale(along, begin)) },
    { from: add(from, scale(along, begin + DOOR)), to },
  ];
}

function screens(floor: Floor, random: Random): readonly Wall[] {
  return Array.from({ length: random.index(4) }, () => {
    const from = spotIn(floor, random);
    const way = direction(random.between(-Math.PI, Math.PI));
    return { from, to: add(from, scale(way, random.between(0.4, 2))) };
  });
}
