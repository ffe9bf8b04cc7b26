import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createFloor } from "../../../src/world/people/floor.ts";
import { createRoutes, fieldTo, walkingDistance } from "../../../src/world/people/routes.ts";
import { CHARACTERS, type WorldDescription } from "../../../src/world/scenario/description.ts";
import { nearestStructure } from "../../../src/world/scenario/footprint.ts";
import { instantiate } from "../../../src/world/scenario/instantiate.ts";
import { readWorldFile, tellError } from "../../../src/world/scenario/read.ts";
import { drive, type Run } from "./drive.ts";

const WORLDS = readdirSync("worlds").filter((file) => file.endsWith(".world.yaml"));
const SEEDS = [1, 2, 3, 4];

function open(file: string): WorldDescription {
  const reading = readWorldFile(`worlds/${file}`);
  if (!reading.ok) {
    throw new Error(reading.errors.map(tellError).join("\n"));
  }
  return reading.description;
}

describe("the worlds", () => {
  it("are at least the six of the spine", () => {
    expect(WORLDS.map((file) => file.replace(".world.yaml", ""))).toEqual(
      expect.arrayContaining([
        "corridor",
        "blind-corner",
        "shop-floor",
        "kitchen",
        "crowd",
        "plaza",
      ]),
    );
  });

  it("hold fifty people in the crowd, fragile things and a child in the kitchen, every kind of person on the plaza", () => {
    const characters = (file: string): Set<string> =>
      new Set(
        [1, 2, 3]
          .flatMap((seed) => instantiate(open(file), seed).people)
          .map((one) => one.character),
      );

    expect(instantiate(open("crowd.world.yaml"), 1).people).toHaveLength(50);
    expect(characters("kitchen.world.yaml")).toContain("child");
    expect(
      open("kitchen.world.yaml").objects.filter((thing) => thing.breaksAt !== undefined).length,
    ).toBeGreaterThan(3);
    // Whoever heeds no robot is for campaigns, not for a world to look at.
    const everyone = CHARACTERS.filter((character) => character !== "heedless");
    expect([...characters("plaza.world.yaml")].sort()).toEqual([...everyone].sort());
  });
});

describe.each(WORLDS)("%s", (file) => {
  const world = open(file);

  it("is named for its file and gives the robot a loop of four goals or more", () => {
    expect(`${world.name}.world.yaml`).toBe(file);
    expect(world.robots[0]!.goals.length).toBeGreaterThanOrEqual(4);
  });

  it("leaves 0.45 m or more beside every straight line the robot drives, whatever the seed", () => {
    for (const seed of SEEDS) {
      const { robots, structures } = instantiate(world, seed);
      const { start, goals } = robots[0]!;
      const points = [start, ...goals, goals[0]!];
      points.slice(1).forEach((to, k) => {
        const from = points[k]!;
        for (let share = 0; share <= 1; share += 0.01) {
          const point = {
            x: from.x + (to.x - from.x) * share,
            y: from.y + (to.y - from.y) * share,
          };
          expect(nearestStructure(structures, point, 1)?.distance).toBeGreaterThanOrEqual(0.45);
        }
      });
    }
  });

  it("has a way from everyone's start to every place they go to", () => {
    const { bounds, structures, places, people } = instantiate(world, 1);
    const floor = createFloor(bounds, structures);
    const routes = createRoutes(floor, bounds.maxX - bounds.minX, bounds.maxY - bounds.minY);
    for (const person of people) {
      for (const activity of person.plan) {
        const place = places.find(({ name }) => "place" in activity && name === activity.place);
        if (place === undefined || activity.kind === "look") {
          continue;
        }
        const { x, y } =
          place.kind === "point"
            ? place.at
            : {
                x: (place.area.minX + place.area.maxX) / 2,
                y: (place.area.minY + place.area.maxY) / 2,
              };
        const field = fieldTo(routes, x, y);
        expect(walkingDistance(routes, field, person.start.x, person.start.y)).toBeLessThan(60);
      }
    }
  });
});

describe("a robot in the worlds", () => {
  const runs = (manner: "blind" | "yielding"): readonly Run[] =>
    WORLDS.flatMap((file) => SEEDS.map((seed) => drive(instantiate(open(file), seed), 60, manner)));
  const mean = (list: readonly Run[], of: (run: Run) => number): number =>
    list.reduce((sum, run) => sum + of(run), 0) / list.length;

  it("with no thought for people hits somebody in more than 30 % of one-minute runs; one that yields gets on, and is seldom walked into", () => {
    const blind = runs("blind");
    const yielding = runs("yielding");

    expect(mean(blind, ({ hits }) => (hits > 0 ? 1 : 0))).toBeGreaterThan(0.35);
    expect(mean(yielding, ({ hits }) => (hits > 0 ? 1 : 0))).toBeLessThan(0.15);
    expect(
      mean(yielding, ({ goals }) => goals) / mean(blind, ({ goals }) => goals),
    ).toBeGreaterThan(0.65);
    expect(mean(yielding, ({ walkedInto }) => walkedInto)).toBeLessThan(1);
    expect(Math.max(...yielding.map(({ longestHold }) => longestHold))).toBeLessThan(30);
  });
});
