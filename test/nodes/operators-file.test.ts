import { describe, expect, it } from "vitest";
import { NOBODY } from "../../src/authority/operators.ts";
import { openOperators } from "../../src/nodes/operators-file.ts";

describe("a list of operators", () => {
  it("is nobody without a name, and one that cannot be read is refused in a sentence", () => {
    expect(openOperators("")).toBe(NOBODY);
    expect(() => openOperators("/nowhere.json")).toThrow(
      "parameter 'operators_file' is '/nowhere.json', which cannot be read (ENOENT)",
    );
    expect(() => openOperators("/")).toThrow("(EISDIR)");
  });
});
