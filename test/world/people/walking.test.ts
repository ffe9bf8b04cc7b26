import { describe, expect, it } from "vitest";
import { at } from "../../../src/world/people/column.ts";
import { ALONE, crowdOf, walk } from "./hall.ts";

/** Lanes 3 m apart, one person in each, from one end to the other. */
function lanes(count: number, character: string): string {
  const rows = Array.from({ length: count }, (_, k) => 2 + 3 * k);
  return `
name: lanes
bounds: [0, 0, 50, ${3 * count + 2}]
places:
${rows.map((y, k) => `  - { point: end-${k}, at: [48, ${y}] }`).join("\n")}
people:
${rows.map((y, k) => `  - { person: p${k}, character: ${character}, start: [2, ${y}, 0], plan: [{ go: end-${k} }], repeat: false }`).join("\n")}
`;
}

/** Mean and deviation over people of their mean speed from the 4th to the 12th second. */
function freeSpeeds(character: string, seeds: number): { mean: number; deviation: number } {
  const speeds: number[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const crowd = crowdOf(lanes(30, character), seed);
    const before = new Float64Array(crowd.count);
    walk(
      crowd,
      12,
      () => ALONE,
      (time) => {
        if (Math.abs(time - 4) < 1e-6) {
          before.set(crowd.x);
        }
      },
    );
    for (let i = 0; i < crowd.count; i++) {
      speeds.push((at(crowd.x, i) - at(before, i)) / 8);
    }
  }
  const mean = speeds.reduce((sum, speed) => sum + speed, 0) / speeds.length;
  const spread = speeds.reduce((sum, speed) => sum + (speed - mean) ** 2, 0) / speeds.length;
  return { mean, deviation: Math.sqrt(spread) };
}

describe("free walking", () => {
  it("of adults has the mean and the spread of Weidmann 1993: 1.34 and 0.26 m/s", () => {
    const { mean, deviation } = freeSpeeds("adult", 10);

    expect(mean).toBeGreaterThan(1.34 * 0.95);
    expect(mean).toBeLessThan(1.34 * 1.05);
    expect(deviation).toBeGreaterThan(0.26 * 0.8);
    expect(deviation).toBeLessThan(0.26 * 1.1);
  });

  it.each([
    ["elderly", 0.95],
    ["runner", 3],
    ["phone", 1.1],
  ])("of the character %j has a mean of %d m/s within 5 %", (character, expected) => {
    const { mean } = freeSpeeds(character, 4);

    expect(mean).toBeGreaterThan(expected * 0.95);
    expect(mean).toBeLessThan(expected * 1.05);
  });

  it("takes steps of a human length: a stride of about 1.4 m at 1.34 m/s", () => {
    const text = lanes(1, "adult").replace("start:", "speed: 1.34, height: 1.71, start:");
    const crowd = crowdOf(text, 1);
    let turns = 0;
    let from = 0;
    let last = 0;
    walk(
      crowd,
      12,
      () => ALONE,
      (time) => {
        const phase = at(crowd.phase, 0);
        if (time < 3) {
          from = at(crowd.x, 0);
        } else if (phase < last - Math.PI) {
          turns++;
        }
        last = phase;
      },
    );

    expect((at(crowd.x, 0) - from) / turns).toBeGreaterThan(1.25);
    expect((at(crowd.x, 0) - from) / turns).toBeLessThan(1.55);
  });
});
