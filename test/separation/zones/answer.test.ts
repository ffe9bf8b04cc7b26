import { describe, expect, it } from "vitest";
import { FREE, STOP } from "../../../src/kernel/limit.ts";
import { restrictionOf } from "../../../src/separation/zones/answer.ts";
import { metres, metresPerSecond, seconds } from "../../../src/separation/zones/figures.ts";
import type { ActiveZone } from "../../../src/separation/zones/judge-zone.ts";

const active = (given: Partial<ActiveZone>): ActiveZone => ({
  zone: "front",
  because: "zone-slow",
  points: 0,
  nearest: Infinity,
  time: Infinity,
  limit: FREE,
  ...given,
});
const capped = (zone: string, speed: number, spin: number): ActiveZone =>
  active({
    zone,
    because: zone === "a" ? "zone-limit" : "zone-approach",
    limit: { ...FREE, speed, spin },
  });

describe("what zones answer together", () => {
  it("is no limit where none is active", () => {
    expect(restrictionOf([])).toMatchObject({ speed: Infinity, spin: Infinity, trouble: "" });
  });

  it("is the least of every limit, whichever zone names it", () => {
    const both = restrictionOf([capped("a", 0.4, 2), capped("b", 0.6, 1)]);
    expect(both).toMatchObject({ speed: 0.4, spin: 1, about: "a, b" });
  });

  it.each([
    ["slower", capped("a", 0.4, 1), capped("b", 0.6, 1)],
    ["slower, though it may turn faster", capped("a", 0.4, 2), capped("b", 0.6, 1)],
    ["as slow, and turns slower", capped("a", 0.4, 1), capped("b", 0.4, 2)],
  ])("names first the zone that is %s", (_, a, b) => {
    expect(restrictionOf([a, b]).because).toBe("zone-limit");
    expect(restrictionOf([b, a]).because).toBe("zone-limit");
  });

  it("names the first of two that are alike", () => {
    expect(restrictionOf([capped("a", 1, 1), capped("b", 1, 1)]).because).toBe("zone-limit");
    expect(restrictionOf([capped("b", 1, 1), capped("a", 1, 1)]).because).toBe("zone-approach");
  });

  it.each([
    "zone-unknown",
    "scan-missing",
    "scan-stale",
    "scan-future",
    "scan-malformed",
    "body-not-finite",
    "command-not-finite",
  ] as const)("is trouble where nothing is known: %s", (because) => {
    const unknown = active({ zone: "b", because, limit: STOP });
    expect(restrictionOf([active({}), unknown])).toMatchObject({
      speed: 0,
      trouble: because,
      about: "b",
    });
  });

  it.each(["zone-stop", "zone-slow", "zone-limit", "zone-approach", "waiver-cap"] as const)(
    "is none where a zone does its work: %s",
    (because) => {
      expect(restrictionOf([active({ because })]).trouble).toBe("");
    },
  );

  it.each([
    [{ points: 1, nearest: 0.312 }, "front (1 point, the nearest 0.31 m away)"],
    [{ points: 6, nearest: 2 }, "front (6 points, the nearest 2.00 m away)"],
    [{ points: 2 }, "front (2 points)"],
    [{ time: 1.234 }, "front (in 1.23 s)"],
    [{}, "front"],
  ])("says it in words: %j", (given, words) => {
    expect(restrictionOf([active(given)]).about).toBe(words);
  });
});

describe("figures", () => {
  it("are said with as many digits as matter", () => {
    expect([metres(1.005), seconds(2), metresPerSecond(0.123456), metresPerSecond(1)]).toEqual([
      "1.00 m",
      "2.00 s",
      "0.123 m/s",
      "1 m/s",
    ]);
  });
});
