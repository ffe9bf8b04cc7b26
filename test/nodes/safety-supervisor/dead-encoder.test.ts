import { describe, expect, it } from "vitest";
import { LaserScan } from "../../../src/bus/messages/sensor-msgs.gen.ts";
import { scanFrom } from "../../support/flatland.ts";
import { SupervisedRobot } from "../../support/supervised-robot.ts";

/** How far the commands it was given move it [m], and the robot where they lead it; its odometry stays at zero. */
function withDeadEncoder(): { readonly robot: SupervisedRobot; readonly way: () => number } {
  const robot = new SupervisedRobot();
  const way = (): number => {
    let x = 0;
    robot.given.forEach(({ time, twist }, k) => {
      x += twist.linear.x * ((robot.given[k + 1]?.time ?? robot.loopback.time) - time);
    });
    return x;
  };
  robot.land = {
    discs: [
      { x: 4, y: 3, radius: 0.5 },
      { x: -3, y: 2, radius: 0.5 },
    ],
    walls: [
      [
        { x: 30, y: -6 },
        { x: 30, y: 6 },
      ],
      ...robot.land.walls,
    ],
  };
  robot.sources.scan = () => {
    const scan = scanFrom(robot.land, { x: way(), y: 0, yaw: 0 }, robot.loopback.time);
    return LaserScan.create({
      header: robot.header("laser"),
      angle_min: scan.angleMin,
      angle_increment: scan.angleIncrement,
      range_min: scan.rangeMin,
      range_max: scan.rangeMax,
      ranges: scan.ranges,
    });
  };
  return { robot, way };
}

describe("a dead encoder", () => {
  it("stops the robot until a human has looked, and asks for its power", () => {
    const { robot, way } = withDeadEncoder();
    robot.run(10);
    expect(way()).toBeGreaterThan(0.1);
    expect(way()).toBeLessThan(0.5);
    expect(robot.state).toMatchObject({
      mode: "latched",
      latched_because: "motion-unfelt",
      latched_by: "odometry",
      action: "category-1",
      power: false,
    });
    expect(robot.state.sentence).toContain("its odometry feels nothing of it (odometry)");
  });

  it("is not what a robot has that is blocked", () => {
    const { robot } = withDeadEncoder();
    robot.sources.scan = () => robot.scanNow();
    expect(robot.run(10).speed).toBe(0.5);
  });
});
