import { describe, expect, it } from "vitest";
import { distanceTo } from "../../../src/world/scenario/footprint.ts";
import { instantiate } from "../../../src/world/scenario/instantiate.ts";
import { readWorld } from "../../../src/world/scenario/read.ts";
import type { WorldDescription } from "../../../src/world/scenario/description.ts";

function read(jitter: string, extra = ""): WorldDescription {
  const reading = readWorld(
    `
name: hall
bounds: [0, 0, 12, 12]
structures: [{ box: block, at: [6, 6, 0.3], length: 3, width: 2, height: 2.5 }]
places:
  - { area: floor, from: [0.5, 0.5], to: [11.5, 11.5] }
  - { point: door, at: [1, 11] }
people:
  - { person: ann, character: adult, start: [3, 3, 0], plan: [{ go: door }, { wait: 4 }] }
${extra}
groups:
  - { group: many, count: 30, start: floor, mix: { adult: 0.7, child: 0.3 }, plan: [{ go: door }] }
  - { group: pair, count: 2, start: floor, mix: { adult: 1 }, walk: together, plan: [{ go: door }, { wait: [1, 2] }] }
robots: [{ robot: robot, urdf: diff_base, start: [2, 10, 0] }]
jitter: ${jitter}
`,
    "hall",
  );
  if (!reading.ok) {
    throw new Error(reading.errors.map((error) => error.sentence).join(" "));
  }
  return reading.description;
}

const JITTER =
  "{ position: 0.3, heading: 0.5, speed: 0.1, schedule: 0.2, delay: [0, 3], robot_position: 0.1, robot_heading: 0.1 }";

describe("instantiate", () => {
  it("makes the same world of the same seed, another of another", () => {
    const world = read(JITTER);

    expect(instantiate(world, 7)).toEqual(instantiate(world, 7));
    expect(instantiate(world, 7).people).not.toEqual(instantiate(world, 8).people);
  });

  it("leaves everyone's draws alone when somebody is added", () => {
    const added = "  - { person: bob, character: adult, start: [10, 2, 0], plan: [{ go: door }] }";

    const before = instantiate(read(JITTER), 7).people.find(({ id }) => id === "ann");
    const after = instantiate(read(JITTER, added), 7).people.find(({ id }) => id === "ann");

    expect(after).toEqual(before);
  });

  it("varies what jitter says, and by no more", () => {
    const world = read(JITTER);
    for (let seed = 0; seed < 50; seed++) {
      const { people, robots } = instantiate(world, seed);
      const ann = people.find(({ id }) => id === "ann")!;
      expect(Math.abs(ann.start.x - 3)).toBeLessThanOrEqual(0.3);
      expect(Math.abs(ann.start.yaw)).toBeLessThanOrEqual(0.5);
      expect(ann.delay).toBeLessThanOrEqual(3);
      const wait = ann.plan[1]!;
      expect("duration" in wait && wait.duration.low).toBeGreaterThanOrEqual(3.2);
      expect("duration" in wait && wait.duration.low).toBeLessThanOrEqual(4.8);
      expect(Math.abs(robots[0]!.start.x - 2)).toBeLessThanOrEqual(0.1);
    }
  });

  it("without jitter puts people exactly where the file says", () => {
    const ann = instantiate(read("{}"), 3).people[0]!;

    expect(ann).toMatchObject({ start: { x: 3, y: 3, yaw: 0 }, delay: 0 });
  });

  it("starts nobody inside a structure, a robot or each other", () => {
    const world = read(JITTER);
    for (let seed = 0; seed < 20; seed++) {
      const { people, robots } = instantiate(world, seed);
      const starts = people.map(({ start }) => start);
      starts.forEach((a, i) => {
        expect(distanceTo(world.structures[0]!, a)).toBeGreaterThan(0.25);
        expect(Math.hypot(a.x - robots[0]!.start.x, a.y - robots[0]!.start.y)).toBeGreaterThan(0.5);
        for (const b of starts.slice(0, i)) {
          expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(0.5);
        }
      });
    }
  });

  it("keeps those who walk together together: one plan, one delay, near each other", () => {
    for (let seed = 0; seed < 20; seed++) {
      const [a, b] = instantiate(read(JITTER), seed).people.filter(({ group }) => group === "pair");
      expect(a!.plan).toEqual(b!.plan);
      expect(a!.delay).toBe(b!.delay);
      expect(Math.hypot(a!.start.x - b!.start.x, a!.start.y - b!.start.y)).toBeLessThan(2.2);
    }
  });

  it("draws characters in the shares of the mix", () => {
    const world = read("{}");
    const characters = Array.from({ length: 40 }, (_, seed) => instantiate(world, seed).people)
      .flat()
      .filter(({ id }) => id.startsWith("many"))
      .map(({ character }) => character);

    const children = characters.filter((character) => character === "child").length;
    expect(children / characters.length).toBeGreaterThan(0.25);
    expect(children / characters.length).toBeLessThan(0.35);
  });
});
