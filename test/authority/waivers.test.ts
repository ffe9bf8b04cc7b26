import { beforeAll, describe, expect, it } from "vitest";
import type { WaiverTerms } from "../../src/authority/act.ts";
import {
  grantWaiver,
  inForce,
  isRedLine,
  LONGEST_WAIVER,
  MOST_WAIVERS,
  NO_WAIVERS,
  waived,
  WAIVER_RADIUS,
  WAIVER_SPEED,
  type Waivers,
} from "../../src/authority/waivers.ts";
import { CAUSES } from "../../src/kernel/reason.ts";

const TERMS: WaiverTerms = { line: "dock", x: 1, y: 2, radius: 0.5, duration: 30, speed: 0.1 };
const LINES = new Set([...Array.from({ length: 10 }, (_, i) => `zone-${i}`), "dock"]);
const HERE = { x: 1, y: 2 };

function grant(terms: Partial<WaiverTerms>, age = 0, before: Waivers = NO_WAIVERS, now = 100) {
  return grantWaiver(before, { terms: { ...TERMS, ...terms }, by: "sam", age }, LINES, now);
}

function granted(terms: Partial<WaiverTerms> = {}, age = 0, before?: Waivers, now?: number) {
  const { waivers, refused } = grant(terms, age, before, now);
  expect(refused).toBeUndefined();
  return waivers!;
}

describe("grantWaiver", () => {
  it("grants one from its signature on, for at most 30 s", () => {
    expect([LONGEST_WAIVER, WAIVER_SPEED, WAIVER_RADIUS, MOST_WAIVERS]).toEqual([30, 0.1, 3, 8]);
    expect(granted({ duration: 30 })[0]).toEqual({
      line: "dock",
      by: "sam",
      x: 1,
      y: 2,
      radius: 0.5,
      speed: 0.1,
      from: 100,
      until: 130,
    });
    expect(granted({ duration: 20 }, 15)[0]?.until).toBe(105);
    expect(granted({ duration: 20 }, -2)[0]?.until).toBe(120);
    expect(granted({ radius: 3, speed: 0.1 })[0]).toMatchObject({ radius: 3, speed: 0.1 });
  });

  it("never waives a red line, by any name the kernel knows", () => {
    for (const name of Object.keys(CAUSES)) {
      const waivable = new Set([name]);
      const request = { terms: { ...TERMS, line: name }, by: "sam", age: 0 };

      expect(isRedLine(name)).toBe(true);
      expect(grantWaiver(NO_WAIVERS, request, waivable, 0).refused).toBe(
        `refused: '${name}' is a red line, and no red line is ever waived`,
      );
    }
    expect(isRedLine("dock")).toBe(false);
    expect(isRedLine("toString")).toBe(false);
  });

  it.each([
    [{ line: "fence" }, "'fence' cannot be waived; only dock, zone-0"],
    [{ line: "" }, "'' cannot be waived"],
    [{ x: NaN }, "centre in odom"],
    [{ y: Infinity }, "centre in odom"],
    [{ radius: 0 }, "radius above 0 and at most 3 m"],
    [{ radius: 3.0001 }, "radius above 0"],
    [{ radius: NaN }, "radius above 0"],
    [{ duration: 0 }, "more than 0 and at most 30 s"],
    [{ duration: 30.001 }, "more than 0"],
    [{ duration: NaN }, "more than 0"],
    [{ speed: 0 }, "the speed must be above 0 and at most 0.1 m/s"],
    [{ speed: 0.1001 }, "the speed must be above 0"],
    [{ speed: NaN }, "the speed must be above 0"],
  ])("refuses %j", (terms, sentence) => {
    expect(grant(terms).refused).toContain(sentence);
  });

  it("says so where nothing can be waived", () => {
    const request = { terms: TERMS, by: "sam", age: 0 };

    expect(grantWaiver(NO_WAIVERS, request, new Set(), 0).refused).toBe(
      "refused: 'dock' cannot be waived; nothing can here",
    );
  });

  it("refuses what would be over, and an age that is no number", () => {
    expect(grant({ duration: 10 }, 10).refused).toContain("over already");
    expect(grant({}, NaN).refused).toContain("over already");
  });

  it("never lengthens one that is in force; afterwards a new one may be signed", () => {
    const first = granted();

    expect(grant({}, 0, first, 129.9).refused).toContain("a waiver is never lengthened");
    const two = granted({ line: "zone-1" }, 0, first);
    expect(grant({}, 0, two).refused).toContain("a waiver is never lengthened");
    expect(granted({}, 0, first, 130)).toHaveLength(1);
  });

  it("keeps a bounded number", () => {
    let all: Waivers = NO_WAIVERS;
    for (let i = 0; i < MOST_WAIVERS; i++) {
      all = granted({ line: `zone-${i}` }, 0, all);
    }

    expect(grant({ line: "zone-9" }, 0, all).refused).toContain("8 waivers are in force");
    expect(granted({ line: "zone-9" }, 0, all, 130)).toHaveLength(1);
  });
});

describe("waived", () => {
  let all: Waivers = NO_WAIVERS;
  beforeAll(() => {
    all = granted();
  });

  it("holds at its place, its border included, and nowhere else", () => {
    expect(waived(all, "dock", HERE, 100)).toBe(all[0]);
    expect(waived(all, "dock", { x: 1.5, y: 2 }, 100)).toBe(all[0]);
    expect(waived(all, "dock", { x: 1, y: 1.5 }, 100)).toBe(all[0]);
    expect(waived(all, "dock", { x: 1.51, y: 2 }, 100)).toBeUndefined();
    expect(waived(all, "dock", { x: 1, y: 2.51 }, 100)).toBeUndefined();
  });

  it("holds for its own line only", () => {
    expect(waived(all, "zone-1", HERE, 100)).toBeUndefined();
  });

  it("holds nowhere when the robot does not know where it is", () => {
    expect(waived(all, "dock", undefined, 100)).toBeUndefined();
    expect(waived(all, "dock", { x: NaN, y: 2 }, 100)).toBeUndefined();
  });

  it("is over by itself, and when the clock went back or is no number", () => {
    expect(waived(all, "dock", HERE, 129.999)).toBe(all[0]);
    expect(waived(all, "dock", HERE, 130)).toBeUndefined();
    expect(waived(all, "dock", HERE, 99.9)).toBeUndefined();
    expect(waived(all, "dock", HERE, NaN)).toBeUndefined();
    expect(inForce(all, 110)).toEqual(all);
    expect(inForce(all, 130)).toEqual([]);
  });
});
