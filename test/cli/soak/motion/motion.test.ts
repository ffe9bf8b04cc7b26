import { describe, expect, it } from "vitest";
import { motion } from "../../../../src/cli/soak/motion/motion.ts";

describe("soak motion", () => {
  it("judges futures of both manners by where people went", { timeout: 60_000 }, async () => {
    const lines: string[] = [];
    const { figures, bars } = await motion.run(
      { seeds: 1, duration: 14, world: "plaza", jobs: 1 },
      (line) => lines.push(line),
    );
    const told = figures as { [key: string]: { count: number; held: number[]; ade: number } };

    for (const manner of ["assumed", "learnt"]) {
      const walking = told[`all, walking, ${manner}`]!;

      expect(walking.count).toBeGreaterThan(20);
      expect(Math.min(...walking.held)).toBeGreaterThan(0.5);
      expect(walking.ade).toBeLessThan(3);
    }
    expect(told["all, walking, learnt"]!.held).not.toEqual(told["all, walking, assumed"]!.held);
    expect(bars).toHaveLength(2);
    expect(lines.some((line) => line.startsWith("all, standing, learnt:"))).toBe(true);
  });
});
