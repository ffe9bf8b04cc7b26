import { describe, expect, it } from "vitest";
import { loadRobot } from "../../../src/world/load/load-robot.ts";
import { outlineOf } from "../../../src/world/robot/outline.ts";
import { readRobot } from "../../../src/world/urdf/read.ts";

const NO_MESH = (): never => {
  throw new Error("no mesh here");
};

describe("the outline of a robot", () => {
  it("is the convex hull of all its links, counter-clockwise", () => {
    const model = readRobot(
      `<robot name="r"><link name="a"><collision><geometry><box size="2 1 1"/></geometry></collision></link>
        <link name="b"><collision><geometry><box size="0.2 0.2 0.2"/></geometry></collision></link>
        <joint name="j" type="fixed"><origin xyz="1.4 0 0"/><parent link="a"/><child link="b"/></joint></robot>`,
      "r.urdf",
      NO_MESH,
    );

    expect(outlineOf(model)).toEqual([-1, -0.5, 1, -0.5, 1.5, -0.1, 1.5, 0.1, 1, 0.5, -1, 0.5]);
  });

  it("holds a disc", () => {
    const outline = outlineOf(loadRobot("diff_base", [], []).model);
    const radii = outline.flatMap((x, i) =>
      i % 2 === 0 ? [Math.hypot(x, outline[i + 1] ?? 0)] : [],
    );

    expect(radii).toHaveLength(16);
    expect(Math.min(...radii)).toBeGreaterThan(0.25);
    expect(Math.max(...radii)).toBeLessThan(0.26);
  });

  it("of nothing is nothing", () => {
    expect(outlineOf(readRobot(`<robot><link name="a"/></robot>`, "r.urdf", NO_MESH))).toEqual([]);
  });
});
