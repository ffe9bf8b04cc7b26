import { describe, expect, it } from "vitest";
import { AT_START, type Pursuit, pursue, type Settings } from "../../src/commander/pursuit.ts";

const SETTINGS: Settings = {
  goals: [
    { x: 5, y: 0 },
    { x: 0, y: 3 },
  ],
  speed: 1.2,
  spin: 2,
  braking: 1,
  tolerance: 0.3,
  patience: 5,
};

/** A base that does at once what it is told. */
function drive(duration: number, settings: Settings = SETTINGS) {
  let at = { x: 0, y: 0, yaw: 0 };
  let pursuit: Pursuit = AT_START;
  const log = [];
  for (let now = 0; now < duration; now += 0.05) {
    const step = pursue(pursuit, settings, at, now)!;
    pursuit = step.pursuit;
    const { vx, wz } = step.twist;
    const yaw = at.yaw + wz * 0.05;
    at = { x: at.x + vx * Math.cos(yaw) * 0.05, y: at.y + vx * Math.sin(yaw) * 0.05, yaw };
    log.push({ now, at, ...step });
  }
  return { pursuit, log };
}

describe("pursue", () => {
  it("drives at full speed and visits the goals in turn, over and over", () => {
    const { pursuit, log } = drive(60);

    expect(Math.max(...log.map(({ twist }) => twist.vx))).toBe(1.2);
    expect(pursuit.reached).toBeGreaterThanOrEqual(6);
    expect(pursuit.givenUp).toBe(0);
  });

  it("turns in place first when the goal is behind", () => {
    const step = pursue(AT_START, SETTINGS, { x: 10, y: 0, yaw: 0 }, 0)!;

    expect(step.twist).toEqual({ vx: 0, vy: 0, wz: 2 });
  });

  it("arrives slower than it travels, inside the tolerance", () => {
    const { log } = drive(30);
    const arrival = log.findIndex(({ event }) => event === "reached");

    expect(log[arrival]!.distance).toBeLessThanOrEqual(0.3);
    expect(log[arrival - 1]!.twist.vx).toBeLessThan(0.8);
  });

  it("gives a goal up after its patience without getting nearer, and not before", () => {
    const at = { x: 0, y: 0, yaw: 0 };
    let pursuit = AT_START;
    const events = [0, 4.9, 5, 5.1].map((now) => {
      const step = pursue(pursuit, SETTINGS, at, now)!;
      pursuit = step.pursuit;
      return step.event;
    });

    expect(events).toEqual(["none", "none", "none", "gave-up"]);
    expect(pursuit).toMatchObject({ index: 1, givenUp: 1, nearerAt: 5.1, nearest: Infinity });
  });

  it("asks for nothing without goals", () => {
    expect(pursue(AT_START, { ...SETTINGS, goals: [] }, { x: 0, y: 0, yaw: 0 }, 0)).toBe(undefined);
  });
});
