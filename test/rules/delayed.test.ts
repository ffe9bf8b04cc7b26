import { describe, expect, it } from "vitest";
import { advance, delayed, enqueue, show } from "../../src/rules/delayed.ts";
import { FALSE, known } from "../../src/rules/truth.ts";

const course = [
  { from: 0, truth: known(1) },
  { from: 2, truth: known(2) },
  { from: 3, truth: known(3) },
];

describe("a delayed course", () => {
  it.each([
    [4.9, -Infinity],
    [5, 1],
    [6.9, 1],
    [7, 2],
    [8, 3],
    [100, 3],
  ])("at %d shows what was 5 s before: %d", (now, worth) => {
    const queue = enqueue(delayed(FALSE), course);

    expect(advance(queue, 5, now).shown).toEqual(known(worth));
  });

  it("is shown over a stretch piece by piece", () => {
    const { course: shown, queue } = show(enqueue(delayed(FALSE), course), 5, 4, 8);

    expect(shown).toEqual([
      { from: 4, truth: FALSE },
      { from: 5, truth: known(1) },
      { from: 7, truth: known(2) },
    ]);
    expect(advance(queue, 5, 8).shown).toEqual(known(3));
  });

  it("is the same whether it is told at once or in parts", () => {
    const parts = course.reduce((queue, piece) => enqueue(queue, [piece]), delayed(FALSE));

    expect(show(parts, 5, 4, 9).course).toEqual(
      show(enqueue(delayed(FALSE), course), 5, 4, 9).course,
    );
  });

  it("forgets what is past and keeps nothing that says nothing new", () => {
    const again = enqueue(enqueue(delayed(FALSE), course), [{ from: 4, truth: known(3) }]);
    const late = advance(again, 5, 8);

    expect(late.soon).toBeUndefined();
    expect(late.later).toBeUndefined();
    expect(enqueue(delayed(FALSE), [{ from: 0, truth: FALSE }]).later).toBeUndefined();
  });

  it("leaves the queue it was given as it was", () => {
    const queue = enqueue(delayed(FALSE), course);

    advance(queue, 5, 100);

    expect(advance(queue, 5, 5).shown).toEqual(known(1));
  });
});
