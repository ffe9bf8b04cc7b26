import { describe, expect, it } from "vitest";
import { type EstimatedPerson, peopleLimit } from "../../src/separation/people-limit.ts";
import { protectiveDistance } from "../../src/separation/protective-distance.ts";

const ORIGIN = { x: 0, y: 0, yaw: 0 };
const STOPPING = { reaction: 0.2, braking: 2 };
/** 0.6 m long, 0.4 m wide. */
const BOX = [
  { x: 0.3, y: 0.2 },
  { x: -0.3, y: 0.2 },
  { x: -0.3, y: -0.2 },
  { x: 0.3, y: -0.2 },
];
const person = (given: Partial<EstimatedPerson> = {}): EstimatedPerson => ({
  id: "p1",
  position: { x: 2, y: 0 },
  velocity: { x: 0, y: 0 },
  positionDeviation: 0,
  velocityDeviation: 0,
  radius: 0.3,
  confidence: 0.9,
  ...given,
});
const limit = (people: readonly EstimatedPerson[], age = 0, base = ORIGIN) =>
  peopleLimit(people, age, base, BOX, STOPPING);
const speedAt = (given: Partial<EstimatedPerson>, age = 0) => limit([person(given)], age).speed;
const closingAt = (given: Partial<EstimatedPerson>, age = 0, base = ORIGIN) =>
  limit([person(given)], age, base).bounds[0]?.atMost ?? NaN;

describe("what estimates of people advise", () => {
  it("is nothing without people", () => {
    expect(limit([])).toEqual({ about: "", speed: Infinity, spin: Infinity, bounds: [] });
  });

  it("keeps the protective distance to somebody who stands 2 m ahead", () => {
    const [bound] = limit([person()]).bounds;
    expect(bound).toMatchObject({ x: 1, y: 0, because: "person-near", source: "p1" });
    // 1.7 m of gap hold a body of 0.3 m, 0.2 s of reaction, braking, and a step with 1 m/s²
    const needed = protectiveDistance(
      bound?.atMost ?? NaN,
      { speed: 0, acceleration: 1 },
      STOPPING,
      { intrusion: 0.3, sensing: 0, positioning: 0 },
    );
    expect(needed).toBeCloseTo(1.7, 9);
  });

  it("lets the robot stand before somebody who walks has come the whole way", () => {
    // v t + t²/2 = 1.4 m with v = 1 m/s: t = 0.949 s, of which 0.2 s react and the rest brakes with 2 m/s²
    const time = Math.sqrt(1 + 2 * 1.4) - 1;
    expect(speedAt({ velocity: { x: -1, y: 0 } })).toBeCloseTo(2 * (time - 0.2), 9);
  });

  it("is stricter the faster somebody comes, the less is known, and the larger somebody is", () => {
    const usual = { velocity: { x: -0.5, y: 0 } };
    for (const worse of [
      { velocity: { x: -0.9, y: 0 } },
      { ...usual, velocityDeviation: 0.3 },
      { ...usual, positionDeviation: 0.3 },
      { ...usual, radius: 0.5 },
    ]) {
      expect(speedAt(worse)).toBeLessThan(speedAt(usual) - 0.05);
      expect(closingAt(worse)).toBeLessThan(closingAt(usual) - 0.05);
    }
  });

  it("takes somebody who walks away for one who stands, not for one who makes room", () => {
    expect(closingAt({ velocity: { x: 3, y: 0 } })).toBe(closingAt({}));
    expect(closingAt({ velocity: { x: 0.1, y: 0 }, velocityDeviation: 0.4 })).toBeCloseTo(
      closingAt({ velocity: { x: -0.3, y: 0 } }),
      9,
    );
  });

  it("places an older estimate where it says its person is by now", () => {
    const age = 0.4;
    expect(closingAt({ position: { x: 2.4, y: 0 }, velocity: { x: -1, y: 0 } }, age)).toBeCloseTo(
      closingAt({ velocity: { x: -1, y: 0 } }),
      9,
    );
  });

  it("turns what is told in the odometry frame into the robot's own", () => {
    const turned = { x: 0, y: 0, yaw: Math.PI / 2 };
    const there = { position: { x: 0, y: 2 }, velocity: { x: 0, y: -1 } };
    expect(closingAt(there, 0, turned)).toBeCloseTo(closingAt({ velocity: { x: -1, y: 0 } }), 9);
    expect(limit([person(there)], 0, turned).bounds[0]?.x).toBeCloseTo(1, 9);
  });

  it("bounds turning by the lever of the nearest place of the outline", () => {
    // beside the front left corner, 0.3 m ahead of the base: turning left goes towards there with 0.3 m
    const [bound] = limit([person({ position: { x: 0.3, y: 1 } })]).bounds;
    expect(bound?.turn).toBeCloseTo(0.3, 9);
  });

  it("is about whom it slows the robot most for, and bounds the way to everybody", () => {
    const near = person({ id: "near", position: { x: 0, y: -1 } });
    const far = person({ id: "far", position: { x: -3, y: 0 } });
    for (const people of [
      [near, far],
      [far, near],
    ]) {
      const advice = limit(people);
      expect(advice.about).toBe("near");
      expect(advice.speed).toBe(limit([near]).speed);
      expect(advice.bounds.map(({ source }) => source)).toEqual(people.map(({ id }) => id));
    }
  });

  it.each([
    ["believed less than by half", { confidence: 0.49 }],
    ["somewhere within more than half a metre", { positionDeviation: 0.51 }],
  ])("leaves to the scanner who is %s", (_, given) => {
    expect(limit([person({ position: { x: 0.5, y: 0 }, ...given })]).bounds).toEqual([]);
  });

  it.each([{ confidence: 0.5 }, { positionDeviation: 0.5 }])(
    "heeds who is just known: %j",
    (given) => {
      expect(limit([person(given)]).bounds).toHaveLength(1);
    },
  );

  it.each([
    { position: { x: NaN, y: 0 } },
    { position: { x: 2, y: Infinity } },
    { velocity: { x: NaN, y: 0 } },
    { velocityDeviation: NaN },
    { radius: NaN },
    { positionDeviation: NaN },
    { confidence: NaN },
  ])("stops for what is not a number: %j", (given) => {
    expect([speedAt(given), closingAt(given)]).toEqual([0, 0]);
  });

  it("stops for more people than can be true, and does not look at each", () => {
    const crowd = (count: number) => limit(Array.from({ length: count }, () => person()));
    expect(crowd(500).speed).toBeGreaterThan(0);
    expect(crowd(501)).toEqual({
      about: "more people than can be true",
      speed: 0,
      spin: 0,
      bounds: [],
    });
  });
});
