import { describe, expect, it } from "vitest";
import { advise } from "../../src/harm-prediction/advice.ts";
import { hardness, severity } from "../../src/harm-prediction/contact-limits.ts";
import { drawsOf } from "../../src/harm-prediction/draws.ts";
import { forecast } from "../../src/harm-prediction/forecast.ts";
import { pathOf } from "../../src/harm-prediction/robot-path.ts";
import { driving, person, ROBOT, scene, SETTINGS } from "./scene.ts";

const forward = (vx: number) => ({ vx, vy: 0, wz: 0 });

describe("forecast", () => {
  it("foresees a near certain, severe contact with somebody standing in the way, and none when it stops", () => {
    const { alternatives } = forecast(scene(driving(1.2), [person(2, 0)]), SETTINGS);

    const [command, slow, stop] = alternatives.map(({ people }) => people[0]!);
    expect(command!.contactProbability).toBeGreaterThan(0.9);
    expect(command!.impactSpeed).toBeGreaterThan(1.1);
    expect(command!.severity).toBeGreaterThan(0.9);
    expect(command!.timeToContact).toBeCloseTo((2 - 0.55) / 1.2, 0);
    expect(command!.harm).toBeGreaterThan(0.85);
    expect(slow!.harm).toBeGreaterThan(0.3);
    expect(slow!.harm).toBeLessThan(command!.harm);
    expect(stop).toMatchObject({ harm: 0, benefit: 0 });
    expect(stop!.omission).toBeLessThan(0.05);
    expect(alternatives.map(({ id }) => id)).toEqual(["command", "slow", "safe-stop"]);
  });

  it("says that stopping does not help any more when somebody is too near, and counts it as no harm of acting", () => {
    const { alternatives } = forecast(scene(driving(1.2), [person(0.65, 0)]), SETTINGS);

    const [command, , stop] = alternatives.map(({ people }) => people[0]!);
    expect(stop!.omission).toBeGreaterThan(0.9);
    expect(stop!.contactProbability).toBeGreaterThan(0.9);
    expect(command!.harm).toBeLessThan(0.1);
  });

  it("sees the benefit of driving out of somebody's way", () => {
    const lane = scene(driving(0.6), [person(0.5, 1.4, 0, -1.2)], forward(1.2));

    const [command, , stop] = forecast(lane, SETTINGS).alternatives.map(({ people }) => people[0]!);

    expect(command!.benefit).toBeGreaterThan(0);
    expect(stop!.benefit).toBe(0);
  });

  it("reports the worst of two people, not the sum", () => {
    const near = person(1.5, 0);
    const far = person(2.5, 0.2, 0, 0, { id: "p2" });

    const { alternatives } = forecast(scene(driving(1), [near, far]), SETTINGS);

    const harms = alternatives[0]!.people.map(({ harm }) => harm);
    expect(alternatives[0]!.worst).toBe(Math.max(...harms));
    expect(Math.min(...harms)).toBeGreaterThan(0);
  });

  it("is empty with nobody around, and zero for somebody far away or less sure", () => {
    const none = forecast(scene(driving(1), []), SETTINGS);
    const far = forecast(scene(driving(1), [person(30, 0)]), SETTINGS);
    const sure = forecast(scene(driving(1), [person(2, 0)]), SETTINGS).alternatives[0]!.worst;
    const half = forecast(scene(driving(1), [person(2, 0, 0, 0, { confidence: 0.5 })]), SETTINGS);

    expect(none.alternatives.map(({ people, worst }) => [people.length, worst])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    expect(far.alternatives[0]!.people[0]).toMatchObject({ harm: 0, timeToContact: Infinity });
    expect(half.alternatives[0]!.worst).toBeCloseTo(sure / 2, 9);
  });

  it("agrees with ten times as many roll-outs within 0.06", () => {
    for (const [x, y, vx, vy] of [
      [2, 0.4, 0, 0],
      [3, 1, -1, -0.3],
      [1.5, -2, 0, 1.2],
      [2.5, 0.8, -0.5, 0],
    ] as const) {
      const crossing = scene(driving(0.8), [person(x, y, vx, vy)]);

      const few = forecast(crossing, SETTINGS).alternatives[0]!.worst;
      const many = forecast(crossing, { ...SETTINGS, rollouts: 4096 }).alternatives[0]!.worst;

      expect(Math.abs(few - many)).toBeLessThan(0.06);
    }
  });

  it("misses no touch between two steps, however the steps fall", () => {
    const post = (x: number) => {
      const points = Array.from({ length: 12 }, () => ({ x, y: 0.5495 }));
      const futures = [{ probability: 1, step: 0.4, points, radius90: new Float64Array(12) }];
      return person(x, 0.5495, 0, 0, { deviation: 0, futures });
    };

    const chances = Array.from({ length: 30 }, (_, k) => {
      const { alternatives } = forecast(scene(driving(1.2), [post(1.5 + 0.002 * k)]), SETTINGS);
      return alternatives[0]!.people[0]!.contactProbability;
    });

    expect(chances).toEqual(Array.from({ length: 30 }, () => 1));
  });

  it("gives the same bits for the same scene", () => {
    const crowd = scene(driving(1), [person(2, 0.3, -1, 0), person(1, 1, 0, -0.5, { id: "p2" })]);

    expect(forecast(crowd, SETTINGS)).toEqual(forecast(crowd, SETTINGS));
  });
});

describe("advise", () => {
  const advice = (...people: Parameters<typeof scene>[1]) =>
    advise(forecast(scene(driving(1.2), people, forward(1.2)), SETTINGS), SETTINGS);

  it("lets everything through when nobody is in the way", () => {
    expect(advice()).toEqual({ speed: Infinity, spin: Infinity, sentence: "" });
    expect(advice(person(0, 3), person(-2, 0))).toMatchObject({ speed: Infinity });
  });

  it("lowers the speed in steps as somebody comes nearer, down to standstill, and says whom, how and when", () => {
    const speeds = [4, 2.2, 1.9, 1.6, 1.3, 1].map((x) => advice(person(x, 0)).speed);

    expect(speeds[0]).toBe(Infinity);
    expect(speeds.every((one, k) => k === 0 || one <= speeds[k - 1]!)).toBe(true);
    expect(speeds.at(-1)).toBe(0);
    expect(new Set(speeds).size).toBeGreaterThanOrEqual(3);
    expect(advice(person(1.3, 0)).sentence).toMatch(
      /^The command would hit p1 with a chance of (9\d|100) % at 1\.\d m\/s in about 0\.\d s\.$/u,
    );
  });

  it("does not advise against driving away", () => {
    const { speed } = advise(
      forecast(scene(driving(0), [person(0.6, 0)], forward(-0.5)), SETTINGS),
      SETTINGS,
    );

    expect(speed).toBe(Infinity);
  });
});

describe("hardness and severity", () => {
  it("is half at the transient limit of the lower leg: 260 N at v = F / sqrt(mu k)", () => {
    const limit = 260 / Math.sqrt((1 / (1 / 25 + 1 / 75)) * 60e3);

    expect(severity(limit, hardness(25, 0.4, { height: 1.75, posture: "" }))).toBeCloseTo(0.5, 12);
    expect(severity(0, 4)).toBe(0);
    expect(severity(-1, 4)).toBe(0);
  });

  it("is worse for a child, somebody unknown, somebody lying, a heavier and a taller robot", () => {
    const adult = { height: 1.75, posture: "standing" };
    const own = hardness(25, 0.4, adult);

    expect(hardness(25, 0.4, { ...adult, height: 1.1 })).toBeGreaterThan(own);
    expect(hardness(25, 0.4, { ...adult, height: 0 })).toBeGreaterThan(own);
    expect(hardness(25, 0.4, { ...adult, posture: "lying" })).toBeGreaterThan(own);
    expect(hardness(100, 0.4, adult)).toBeGreaterThan(own);
    expect(hardness(25, 1.6, adult)).toBeGreaterThan(own);
  });
});

describe("pathOf", () => {
  const at = (ask: { until: number }, v: number, w = 0) =>
    pathOf({ ...ROBOT, twist: { vx: v, vy: 0, wz: w } }, { twist: forward(v), ...ask }, 50, 0.05);

  it("stops in the stopping distance", () => {
    const path = at({ until: 0 }, 1.2);

    expect(path.x.at(-1)).toBeCloseTo(1.2 * 0.1 + 1.44 / 3.6, 1);
  });

  it("keeps the curvature of a turn while it stops", () => {
    const path = at({ until: 0 }, 1, 1);

    const radius = Math.hypot(path.x.at(-1)!, path.y.at(-1)! - 1);
    expect(radius).toBeCloseTo(1, 3);
  });
});

describe("drawsOf", () => {
  it("are standard normal and uniform in their first moments", () => {
    const { choice, east, north } = drawsOf(4096, 7);
    const mean = (values: Float64Array, of: (one: number) => number): number =>
      values.reduce((sum, one) => sum + of(one), 0) / values.length;

    expect(mean(choice, (one) => one)).toBeCloseTo(0.5, 2);
    for (const values of [east, north]) {
      expect(mean(values, (one) => one)).toBeCloseTo(0, 1);
      expect(mean(values, (one) => one * one)).toBeCloseTo(1, 1);
    }
  });
});
