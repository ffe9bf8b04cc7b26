import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runEpisode } from "../../src/cli/episode.ts";
import { robotFillings } from "../../src/cli/robot-fillings.ts";
import { readScenario } from "../../src/cli/scenario.ts";

/** A base on two wheels as robots are published: its root on the floor, its hull a mesh. */
const URDF = `<robot name="own">
  <link name="base_footprint"/>
  <link name="base_link">
    <inertial><mass value="9"/></inertial>
    <collision><origin xyz="0 0 0.1"/><geometry><mesh filename="hull.obj"/></geometry></collision>
  </link>
  <joint name="up" type="fixed"><origin xyz="0 0 0.04"/><parent link="base_footprint"/><child link="base_link"/></joint>
  <link name="gauche"><collision><origin rpy="1.5708 0 0"/><geometry><cylinder radius="0.04" length="0.02"/></geometry></collision></link>
  <joint name="g" type="continuous"><origin xyz="0 0.1 0"/><parent link="base_link"/><child link="gauche"/><axis xyz="0 1 0"/></joint>
  <link name="droite"><collision><origin rpy="1.5708 0 0"/><geometry><cylinder radius="0.04" length="0.02"/></geometry></collision></link>
  <joint name="d" type="continuous"><origin xyz="0 -0.1 0"/><parent link="base_link"/><child link="droite"/><axis xyz="0 1 0"/></joint>
  <link name="base_scan"/>
  <joint name="s" type="fixed"><origin xyz="0.05 0 0.2"/><parent link="base_link"/><child link="base_scan"/></joint>
  <coalign><base speed="1" braking="1" latency="0.1"/></coalign>
</robot>`;

const CORNERS = [-0.1, 0.1].flatMap((x) =>
  [-0.08, 0.08].flatMap((y) => [0, 0.1].map((z) => [x, y, z])),
);

describe("a robot of the user's own", () => {
  let folder = "";
  let file = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "coalign-own-"));
    file = join(folder, "own.urdf");
    writeFileSync(file, URDF);
    writeFileSync(join(folder, "hull.obj"), CORNERS.map((c) => `v ${c.join(" ")}`).join("\n"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("says its base frame, its outline and what its base surely does", () => {
    const [robot] = readScenario("plaza", file).robots;

    expect(robotFillings(robot!)).toMatchObject({
      base_frame: "base_footprint",
      braking: 0.9,
      latency: 0.12,
      top_speed: 1,
    });
    const outline = robotFillings(robot!)["footprint"] as readonly number[];
    expect(Math.max(...outline)).toBeCloseTo(0.11, 2);
    expect(outline).toEqual(expect.arrayContaining([-0.1, 0.1]));
  });

  it("of coalign needs no outline, and says what it always said", () => {
    const [robot] = readScenario("plaza").robots;

    expect(robotFillings(robot!)).toMatchObject({
      base_frame: "base_link",
      footprint: undefined,
      braking: 1.8,
      latency: 0.07,
      top_speed: 1.2,
      top_turn: 2.5,
      can_strafe: undefined,
    });
  });

  it("drives among people under the supervisor", async () => {
    const report = await runEpisode({
      world: "plaza",
      robot: file,
      seed: 3,
      duration: 12,
      supervision: "supervised",
    });

    expect(report.motion.distance).toBeGreaterThan(2);
    expect(report.contacts.byOwnMotion).toBe(0);
  });
});
