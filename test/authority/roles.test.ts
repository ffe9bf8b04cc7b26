import { describe, expect, it } from "vitest";
import { forbidden, may, type Permission, ROLES } from "../../src/authority/roles.ts";

type Said = "yes" | "no";
const TABLE: readonly (readonly [Permission, Said, Said, Said])[] = [
  ["reset", "no", "yes", "yes"],
  ["resume", "no", "yes", "yes"],
  ["waive", "no", "no", "yes"],
  ["limit", "no", "no", "yes"],
  ["sign-rules", "no", "no", "yes"],
];

describe("may", () => {
  it.each(TABLE)("%s: observer %s, operator %s, safety engineer %s", (permission, ...expected) => {
    expect(ROLES.map((role) => (may(role, permission) ? "yes" : "no"))).toEqual(expected);
  });
});

describe("forbidden", () => {
  it("says who, as what, may not do what, and who may", () => {
    expect(forbidden("olaf", "observer", "waive")).toBe(
      "'olaf' is an observer and may not waive a zone or a rule (safety-engineer may)",
    );
    expect(forbidden("olaf", "observer", "reset")).toBe(
      "'olaf' is an observer and may not reset (operator, safety-engineer may)",
    );
    expect(forbidden("s", "safety-engineer", "limit")).toContain(
      "a safety-engineer and may not change",
    );
    expect(forbidden("o", "observer", "resume")).toContain("may not resume");
    expect(forbidden("o", "observer", "sign-rules")).toContain("may not sign rules");
  });
});
