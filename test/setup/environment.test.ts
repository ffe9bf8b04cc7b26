import { describe, expect, it } from "vitest";
import {
  describeEnvironment,
  findSourced,
  foreignPaths,
  sourceKey,
} from "../../src/setup/environment.mjs";
import { ROS2 } from "../../src/setup/ros2/folders.mjs";

const SOURCED = { ROS_DISTRO: "jazzy", AMENT_PREFIX_PATH: "/home/me/ws/install:/opt/ros/jazzy" };

describe("findSourced", () => {
  it("finds what the user sourced", () => {
    expect(findSourced(SOURCED)).toEqual({
      distro: "jazzy",
      prefixes: ["/home/me/ws/install", "/opt/ros/jazzy"],
    });
  });

  it.each([
    {},
    { ROS_DISTRO: "jazzy" },
    { AMENT_PREFIX_PATH: "/opt/ros/jazzy" },
    { ROS_DISTRO: "noetic", AMENT_PREFIX_PATH: "/opt/ros/noetic" },
    { ROS_DISTRO: "kilted", AMENT_PREFIX_PATH: `${ROS2}/prefix:${ROS2}/interfaces/x` },
  ])("finds nothing in %j", (env) => {
    expect(findSourced(env)).toBeUndefined();
  });
});

describe("sourceKey", () => {
  it("stays the same in a process that was started with our variables on top", () => {
    const ours = {
      ...SOURCED,
      AMENT_PREFIX_PATH: `${ROS2}/interfaces/x:${SOURCED.AMENT_PREFIX_PATH}`,
    };
    expect(sourceKey(ours)).toBe(sourceKey(SOURCED));
  });

  it("changes with the ROS 2 that is sourced", () => {
    expect(sourceKey({ ...SOURCED, AMENT_PREFIX_PATH: "/opt/ros/jazzy" })).not.toBe(
      sourceKey(SOURCED),
    );
    expect(sourceKey({ ...SOURCED, ROS_DISTRO: "kilted" })).not.toBe(sourceKey(SOURCED));
  });
});

describe("foreignPaths", () => {
  it("drops ours and the empty ones", () => {
    expect(foreignPaths(`/a::${ROS2}/prefix/lib:/b`)).toEqual(["/a", "/b"]);
    expect(foreignPaths(undefined)).toEqual([]);
  });
});

describe("describeEnvironment", () => {
  it("has no ROS 2 where the user or a parent process says so", () => {
    expect(describeEnvironment({ COALIGN_ROS2: "none", COALIGN_ROS2_WHY: "because" })).toEqual({
      kind: "none",
      why: "because",
      distro: "",
      variables: {},
      python: "",
      cflags: [],
      ldflags: [],
    });
  });

  it("does not take the embedded ROS 2 for one that is sourced but not set up", () => {
    const env = { ROS_DISTRO: "jazzy", AMENT_PREFIX_PATH: "/opt/ros/not-here" };
    expect(describeEnvironment(env).kind).toBe("none");
  });
});
