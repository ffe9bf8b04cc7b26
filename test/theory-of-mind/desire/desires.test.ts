import { describe, expect, it } from "vitest";
import {
  type Desires,
  desiresAfter,
  NO_DESIRES,
  type Walker,
} from "../../../src/theory-of-mind/desire/desires.ts";
import { INTENTIONS, intentAfter } from "../../../src/theory-of-mind/desire/intentions.ts";
import { stopAt, NO_STOPS } from "../../../src/theory-of-mind/desire/stops.ts";
import { desireEstimatesOf, goalsOf } from "../../../src/theory-of-mind/desire/tell-desire.ts";

const ROBOT = { x: 0, y: 0, yaw: 0, vx: 0.5, vy: 0 };

const walker = (id: string, x: number, y: number, vx: number, vy: number): Walker => ({
  id,
  visible: "visible",
  seesRobot: 0.1,
  heading: undefined,
  person: { x, y, vx, vy },
});

/** Somebody who goes to and fro between two places and stays at each for 4 s. */
function commuterAt(at: number): Walker {
  const phase = at % 16;
  const x =
    phase < 4 ? 2 : phase < 8 ? 2 + 1.5 * (phase - 4) : phase < 12 ? 8 : 8 - 1.5 * (phase - 12);
  const vx = phase < 4 ? 0 : phase < 8 ? 1.5 : phase < 12 ? 0 : -1.5;
  return walker("p1", x, 3, vx, 0);
}

function watched(until: number): Desires {
  let desires = NO_DESIRES;
  for (let k = 0; k <= until * 10; k++) {
    desires = desiresAfter(desires, [commuterAt(k / 10)], {
      at: k / 10,
      robot: ROBOT,
      filled: () => [{ x: 5, y: -4 }],
    });
  }
  return desires;
}

describe("desiresAfter", () => {
  it("learns where people stay, and knows on the way to which of them somebody is", () => {
    const desires = watched(70.5);

    expect(desires.stops.list.map(({ x }) => Math.round(x)).sort()).toEqual([2, 8]);
    const longing = desires.people.get("p1")!;
    const [goal, ...others] = goalsOf(longing);
    expect(goal!.point!.x).toBeCloseTo(8, 0);
    expect(goal!.probability).toBeGreaterThan(0.7);
    expect([goal!, ...others].reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(
      1,
      6,
    );
    for (const { value, low, high, because, wouldChange } of desireEstimatesOf(longing, 0.1)) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
      expect(because).toMatch(/\.$/u);
      expect(wouldChange).toMatch(/\.$/u);
    }
  });

  it("forgets who is no longer there, and keeps the place", () => {
    const desires = watched(20);
    const later = desiresAfter(desires, [], { at: 21, robot: ROBOT, filled: () => [] });

    expect(later.people.size).toBe(0);
    expect(later.stops).toBe(desires.stops);
  });
});

describe("stopAt", () => {
  it("keeps no more than 24 places, those most gone to", () => {
    let stops = NO_STOPS;
    for (let k = 0; k < 100; k++) {
      stops = stopAt(stops, { x: 2 * k, y: 0 }, "stay");
      stops = stopAt(stops, { x: 0, y: 0 }, "stay");
    }

    expect(stops.list).toHaveLength(24);
    expect(stops.list.some(({ x }) => Math.abs(x) < 0.1)).toBe(true);
  });
});

describe("intentAfter", () => {
  const best = (x: number, y: number, vx: number, vy: number, sees: number, heading?: number) => {
    let intent = intentAfter(undefined, meeting(x, y, vx, vy, sees, heading), 0);
    for (let k = 1; k <= 10; k++) {
      const at = k / 10;
      intent = intentAfter(intent, meeting(x + vx * at, y + vy * at, vx, vy, sees, heading), at);
    }
    const most = Math.max(...intent.shares);
    expect(intent.shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
    return INTENTIONS[intent.shares.indexOf(most)];
  };
  const meeting = (
    x: number,
    y: number,
    vx: number,
    vy: number,
    sees: number,
    heading?: number,
  ) => ({
    person: { x, y, vx, vy },
    heading,
    seesRobot: sees,
    robot: ROBOT,
  });

  it("tells who crosses, who passes, who waits for the robot, and who has nothing to do with it", () => {
    expect(best(3, -4, 0, 1.2, 0.1)).toBe("cross");
    expect(best(6, 0.8, -1.2, 0, 0.1)).toBe("pass");
    expect(["interact", "hand over"]).toContain(best(1.2, 0, 0, 0, 0.95, Math.PI));
    expect(best(-6, 6, -1, 0, 0.1)).toBe("nothing");
  });
});
