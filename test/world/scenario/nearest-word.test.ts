import { describe, expect, it } from "vitest";
import { listWords, nearestWord } from "../../../src/world/scenario/nearest-word.ts";

describe("nearestWord", () => {
  it.each([
    ["heigth", ["height", "width"], "height"],
    ["Radius", ["radius", "height"], "radius"],
    ["colour", ["colour"], "colour"],
    ["friktion", ["friction", "restitution"], "friction"],
    ["banana", ["height", "width"], undefined],
    ["to", ["from", "at"], undefined],
    ["x", [], undefined],
  ])("finds for %j among %j: %j", (word, known, meant) => {
    expect(nearestWord(word, known)).toBe(meant);
  });
});

describe("listWords", () => {
  it("lists as a sentence does", () => {
    expect(listWords(["a"], "or")).toBe("`a`");
    expect(listWords(["a", "b", "c"], "or")).toBe("`a`, `b` or `c`");
  });
});
