import { describe, expect, it } from "vitest";
import { loadRobot, robotNames } from "../../../src/world/load/load-robot.ts";

describe("the own robots", () => {
  it.each(robotNames())("%s loads without an assumption", (name) => {
    const { profile } = loadRobot(name, [], []);

    expect(profile.assumptions).toEqual([]);
    expect(profile.addedFrames).toEqual([]);
    expect(profile.standing).toBeCloseTo(0, 6);
  });

  it("diff_base is a differential drive of 25 kg with wheels 0.36 m apart", () => {
    const { model, profile } = loadRobot("diff_base", [], []);

    expect(model.mass).toBeCloseTo(25, 9);
    expect(profile.drive).toMatchObject({
      kind: "differential",
      left: ["left_wheel_joint"],
      right: ["right_wheel_joint"],
    });
    expect(profile.drive).toMatchObject({ track: expect.closeTo(0.36, 6) as number });
    expect(profile.drive).toMatchObject({ wheelRadius: expect.closeTo(0.08, 4) as number });
  });

  it("omni_base rolls on three wheels, each along its own rim", () => {
    const { model, profile } = loadRobot("omni_base", [], []);

    expect(model.mass).toBeCloseTo(20, 9);
    if (profile.drive.kind !== "omni") {
      throw new Error("not omni");
    }
    for (const { x, y, rolls } of profile.drive.wheels) {
      expect(Math.abs(x * Math.cos(rolls) + y * Math.sin(rolls))).toBeLessThan(1e-3);
    }
    expect(profile.drive.wheels).toHaveLength(3);
    expect(profile.lidar.blind).toHaveLength(2);
  });
});
