import { describe, expect, it } from "vitest";
import { append, pairCourses, type Piece } from "../../src/rules/piece.ts";
import { known } from "../../src/rules/truth.ts";

describe("pairCourses", () => {
  it("begins a pair wherever one of them changes", () => {
    const left = [
      { from: 0, truth: known(1) },
      { from: 2, truth: known(2) },
      { from: 4, truth: known(3) },
    ];
    const right = [
      { from: 0, truth: known(5) },
      { from: 1, truth: known(6) },
      { from: 4, truth: known(7) },
    ];

    expect(pairCourses(left, right)).toEqual([
      { from: 0, left: known(1), right: known(5) },
      { from: 1, left: known(1), right: known(6) },
      { from: 2, left: known(2), right: known(6) },
      { from: 4, left: known(3), right: known(7) },
    ]);
    expect(pairCourses(right, left).map(({ from }) => from)).toEqual([0, 1, 2, 4]);
  });
});

describe("append", () => {
  it("adds what is new, and knows zero that is true from zero that is false", () => {
    const course: Piece[] = [];

    for (const [from, worth] of [
      [0, 0],
      [1, 0],
      [2, -0],
      [3, 1],
      [4, 1],
    ] as const) {
      append(course, { from, truth: known(worth) });
    }

    expect(course.map(({ from }) => from)).toEqual([0, 2, 3]);
  });
});
