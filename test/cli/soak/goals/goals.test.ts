import { describe, expect, it } from "vitest";
import {
  atlasIn,
  calibrationError,
  judgeWalk,
} from "../../../../src/cli/soak/goals/judge-goals.ts";
import { walkIn } from "../../../../src/cli/soak/goals/walks.ts";

describe("goals of people on errands", () => {
  it("are found for four in five at three quarters of the way, in a sample of two worlds", () => {
    const answers = ["crowd", "corridor"].flatMap((world) =>
      [1, 2].flatMap((seed) => {
        const hall = walkIn(world, seed);
        const atlas = atlasIn(hall);
        return hall.walks.flatMap((walk) => judgeWalk(atlas, walk).answers);
      }),
    );

    const late = answers.filter(({ quarter }) => quarter === 0.75);
    expect(late.length).toBeGreaterThan(15);
    expect(late.filter(({ isRight }) => isRight).length / late.length).toBeGreaterThan(0.8);
    expect(calibrationError(answers)).toBeLessThan(0.25);
  });
});
