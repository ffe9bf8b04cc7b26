import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CHARACTER_TRAITS } from "../../../src/world/people/characters.ts";
import { at } from "../../../src/world/people/column.ts";
import type { Surroundings } from "../../../src/world/people/crowd.ts";
import { distanceTo } from "../../../src/world/scenario/footprint.ts";
import { instantiate } from "../../../src/world/scenario/instantiate.ts";
import { readWorldFile } from "../../../src/world/scenario/read.ts";
import { crowdOf, STEP, walk } from "./hall.ts";

const WORLDS = readdirSync("worlds").filter((file) => file.endsWith(".world.yaml"));
const SEEDS = [1, 2];

/** A robot that circles in the middle of things, so that people have something to react to. */
function circling(x: number, y: number): (time: number) => Surroundings {
  return (time) => {
    const angle = time / 2;
    const robot = {
      x: x + 2 * Math.cos(angle),
      y: y + 2 * Math.sin(angle),
      yaw: angle + Math.PI / 2,
      vx: -Math.sin(angle),
      vy: Math.cos(angle),
      radius: 0.27,
      height: 0.35,
    };
    return { robots: [robot], obstacles: [] };
  };
}

type Point = { readonly x: number; readonly y: number };

function distanceToLine(point: Point, from: Point, to: Point): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const along = ((point.x - from.x) * dx + (point.y - from.y) * dy) / (dx * dx + dy * dy);
  const share = Math.max(0, Math.min(1, along));
  return Math.hypot(point.x - from.x - share * dx, point.y - from.y - share * dy);
}

describe.each(WORLDS)("people of %s", (file) => {
  const reading = readWorldFile(`worlds/${file}`);
  const text = readFileSync(`worlds/${file}`, "utf8");
  const structures = reading.ok
    ? reading.description.structures.filter(({ bottom }) => bottom < 2)
    : [];
  const goal = reading.ok ? reading.description.robots[0]!.goals[0]! : { x: 0, y: 0 };

  it("keep out of walls, apart from each other, and within what bodies can do", () => {
    let nearest = Infinity;
    let deepest = Infinity;
    let hard = 0;
    let samples = 0;
    let thrown = 0;
    for (const seed of SEEDS) {
      const crowd = crowdOf(text, seed);
      const vx = crowd.vx.slice();
      const vy = crowd.vy.slice();
      const around = circling(goal.x, goal.y);
      walk(crowd, 40, around, (time) => {
        const robot = around(time - STEP).robots[0]!;
        for (let i = 0; i < crowd.count; i++) {
          const point = { x: at(crowd.x, i), y: at(crowd.y, i) };
          const change =
            Math.hypot(at(crowd.vx, i) - at(vx, i), at(crowd.vy, i) - at(vy, i)) / STEP;
          samples++;
          hard += change > 2.01 ? 1 : 0;
          const atRobot = Math.hypot(point.x - robot.x, point.y - robot.y) < 0.5;
          thrown += change > 4.01 && !atRobot ? 1 : 0;
          for (const structure of structures) {
            const clearance = distanceTo(structure, point) - at(crowd.radius, i);
            deepest = Math.min(deepest, clearance);
          }
          for (let j = 0; j < i; j++) {
            const gap =
              Math.hypot(at(crowd.x, j) - point.x, at(crowd.y, j) - point.y) -
              at(crowd.radius, i) -
              at(crowd.radius, j);
            nearest = Math.min(nearest, gap);
          }
        }
        vx.set(crowd.vx);
        vy.set(crowd.vy);
      });
    }
    expect(deepest).toBeGreaterThan(-0.03);
    expect(nearest).toBeGreaterThan(-0.03);
    expect(hard / samples).toBeLessThan(0.01);
    expect(thrown / samples).toBeLessThan(0.001);
  });

  it("do the same again with the same seed, bit for bit, and something else with another", () => {
    const trace = (seed: number): Float64Array => {
      const crowd = crowdOf(text, seed);
      walk(crowd, 15, circling(goal.x, goal.y), () => {});
      return Float64Array.from([...crowd.x, ...crowd.y, ...crowd.gaze, ...crowd.phase]);
    };

    expect(trace(3)).toEqual(trace(3));
    expect(trace(3)).not.toEqual(trace(4));
  });

  it("get about: nobody on the way is held up for long, and nobody stands for long where the robot drives", () => {
    const crowd = crowdOf(text, 5);
    const robot = reading.ok ? reading.description.robots[0]! : { goals: [] };
    const lines = robot.goals.map((from, k) => ({
      from,
      to: robot.goals[(k + 1) % robot.goals.length]!,
    }));
    const held = new Float64Array(crowd.count);
    const inTheWay = new Float64Array(crowd.count);
    let longestHeld = 0;
    let longestInTheWay = 0;
    let far = 0;
    walk(
      crowd,
      90,
      () => ({ robots: [], obstacles: [] }),
      () => {
        for (let i = 0; i < crowd.count; i++) {
          const speed = Math.hypot(at(crowd.vx, i), at(crowd.vy, i));
          const mind = crowd.minds[i]!;
          const point = { x: at(crowd.x, i), y: at(crowd.y, i) };
          const near = lines.some(({ from, to }) => distanceToLine(point, from, to) < 0.6);
          const going = mind.phase === "going" && mind.fall === "none";
          held[i] = going && speed < 0.05 ? at(held, i) + STEP : 0;
          inTheWay[i] = near && speed < 0.05 ? at(inTheWay, i) + STEP : 0;
          longestHeld = Math.max(longestHeld, at(held, i));
          longestInTheWay = Math.max(longestInTheWay, at(inTheWay, i));
          far += speed * STEP;
        }
      },
    );

    expect(longestHeld).toBeLessThan(12);
    expect(longestInTheWay).toBeLessThan(15);
    expect(far / crowd.count).toBeGreaterThan(15);
  });

  it("are as the file describes them", () => {
    const people = reading.ok ? instantiate(reading.description, 1).people : [];
    expect(people.length).toBeGreaterThan(3);
    for (const person of people) {
      const { height } = CHARACTER_TRAITS[person.character];
      expect(Math.abs(person.height - height.mean)).toBeLessThanOrEqual(
        2 * height.deviation + 1e-9,
      );
    }
  });
});
