import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ALONE, crowdOf, walk } from "./hall.ts";

it("fifty people cost milliseconds of CPU a simulated second; the bar is 10 ms, the margin tenfold", () => {
  const crowd = crowdOf(readFileSync("worlds/crowd.world.yaml", "utf8"), 1);
  const pass = (duration: number): void =>
    walk(
      crowd,
      duration,
      () => ALONE,
      () => {},
    );
  pass(20);

  const before = process.cpuUsage().user;
  pass(40);
  const spent = (process.cpuUsage().user - before) / 1000 / 40;

  process.stdout.write(`50 people: ${spent.toFixed(1)} ms CPU a simulated second\n`);
  expect(spent).toBeLessThan(100);
});
