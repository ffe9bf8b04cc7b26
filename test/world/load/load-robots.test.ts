import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadRobots } from "../../../src/world/load/load-robots.ts";
import { loadWorld } from "../../../src/world/load/load-world.ts";

const WORLD = `name: hall
bounds: [0, 0, 20, 10]
robots:
  - robot: one
    urdf: diff_base
    start: [2, 2, 0]
    sensors: { lidar: { beams: 90 } }
  - robot: two
    urdf: omni_base
    start: [2, 6, 0]
`;

describe("the robots of a world", () => {
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "coalign-robots-"));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  const load = (text: string, other = ""): ReturnType<typeof loadRobots> => {
    writeFileSync(join(folder, "hall.world.yaml"), text);
    return loadRobots(loadWorld(join(folder, "hall.world.yaml")), other, []);
  };

  it("are all loaded, with the settings of the world", () => {
    const [one, two] = load(WORLD);

    expect(one?.profile.lidar.beams).toBe(90);
    expect(two?.model.name).toBe("omni_base");
    expect(load(WORLD, "omni_base")[0]?.profile.lidar.beams).toBe(90);
  });

  it.each([
    ["omni_base", "omni_bsae", "hall.world.yaml:9: there is no robot 'omni_bsae'; did you mean"],
    ["beams: 90", "beems: 90", "hall.world.yaml:7: beems of lidar is no setting here"],
    ["beams: 90", "beams: 3.5", "hall.world.yaml:7: beams of lidar must be a whole number"],
    ["lidar:", "lidra:", "hall.world.yaml:7: a robot has no part 'lidra' to set"],
    ["beams: 90", "range_min: 5, range_max: 2", "hall.world.yaml:7: range_min of lidar must be"],
    [WORLD.slice(WORLD.indexOf("robots:")), "", "hall.world.yaml:1: the world has no robot"],
  ])("%j as %j is refused before anything starts", (before, after, sentence) => {
    expect(() => load(WORLD.replace(before, after))).toThrow(sentence);
  });

  it("refuses a folder for a robot", () => {
    mkdirSync(join(folder, "a.urdf"));

    expect(() => load(WORLD, join(folder, "a.urdf"))).toThrow(
      "a.urdf: the robot cannot be read (EISDIR); give the path of a .urdf file",
    );
  });

  it.each([
    ["ROS_PACKAGE_PATH", "packages"],
    ["AMENT_PREFIX_PATH", "packages/prefix"],
  ])("finds meshes in packages of %s", (variable, place) => {
    const parent = variable === "ROS_PACKAGE_PATH" ? place : join(place, "share");
    const meshes = join(folder, parent, "my_robot", "meshes");
    mkdirSync(meshes, { recursive: true });
    writeFileSync(join(meshes, "hull.obj"), "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\n");
    const urdf = join(folder, "own.urdf");
    writeFileSync(
      urdf,
      `<robot name="own"><link name="base_link"><collision><geometry>
        <mesh filename="package://my_robot/meshes/hull.obj"/></geometry></collision></link></robot>`,
    );
    expect(() => load(WORLD, urdf)).toThrow("name its parent folder in ROS_PACKAGE_PATH");

    vi.stubEnv(variable, `/nowhere:${join(folder, place)}`);

    expect(load(WORLD, urdf)[0]?.model.links[0]?.collisions).toHaveLength(1);
  });
});
