import { describe, expect, it } from "vitest";
import { plainJson, plainText } from "../../src/record/plain-text.ts";

describe("text that somebody else wrote", () => {
  it("is left as it is where a terminal obeys nothing of it", () => {
    expect(plainText("Zone 'größe', 0.3 m — 人")).toBe("Zone 'größe', 0.3 m — 人");
  });

  it("keeps its meaning as JSON", () => {
    const value = { a: 'x\u001b[2J\u009b\u202e\u{e0001}\n"\\', b: [1, null] };
    const told = plainJson(JSON.stringify(value, undefined, 2));
    expect(told.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(JSON.parse(told)).toEqual(value);
    expect(told.split("\n")).toHaveLength(7);
  });
});
