import { describe, expect, it } from "vitest";
import type { DetectionsReading, SeenPerson } from "../../../src/world/sensors/reading.ts";
import { run, type Setting, stageWith } from "../support/stage.ts";

const FAULTLESS = {
  miss: 0,
  miss_far: 0,
  false_alarms: 0,
  new_identity: 0,
  swap_identity: 0,
};

async function detect(
  setting: Setting,
  detector: object,
  duration = 20,
): Promise<DetectionsReading[]> {
  const simulation = await stageWith({
    ...setting,
    settings: { person_detector: { ...FAULTLESS, ...detector } },
  });
  const { readings } = run(simulation, duration);
  simulation.end();
  return readings.filter((reading) => reading.kind === "detections");
}

function seen(readings: readonly DetectionsReading[]): SeenPerson[] {
  return readings.flatMap(({ people }) => people);
}

const BEHIND = Math.PI;

describe("the person detector", () => {
  it("says at its rate that it looked and saw nobody", async () => {
    const readings = await detect({}, { rate: 5 }, 4);

    expect(readings).toHaveLength(20);
    expect(seen(readings)).toEqual([]);
  });

  it("misses as often as it is set to", async () => {
    const readings = await detect({ walkers: [{ x: 4, y: 0 }] }, { miss: 0.2, miss_far: 0.4 }, 60);

    expect(seen(readings).length / readings.length).toBeCloseTo(1 - 0.3, 1);
  });

  it("finds people in the base frame with the spread it reports", async () => {
    const readings = await detect(
      { walkers: [{ x: 0, y: 4 }], start: { x: 0, y: 0, yaw: Math.PI / 2 } },
      {},
      60,
    );
    const people = seen(readings);
    const mean = (values: readonly number[]): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = mean(people.map(({ x }) => (x - 4) ** 2));

    expect(mean(people.map(({ x }) => x))).toBeCloseTo(4, 1);
    expect(mean(people.map(({ y }) => y))).toBeCloseTo(0, 1);
    expect(variance / (people[0]?.covariance[0] ?? 1)).toBeGreaterThan(0.8);
    expect(variance / (people[0]?.covariance[0] ?? 1)).toBeLessThan(1.2);
  });

  it.each([
    { what: "out of range", walker: { x: 8.5, y: 0 } },
    { what: "out of the field of view", walker: { x: -2, y: 0 } },
    { what: "behind a wall", walker: { x: 6, y: 0 } },
    { what: "behind someone taller", walker: { x: 3, y: 0.02, height: 1.3 } },
  ])("does not see someone $what", async ({ walker }) => {
    const wall = {
      id: "wall",
      kind: "wall",
      from: { x: 5, y: -1 },
      to: { x: 5, y: 1 },
      thickness: 0.1,
      height: 2.5,
      bottom: 0,
      transparent: false,
    } as const;

    const readings = await detect(
      { walkers: [walker, { x: 1.5, y: 0.01 }], structures: [wall] },
      { field_of_view: 2 },
      3,
    );

    expect(new Set(seen(readings).map(({ id }) => id)).size).toBe(1);
    expect(Math.max(...seen(readings).map(({ x }) => x))).toBeLessThan(2);
  });

  it("sees through glass", async () => {
    const glass = {
      id: "glass",
      kind: "wall",
      from: { x: 2, y: -1 },
      to: { x: 2, y: 1 },
      thickness: 0.1,
      height: 2.5,
      bottom: 0,
      transparent: true,
    } as const;

    const readings = await detect({ walkers: [{ x: 4, y: 0 }], structures: [glass] }, {}, 3);

    expect(seen(readings).length).toBe(readings.length);
  });

  it("imagines people as often as it is set to", async () => {
    const readings = await detect({}, { false_alarms: 1 }, 60);

    expect(seen(readings).length).toBeGreaterThan(30);
    expect(seen(readings).length).toBeLessThan(90);
    expect(new Set(seen(readings).map(({ id }) => id)).size).toBe(seen(readings).length);
  });

  it("keeps an id, unless it is set to change it", async () => {
    const walkers = [{ x: 2, y: 0 }];
    const steady = await detect({ walkers }, {}, 20);
    const changing = await detect({ walkers }, { new_identity: 1 }, 20);

    expect(new Set(seen(steady).map(({ id }) => id)).size).toBe(1);
    expect(new Set(seen(changing).map(({ id }) => id)).size).toBeGreaterThan(8);
  });

  it("swaps ids of people close together, and only of those", async () => {
    const swapping = { swap_identity: 2, noise_floor: 0.001, noise_along: 0, noise_across: 0 };
    const close = await detect({ walkers: [2, 2.6].map((y) => ({ x: 2, y })) }, swapping, 20);
    const apart = await detect({ walkers: [2, 4].map((y) => ({ x: 2, y })) }, swapping, 20);
    const first = (readings: readonly DetectionsReading[]): Set<string> =>
      new Set(
        seen(readings)
          .filter(({ y }) => y < 2.3)
          .map(({ id }) => id),
      );

    expect(first(close).size).toBe(2);
    expect(first(apart).size).toBe(1);
  });

  it("reads the gaze of a face near by, and not of the back of a head", async () => {
    const facing = await detect({ walkers: [{ x: 2, y: 0, gaze: Math.PI }] }, {}, 3);
    const away = await detect({ walkers: [{ x: 2, y: 0, gaze: 0 }] }, {}, 3);
    const far = await detect({ walkers: [{ x: 7, y: 0, gaze: BEHIND }] }, {}, 3);

    expect(seen(facing).every(({ gaze }) => gaze !== undefined)).toBe(true);
    expect(seen(away).every(({ gaze }) => gaze === undefined)).toBe(true);
    expect(
      seen(far).every(({ gaze, heading }) => gaze === undefined && heading === undefined),
    ).toBe(true);
  });
});
