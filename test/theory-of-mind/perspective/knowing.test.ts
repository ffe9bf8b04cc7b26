import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Encounter,
  firstKnowing,
  type Knowing,
  knowingAfter,
  knows,
  toldOfRobot,
} from "../../../src/theory-of-mind/perspective/knowing.ts";
import { waysIn } from "../../../src/theory-of-mind/perspective/noticing.ts";
import { knowingEstimate } from "../../../src/theory-of-mind/perspective/tell-knowing.ts";
import { evenly } from "../../support/evenly.ts";

/** Somebody grown who stands at the origin and faces along x; the robot is 3 m ahead. */
const AHEAD: Omit<Encounter, "at"> = {
  place: { x: 0, y: 0 },
  robot: { x: 3, y: 0 },
  velocity: { x: 0, y: 0 },
  radius: 0.3,
  sight: 0.98,
  heading: 0,
  gaze: undefined,
  lowered: undefined,
  audible: 0,
  height: 1.7,
};
const BEHIND = { ...AHEAD, robot: { x: -3, y: 0 } };

/** The belief after so many seconds of the same, ten looks a second. */
function after(
  before: Knowing,
  seconds: number,
  what: Partial<Encounter>,
  base: Omit<Encounter, "at"> = AHEAD,
): Knowing {
  let now = before;
  for (let k = 0; k < Math.round(seconds * 10); k++) {
    now = knowingAfter(now, { ...base, ...what, at: now.at + 0.1 });
  }
  return now;
}

const NEW = firstKnowing(0, 1.7);

describe("knowingAfter", () => {
  it("takes about a second in view, and some seconds out of it to forget", () => {
    const seen = after(NEW, 3, { gaze: 0, lowered: 0.02 });

    expect(knows(after(NEW, 0.2, { gaze: 0, lowered: 0.02 }))).toBeLessThan(0.3);
    expect(knows(seen)).toBeGreaterThan(0.8);
    expect(knows(after(seen, 2, {}, BEHIND))).toBeGreaterThan(0.5);
    expect(knows(after(seen, 12, {}, BEHIND))).toBeLessThan(0.1);
  });

  it("knows nothing behind its back, through what stands between, or too far away", () => {
    for (const what of [{ robot: BEHIND.robot }, { sight: 0.01 }, { robot: { x: 9, y: 0 } }]) {
      expect(knows(after(NEW, 3, what))).toBeLessThan(0.12);
    }
  });

  it("is lowered by eyes that are on something in the hand, but for what is close ahead", () => {
    const down = after(NEW, 4, { gaze: 0, lowered: 0.98 });
    const near = after(NEW, 4, { gaze: 0, lowered: 0.98, robot: { x: 1.2, y: 0 } });

    expect(knows(down)).toBeLessThan(0.35);
    expect(waysIn(down.state)[3]).toBeGreaterThan(0.7);
    expect(knows(near)).toBeGreaterThan(0.8);
  });

  it("takes eyes that turn to a robot at the side for a sign that it is known", () => {
    const aside = { robot: { x: 1.5, y: 2.6 } };
    const at60 = Math.atan2(2.6, 1.5);

    expect(knows(after(NEW, 1.2, { ...aside, gaze: at60 }))).toBeGreaterThan(
      knows(after(NEW, 1.2, { ...aside, gaze: 0.05 })),
    );
  });

  it("hears a loud robot from near by behind its back, and a silent one not at all", () => {
    expect(knows(after(NEW, 2, { audible: 4 }, BEHIND))).toBeGreaterThan(0.8);
    expect(knows(after(NEW, 2, { audible: 0.5 }, BEHIND))).toBeLessThan(0.05);
  });

  it("is told, and forgets that too", () => {
    const told = toldOfRobot(after(NEW, 1, {}, BEHIND), 1);

    expect(knows(told)).toBeCloseTo(1, 6);
    expect(knows(after(told, 12, {}, BEHIND))).toBeLessThan(0.1);
  });

  it("stays a probability, whatever is seen", () => {
    const turn = evenly(-3.1, 3.1);
    const maybe = fc.option(turn, { nil: undefined });
    fc.assert(
      fc.property(evenly(-9, 9), evenly(-9, 9), maybe, maybe, evenly(0, 1), (x, y, h, g, sight) => {
        const one = after(NEW, 1, { robot: { x, y }, heading: h, gaze: g, lowered: sight, sight });

        expect(knows(one)).toBeGreaterThanOrEqual(0);
        expect(knows(one)).toBeLessThanOrEqual(1);
        expect(one.state.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe("knowingEstimate", () => {
  it.each([
    ["yes", after(NEW, 3, { gaze: 0, lowered: 0.02 }), /Its eyes rested on the robot 0\.0 s ago/],
    ["no", after(NEW, 3, {}, BEHIND), /not in its view in the last ten seconds/],
    ["yes", toldOfRobot(after(NEW, 1, {}, BEHIND), 1), /It was told 0\.0 s ago/],
    ["yes", after(NEW, 2, { audible: 5 }, BEHIND), /near enough to be heard/],
  ])("says %s and why", (says, knowing, because) => {
    const estimate = knowingEstimate(knowing, 0.1);

    expect(estimate).toMatchObject({ says, what: "knows the robot is here", age: 0.1 });
    expect(estimate.because).toMatch(because);
    expect(estimate.wouldChange).toMatch(/^[A-Z].*\.$/);
    expect(estimate.low).toBeLessThanOrEqual(estimate.value);
    expect(estimate.high).toBeGreaterThanOrEqual(estimate.value);
  });
});
