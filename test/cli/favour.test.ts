import { getPriority } from "node:os";
import { describe, expect, it } from "vitest";
import { favour } from "../../src/cli/favour.ts";

describe("a process of nodes", () => {
  it("asks for nothing when none of them must be quick", () => {
    const before = getPriority();
    expect(favour(["console", "world"])).toBeUndefined();
    expect(getPriority()).toBe(before);
  });
});
