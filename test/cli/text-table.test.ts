import { describe, expect, it } from "vitest";
import { tellTable } from "../../src/cli/text-table.ts";

describe("tellTable", () => {
  it("is as narrow as its texts", () => {
    expect(
      tellTable(
        ["a", "b"],
        [
          ["1", "two"],
          ["three", "4"],
        ],
        80,
      ),
    ).toEqual([...["a      b", "-----  ---", "1      two", "three  4"]]);
  });

  it("goes on below where a text is longer than its share, and parts the rows", () => {
    const lines = tellTable(
      ["id", "text"],
      [
        ["1", "one two three four"],
        ["2", "five"],
      ],
      16,
    );

    expect(lines).toEqual([
      ...["id  text", "--  ------------", "1   one two", "    three four"],
      ...["--  ------------", "2   five"],
    ]);
  });

  it("never breaks a word", () => {
    expect(tellTable(["x"], [["a-very-long-word b"]], 4)).toContain("a-very-long-word");
  });
});
