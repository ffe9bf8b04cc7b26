import { describe, expect, it } from "vitest";
import { waive } from "../../src/authority/waive.ts";
import type { Waiver } from "../../src/authority/waivers.ts";
import type { Restriction } from "../../src/kernel/fact.ts";
import { type ReasonId, CAUSES } from "../../src/kernel/reason.ts";

const ZONE: Restriction = {
  speed: 0,
  spin: 0,
  bounds: [{ x: 1, y: 0, turn: 0, atMost: 0, because: "zone-stop", source: "dock" }],
  because: "zone-stop",
  about: "dock",
  trouble: "",
};
const WAIVER: Waiver = {
  line: "dock",
  by: "sam",
  x: 0,
  y: 0,
  radius: 1,
  speed: 0.08,
  from: 0,
  until: 30,
};
const ids = Object.keys(CAUSES) as ReasonId[];
const MAY = ["zone-stop", "zone-slow", "zone-limit", "zone-approach", "rule-broken", "rule-limit"];

describe("waive", () => {
  it("leaves a crawl of a waived line, in turning too, and says who waived it", () => {
    expect(waive(ZONE, WAIVER, 0.5)).toEqual({
      speed: 0.08,
      spin: 0.16,
      bounds: [],
      because: "waiver-cap",
      about: "dock, waived by sam",
      trouble: "",
    });
  });

  it("leaves a line that is not waived as it is, and so where the robot's size is not known", () => {
    expect(waive(ZONE, undefined, 0.4)).toBe(ZONE);
    expect(waive(ZONE, WAIVER, 0)).toBe(ZONE);
    expect(waive(ZONE, WAIVER, NaN)).toBe(ZONE);
  });

  it("lifts what zones and rules judge, and no other reason or trouble", () => {
    const lifted = (part: Partial<Restriction>): boolean =>
      waive({ ...ZONE, ...part }, WAIVER, 0.4).because === "waiver-cap";

    expect(ids.filter((because) => lifted({ because })).sort()).toEqual(
      [...MAY, "waiver-cap"].sort(),
    );
    expect(ids.filter((trouble) => lifted({ trouble })).sort()).toEqual([...MAY].sort());
  });
});
