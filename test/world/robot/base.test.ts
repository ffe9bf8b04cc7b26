import { describe, expect, it } from "vitest";
import {
  driveBase,
  followCommands,
  holdCourse,
  RESTING,
  takeCommand,
  type BaseState,
} from "../../../src/world/robot/base.ts";
import type { Drive } from "../../../src/world/robot/profile.ts";
import { BASE, readSettings, type Settings } from "../../../src/world/robot/settings.ts";
import { driveAt, run, stageWith } from "../support/stage.ts";

const LIMITS = readSettings(BASE, []) as Settings<typeof BASE>;
const WHEELS: Drive = {
  kind: "differential",
  left: ["l"],
  right: ["r"],
  wheelRadius: 0.08,
  track: 0.36,
};
const OMNI: Drive = { kind: "omni", wheels: [] };
const STILL = { vx: 0, vy: 0, wz: 0 };
const DT = 0.02;

function heard(vx: number, vy = 0, wz = 0, drive = WHEELS): BaseState {
  return takeCommand(RESTING, { vx, vy, wz }, 0, drive, LIMITS);
}

describe("a command", () => {
  it("acts after the latency and not before", () => {
    const state = heard(1);

    expect(followCommands(state, 0.049, LIMITS).wanted.vx).toBe(0);
    expect(followCommands(state, 0.05, LIMITS).wanted.vx).toBe(1);
  });

  it("is cut to the top speed with its direction kept, and to the top yaw rate", () => {
    const { wanted } = followCommands(heard(3, 4, -9, OMNI), 0.05, LIMITS);

    expect(Math.hypot(wanted.vx, wanted.vy)).toBeCloseTo(LIMITS.speed, 12);
    expect(wanted.vy / wanted.vx).toBeCloseTo(4 / 3, 12);
    expect(wanted.wz).toBe(-LIMITS.turn);
  });

  it("has no sideways part for wheels", () => {
    expect(followCommands(heard(0.5, 0.5), 0.05, LIMITS).wanted.vy).toBe(0);
  });

  it.each([NaN, Infinity, -Infinity])("of %d counts as standing still", (bad) => {
    expect(followCommands(heard(bad, 0, 1), 0.05, LIMITS).wanted).toEqual(STILL);
  });

  it.each([
    { age: 0.19, speed: 1 },
    { age: 0.2, speed: 1 },
    { age: 0.2001, speed: 0 },
    { age: 5, speed: 0 },
  ])("of $age s ago leaves a speed of $speed", ({ age, speed }) => {
    const acting = followCommands(heard(1), 0.05, LIMITS);

    expect(followCommands(acting, age, LIMITS).wanted.vx).toBe(speed);
  });
});

describe("the motors", () => {
  it.each([
    { from: 0, to: 1, next: 1.5 * DT },
    { from: 1, to: 0, next: 1 - 2 * DT },
    { from: -1, to: 0, next: -1 + 2 * DT },
    { from: 0.01, to: -1, next: 0 },
    { from: 0, to: 0.01, next: 0.01 },
  ])("go from $from towards $to m/s by acceleration or braking", ({ from, to, next }) => {
    const state: BaseState = { ...RESTING, wanted: { ...STILL, vx: to } };

    expect(driveBase(state, { ...STILL, vx: from }, DT, WHEELS, LIMITS).vx).toBeCloseTo(next, 12);
  });

  it("hold the base against a push as far as the wheels grip", () => {
    const pushed = { vx: 0, vy: 1, wz: 0 };

    const { vy } = driveBase(RESTING, pushed, DT, WHEELS, LIMITS);

    expect(vy).toBeCloseTo(1 - 0.6 * 9.81 * DT, 12);
  });

  it("change an omni base's velocity along the straight line between two", () => {
    const state: BaseState = { ...RESTING, wanted: { vx: 0, vy: 1, wz: 0 } };

    const next = driveBase(state, { vx: 1, vy: 0, wz: 0 }, DT, OMNI, LIMITS);

    expect(Math.hypot(next.vx - 1, next.vy)).toBeCloseTo(1.5 * DT, 12);
    expect(next.vy).toBeCloseTo(1 - next.vx, 12);
  });
});

describe("the simulated base", () => {
  it("reaches its command and stops by itself when commands end", async () => {
    const simulation = await stageWith({});
    run(simulation, 2, driveAt(simulation, 1));
    expect(simulation.robots[0]?.motion.vx).toBeCloseTo(1, 5);
    const silent = simulation.time;
    const from = simulation.robots[0]?.motion.x ?? 0;

    run(simulation, 1.5);

    const way = (simulation.robots[0]?.motion.x ?? 0) - from;
    expect(simulation.time - silent).toBeCloseTo(1.5, 9);
    expect(simulation.robots[0]?.motion.vx).toBe(0);
    expect(way).toBeGreaterThan(0.25);
    expect(way).toBeLessThan(0.2 + 0.25 + 0.05);
    simulation.end();
  });

  it("pushes a wall with mass times acceleration and no more, once the impact is over", async () => {
    const simulation = await stageWith({
      structures: [
        {
          id: "wall",
          kind: "wall",
          from: { x: 0.6, y: -2 },
          to: { x: 0.6, y: 2 },
          thickness: 0.1,
          height: 2,
          bottom: 0,
          transparent: false,
        },
      ],
    });

    const { readings } = run(simulation, 4, driveAt(simulation, 1));

    const bumps = readings.filter((reading) => reading.kind === "bumper");
    expect(bumps.at(0)).toMatchObject({ pressed: false });
    expect(bumps.at(-1)).toMatchObject({ pressed: true });
    expect(simulation.robots[0]?.motion.x).toBeLessThan(0.31);
    simulation.end();
  });

  it("drives an omni base sideways", async () => {
    const simulation = await stageWith({ robot: "omni_base" });

    run(simulation, 3, driveAt(simulation, 0, 0, 0.5));

    expect(simulation.robots[0]?.motion.y).toBeGreaterThan(1);
    expect(Math.abs(simulation.robots[0]?.motion.x ?? 1)).toBeLessThan(1e-3);
    simulation.end();
  });
});

describe("a base that is pushed", () => {
  const grip = LIMITS.grip * 9.81;

  it("holds with all the grip of its wheels, whichever way it is pushed", () => {
    const forward = holdCourse(RESTING, { ...STILL, vx: 1 }, STILL, DT, WHEELS, LIMITS);
    const back = holdCourse(RESTING, { ...STILL, vx: -1 }, STILL, DT, OMNI, LIMITS);

    expect(forward.twist.vx).toBeCloseTo(1 - grip * DT, 12);
    expect(back.twist.vx).toBeCloseTo(-1 + grip * DT, 12);
    expect(forward.course).toEqual(STILL);
  });

  it("keeps to its own course: braking is no push", () => {
    const braking = holdCourse(
      RESTING,
      { ...STILL, vx: 1 },
      { ...STILL, vx: 1 },
      DT,
      WHEELS,
      LIMITS,
    );

    expect(braking.twist.vx).toBeCloseTo(1 - LIMITS.braking * DT, 12);
    expect(braking.course).toEqual(braking.twist);
  });

  it("pushes no harder than it accelerates when it is blocked", () => {
    const state: BaseState = { ...RESTING, wanted: { ...STILL, vx: 1 } };
    const blocked = holdCourse(state, STILL, { ...STILL, vx: 0.8 }, DT, WHEELS, LIMITS);

    expect(blocked.twist.vx).toBeCloseTo(LIMITS.acceleration * DT, 12);
    expect(blocked.course).toEqual(blocked.twist);
  });

  it("notices that it is pushed against its way", () => {
    const state: BaseState = { ...RESTING, wanted: { ...STILL, vx: 0.5 } };
    const pushed = holdCourse(
      state,
      { ...STILL, vx: -0.4 },
      { ...STILL, vx: 0.5 },
      DT,
      WHEELS,
      LIMITS,
    );

    expect(pushed.twist.vx).toBeCloseTo(-0.4 + grip * DT, 12);
  });
});
