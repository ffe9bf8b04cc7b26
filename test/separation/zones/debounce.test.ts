import { describe, expect, it } from "vitest";
import { hold, type Hold, IDLE } from "../../../src/separation/zones/debounce.ts";

type View = readonly [view: number, seen: "occupied" | "clear"];

function after(views: readonly View[], trigger: number, release: number): readonly string[] {
  const states: string[] = [];
  let state: Hold = IDLE;
  for (const [view, seen] of views) {
    state = hold(state, seen, view, { trigger, release });
    states.push(state.state);
  }
  return states;
}

describe("a zone's hold", () => {
  it("is there at once, and gone at once, when one view is enough", () => {
    const views: View[] = [
      [1, "clear"],
      [1, "occupied"],
      [2, "occupied"],
      [2, "clear"],
      [3, "clear"],
    ];
    expect(after(views, 1, 1)).toEqual(["idle", "acting", "acting", "idle", "idle"]);
  });

  it("waits for so many views in a row, and a view judged twice counts once", () => {
    const views: View[] = [
      [1, "occupied"],
      [1, "occupied"],
      [2, "occupied"],
      [3, "clear"],
      [4, "occupied"],
      [5, "occupied"],
      [6, "occupied"],
    ];
    expect(after(views, 3, 1)).toEqual(["idle", "idle", "idle", "idle", "idle", "idle", "acting"]);
  });

  it("lets go only after so many views without, and begins to count anew", () => {
    const views: View[] = [
      [1, "occupied"],
      [2, "clear"],
      [2, "clear"],
      [3, "clear"],
      [4, "occupied"],
      [5, "clear"],
      [6, "clear"],
      [7, "clear"],
      [8, "clear"],
    ];
    expect(after(views, 1, 3)).toEqual([
      "acting",
      "acting",
      "acting",
      "acting",
      "acting",
      "acting",
      "acting",
      "idle",
      "idle",
    ]);
  });

  it("goes on while something is inside, whatever it waits for", () => {
    const views: View[] = [
      [1, "occupied"],
      [2, "occupied"],
      [3, "clear"],
      [4, "occupied"],
    ];
    expect(after(views, 2, 2)).toEqual(["idle", "acting", "acting", "acting"]);
  });

  it("remembers the view and the counts", () => {
    expect(hold(IDLE, "occupied", 7, { trigger: 1, release: 1 })).toEqual({
      view: 7,
      over: 1,
      under: 0,
      state: "acting",
    });
    expect(hold(IDLE, "clear", 7, { trigger: 1, release: 1 })).toEqual({
      view: 7,
      over: 0,
      under: 1,
      state: "idle",
    });
  });
});
