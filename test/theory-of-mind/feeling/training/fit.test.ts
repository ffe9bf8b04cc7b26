import { describe, expect, it } from "vitest";
import { createRandom } from "../../../../src/quantity/random.ts";
import { type Comfort, comfortOf } from "../../../../src/theory-of-mind/feeling/comfort.ts";
import type { Scene } from "../../../../src/theory-of-mind/feeling/scene.ts";
import type { Example } from "../../../../src/theory-of-mind/feeling/training/example.ts";
import { fitComfort } from "../../../../src/theory-of-mind/feeling/training/fit.ts";
import {
  disagreement,
  validateNested,
} from "../../../../src/theory-of-mind/feeling/training/validate.ts";

function drawScene(seed: number): Scene {
  const random = createRandom(seed);
  const people = Array.from({ length: random.index(4) }, () => ({
    x: random.between(-3, 3),
    y: random.between(-3, 3),
    front: random.between(-3, 3),
  }));
  const ties = people.length > 1 ? [{ kind: "pair" as const, one: 0, other: 1 }] : [];
  return { people, ties, place: { area: 30, wall: 1, things: [] } };
}

/** Scenes judged by the model itself, with a noise. */
function judged(count: number, noise: number): readonly Example[] {
  const random = createRandom(5);
  return Array.from({ length: count }, (_, at) => {
    const scene = drawScene(at);
    const word: Comfort["comfort"] = comfortOf(scene).comfort + noise * random.normal();
    return { scene, score: Math.min(1, Math.max(0, word)), group: `${at}` };
  });
}

describe("fitComfort", () => {
  it("finds a model again from what it judged", () => {
    const table = fitComfort(judged(300, 0.05), 0.3);

    const errors = Array.from({ length: 200 }, (_, at) => drawScene(10_000 + at)).map(
      (scene) => (comfortOf(scene, table).comfort - comfortOf(scene).comfort) ** 2,
    );
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.001);
  });

  it("gives curves that fall everywhere, whatever it is told", () => {
    const upsideDown = judged(150, 0).map((example) => ({ ...example, score: 1 - example.score }));

    const { pressure } = fitComfort(upsideDown, 0.3);

    for (const { values } of Object.values(pressure)) {
      values.slice(1).forEach((value, at) => expect(value).toBeLessThan(values[at]!));
    }
  });

  it("comes to the same to the bit when it is run again", () => {
    const examples = judged(60, 0.1);

    expect(fitComfort(examples, 0.3)).toEqual(fitComfort(examples, 0.3));
  });
});

describe("validateNested", () => {
  it("tells the noise of the words, which it cannot learn", () => {
    const examples = judged(90, 0.1);

    const { error, examples: scored } = validateNested(examples, 1);

    expect(scored).toBe(90);
    expect(error).toBeGreaterThan(0.005);
    expect(error).toBeLessThan(0.016);
  });
});

describe("disagreement", () => {
  it("is the variance of words about the same scene", () => {
    const scene = drawScene(3);

    const { error, examples } = disagreement([
      { scene, score: 0.4, group: "1" },
      { scene, score: 0.6, group: "1" },
      { scene: drawScene(4), score: 0, group: "1" },
    ]);

    expect(error).toBeCloseTo(0.02, 12);
    expect(examples).toBe(1);
  });
});
