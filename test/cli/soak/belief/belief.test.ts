import { describe, expect, it } from "vitest";
import { belief } from "../../../../src/cli/soak/belief/belief.ts";
import { judgePlay } from "../../../../src/cli/soak/belief/judge-play.ts";
import { OracleSight } from "../../../../src/cli/soak/belief/oracle-sight.ts";

describe("beliefs of people in rooms", () => {
  it("are told right to the second order in 300 plays, false and dangerous ones among them", async () => {
    const lines: string[] = [];
    const { bars, figures } = await belief.run({ seeds: 300, first: 50_001, jobs: 1 }, (line) => {
      lines.push(line);
    });

    expect(lines.filter((line) => line.startsWith("seed"))).toEqual([]);
    expect(bars.map(({ value }) => value)).toEqual([1, 1, 1]);
    expect(figures).toMatchObject({ plays: 300 });
  });

  it("come to be false, dangerous and unknown in every way the plays are about", () => {
    const judged = Array.from({ length: 100 }, (_, k) => judgePlay(k + 1).judged).flat();

    for (const order of [1, 2]) {
      const of = judged.filter((one) => one.order === order);
      expect(of.filter(({ isFalseBelief }) => isFalseBelief).length).toBeGreaterThan(25);
      expect(of.filter(({ isDanger }) => isDanger).length).toBeGreaterThan(10);
    }
  });
});

describe("the oracle's sight", () => {
  const eyes = { place: { x: 0, y: 0 }, heading: 0, turn: 0, half: Math.PI / 4, range: 5 };

  it("takes a place on the edge of the field of view for no fair case", () => {
    const sight = new OracleSight({ walls: [], discs: [] });
    expect(sight.sees(eyes, { x: 2, y: 1.9 })).toBe(true);
    expect(sight.onEdge).toBe(false);
    sight.sees(eyes, { x: 2, y: 2 });
    expect(sight.onEdge).toBe(true);
  });

  it("takes a ray past the end of a wall for no fair case", () => {
    const sight = new OracleSight({
      walls: [{ from: { x: 1, y: 0 }, to: { x: 1, y: 1 } }],
      discs: [],
    });
    expect(sight.sees(eyes, { x: 2, y: 0.1 })).toBe(false);
    expect(sight.sees(eyes, { x: 2, y: -0.1 })).toBe(true);
    expect(sight.onEdge).toBe(false);
    sight.sees(eyes, { x: 2, y: 1e-8 });
    expect(sight.onEdge).toBe(true);
  });
});
