import { describe, expect, it } from "vitest";
import { eyeSenses, type Premises } from "../../../src/theory-of-mind/belief/eye-senses.ts";
import { believed, learn, lookAbout, noBelief } from "../../../src/theory-of-mind/belief/nested.ts";
import { tell } from "../../../src/theory-of-mind/belief/telling.ts";
import type { Eyes } from "../../../src/theory-of-mind/perspective/eyes.ts";

const PREMISES: Premises = {
  occluders: { walls: [{ from: { x: 4, y: 1 }, to: { x: 4, y: 3 } }], discs: [] },
  holders: new Map([
    ["table", { place: { x: 2, y: 0 }, lid: "open" }],
    ["box", { place: { x: 6, y: 2 }, lid: "closed" }],
  ]),
  states: new Map([["floor", { x: 2, y: 1 }]]),
};
const SENSES = eyeSenses(PREMISES);

function at(x: number, y: number, heading: number): Eyes {
  return { place: { x, y }, heading, turn: 0, half: 1, range: 20 };
}

describe("people of whom the eyes are known", () => {
  it("know what lies open in view, and no more what is behind them", () => {
    const stances = [
      ["Ada", at(0, 0, 0)],
      ["Ben", at(0, 0.5, Math.PI)],
    ] as const;
    const facts = [
      ["cup", "table"],
      ["floor", "wet"],
    ] as const;
    const belief = lookAbout(
      learn(noBelief<Eyes>(), { facts, stances }, 0),
      ["Ada", "Ben"],
      SENSES,
      { at: 0, acts: [] },
      2,
    );

    expect(believed(belief, ["Ada"], "cup")?.value).toBe("table");
    expect(believed(belief, ["Ada"], "floor")?.value).toBe("wet");
    expect(believed(belief, ["Ben"], "cup")).toBeUndefined();
    expect(believed(belief, ["Ben"], "floor")).toBeUndefined();
  });

  it("see what is put into something closed only as it is put, and are thought to see it only by who sees that", () => {
    // Ada sees Ben, but the screen hides the box from her; Ben watches Cleo put the cup in.
    const stances = [
      ["Ada", at(2, 2, 0)],
      ["Ben", at(4.5, 0.5, 0.8)],
      ["Cleo", at(6.5, 2, Math.PI)],
    ] as const;
    const people = stances.map(([who]) => who);
    const act = { subject: "cup", value: "box", by: "Cleo" };
    const before = learn(noBelief<Eyes>(), { facts: [["cup", "Cleo"]], stances }, 0);
    const told = tell(before, { by: "Dan", to: ["Ada"], subject: "cup", value: "box", at: 0 }, 2);
    const put = learn(told, { facts: [["cup", "box"]] }, 1);

    const seen = lookAbout(put, people, SENSES, { at: 1, acts: [act] }, 2);
    const late = lookAbout(put, people, SENSES, { at: 1, acts: [] }, 2);

    expect(believed(seen, ["Ben"], "cup")?.value).toBe("box");
    expect(believed(seen, ["Cleo"], "cup")?.value).toBe("box");
    expect(believed(seen, ["Ada"], "cup")?.way).toBe("told");
    expect(believed(seen, ["Ada", "Ben"], "cup")).toBeUndefined();
    expect(believed(late, ["Ben"], "cup")).toBeUndefined();
  });
});
