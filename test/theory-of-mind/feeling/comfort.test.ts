import { describe, expect, it } from "vitest";
import { comfortOf } from "../../../src/theory-of-mind/feeling/comfort.ts";
import type { Scene, ScenePerson } from "../../../src/theory-of-mind/feeling/scene.ts";

const NOWHERE = { area: undefined, wall: undefined, things: undefined };

function among(people: readonly ScenePerson[], ties: Scene["ties"] = []): Scene {
  return { people, ties, place: NOWHERE };
}

describe("comfortOf", () => {
  it("says that a robot among nobody disturbs nobody", () => {
    const { comfort, worst } = comfortOf(among([]));

    expect(comfort).toBeGreaterThan(0.95);
    expect(worst).toBeUndefined();
  });

  it("minds a robot in front of somebody more than one behind", () => {
    const before = comfortOf(among([{ x: 1, y: 0, front: Math.PI }]));
    const behind = comfortOf(among([{ x: 1, y: 0, front: 0 }]));

    expect(behind.comfort - before.comfort).toBeGreaterThan(0.05);
  });

  it("minds a robot between two who talk, and names both", () => {
    const two = [
      { x: 1.3, y: 0, front: Math.PI },
      { x: -1.3, y: 0, front: 0 },
    ];

    const strangers = comfortOf(among(two));
    const talking = comfortOf(among(two, [{ kind: "pair", one: 0, other: 1 }]));

    expect(talking.comfort).toBeLessThan(strangers.comfort - 0.3);
    expect(talking.worst).toMatchObject({ kind: "pair", distance: 0, who: [0, 1] });
  });

  it("minds a robot between somebody and what this person looks at", () => {
    const one = [{ x: 2, y: 0, front: Math.PI }];

    const between = comfortOf(among(one, [{ kind: "thing", one: 0, thing: { x: -1, y: 0 } }]));

    expect(between.comfort).toBeLessThan(comfortOf(among(one)).comfort - 0.3);
    expect(between.worst?.kind).toBe("thing");
  });

  it("is least sure where people disagree most, in the middle", () => {
    const [near, middle, far] = [0.1, 1.2, 6].map((x) =>
      comfortOf(among([{ x, y: 0, front: undefined }])),
    );

    expect(middle!.deviation).toBeGreaterThan(near!.deviation);
    expect(middle!.deviation).toBeGreaterThan(far!.deviation);
  });

  it("passes over a tie to somebody who is not there", () => {
    const alone = [{ x: 2, y: 0, front: 0 }];

    const tied = comfortOf(among(alone, [{ kind: "pair", one: 0, other: 7 }]));

    expect(tied).toEqual(comfortOf(among(alone)));
  });
});
