import { mkdtempSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readProfile } from "../../../src/world/robot/read-profile.ts";
import { meshReader } from "../../../src/world/urdf/mesh.ts";
import { UrdfProblem } from "../../../src/world/urdf/problem.ts";
import { readRobot } from "../../../src/world/urdf/read.ts";

const NO_MESH = (): never => {
  throw new Error("no mesh here");
};

function read(text: string): ReturnType<typeof readRobot> {
  return readRobot(text, "r.urdf", NO_MESH);
}

/** The sentence a text is refused with. */
function refusal(text: string): string {
  try {
    readProfile(read(text));
  } catch (error) {
    if (error instanceof UrdfProblem) {
      return error.message;
    }
    throw error;
  }
  return "accepted";
}

const BASE = `<link name="base_link"/>`;

describe("a URDF that is wrong is refused with file, line and what would be right", () => {
  it.each([
    ["", /^r\.urdf:1: this is no well-formed XML/],
    ["<robot>\n<link name='a'>\n</robot>", /^r\.urdf:[23]: this is no well-formed XML/],
    ["<sdf/>", /^r\.urdf:1: this is <sdf> and not URDF/],
    ["<robot name='r'>\n</robot>", /^r\.urdf:1: the robot has no link/],
    ["<robot>\n\n<link/></robot>", /^r\.urdf:3: <link> needs the attribute name/],
    [
      `<robot>${BASE}\n${BASE}</robot>`,
      /^r\.urdf:2: there is already a link "base_link" on line 1$/,
    ],
    [
      `<robot>${BASE}${"<a>".repeat(20000)}${"</a>".repeat(20000)}</robot>`,
      /^r\.urdf:1: the elements are nested too deep to be read$/,
    ],
    [
      `<robot><link name="a"><inertial>\n<mass value="1e300"/></inertial></link></robot>`,
      /^r\.urdf:2: value of <mass> must be a number from 0 to 1000000, and not "1e300"$/,
    ],
    [
      `<robot><link name="a"><collision>\n<origin xyz="1e300 0 0"/><geometry><sphere radius="1"/></geometry></collision></link></robot>`,
      /^r\.urdf:2: xyz of <origin> must be three lengths up to 1000 m, and not "1e300 0 0"$/,
    ],
    [
      `<robot>${BASE}\n<joint name="j" type="flying"/></robot>`,
      /^r\.urdf:2: type of <joint> must be one of fixed, continuous, .*, and not "flying"$/,
    ],
    [
      `<robot>${BASE}\n<joint name="j" type="planar"/></robot>`,
      /^r\.urdf:2: joint "j" is planar, which is not supported; use fixed/,
    ],
    [
      `<robot>${BASE}\n<joint name="j" type="fixed">\n<parent link="base_link"/>\n<child link="arm"/></joint></robot>`,
      /^r\.urdf:4: joint "j" names the link "arm", which does not exist$/,
    ],
    [
      `<robot>${BASE}<link name="a"/>\n<joint name="j" type="revolute"><parent link="base_link"/><child link="a"/></joint></robot>`,
      /^r\.urdf:2: joint "j" is revolute and needs a <limit>$/,
    ],
    [
      `<robot>${BASE}<link name="a"/>\n<joint name="j" type="revolute"><parent link="base_link"/><child link="a"/>\n<limit lower="2" upper="1"/></joint></robot>`,
      /^r\.urdf:3: joint "j": lower 2 must not be above upper 1$/,
    ],
    [
      `<robot>${BASE}\n<link name="b"/></robot>`,
      /^r\.urdf:2: links "base_link" and "b" are both roots/,
    ],
    [
      `<robot><link name="a"/><link name="b"/><joint name="i" type="fixed"><parent link="a"/><child link="b"/></joint>\n<joint name="j" type="fixed"><parent link="b"/><child link="a"/></joint></robot>`,
      /^r\.urdf:1: the joints form a circle/,
    ],
    [
      `<robot><link name="a"><collision><geometry>\n<box size="1 2"/></geometry></collision></link></robot>`,
      /^r\.urdf:2: size of <box> must be three numbers, and not "1 2"$/,
    ],
    [
      `<robot><link name="a"><collision><geometry>\n<cylinder radius="-1" length="2"/></geometry></collision></link></robot>`,
      /^r\.urdf:2: radius of <cylinder> must be a number from 0\.000001 to 1000, and not "-1"$/,
    ],
    [
      `<robot><link name="a"><collision><geometry>\n<cone/></geometry></collision></link></robot>`,
      /^r\.urdf:2: <cone> is no geometry; use box, cylinder, capsule, sphere or mesh$/,
    ],
    [
      `<robot><link name="a"><inertial><mass value="heavy"/></inertial></link></robot>`,
      /^r\.urdf:1: value of <mass> must be a number from 0 to 1000000, and not "heavy"$/,
    ],
    [
      `<robot><link name="a"><collision><geometry>\n<mesh filename="x.stl"/></geometry></collision></link></robot>`,
      /^r\.urdf:2: mesh "x\.stl": no mesh here$/,
    ],
    [
      `<robot>${BASE}<coalign>\n<lidar beams="0"/></coalign></robot>`,
      /^r\.urdf:2: beams of <lidar> must be a number from 1 to 100000, and not "0"$/,
    ],
    [
      `<robot>${BASE}<coalign>\n<lidar ratte="10"/></coalign></robot>`,
      /^r\.urdf:2: <lidar> has no attribute "ratte"; it has: rate, /,
    ],
    [
      `<robot>${BASE}<coalign>\n<lidar link="nose"/></coalign></robot>`,
      /^r\.urdf:2: <lidar> names the link "nose", which does not exist$/,
    ],
    [
      `<robot>${BASE}<coalign>\n<lidar blind="1 2 3"/></coalign></robot>`,
      /^r\.urdf:2: blind of lidar must be pairs of directions/,
    ],
    [
      `<robot>${BASE}<coalign>\n<sonar/></coalign></robot>`,
      /^r\.urdf:2: <coalign> cannot hold <sonar>; it holds: drive, base, /,
    ],
    [
      `<robot>${BASE}<coalign>\n<drive type="differential" left="l" right="r"/></coalign></robot>`,
      /^r\.urdf:2: left="l" is no wheel/,
    ],
    [
      `<robot xmlns:xacro="x">${BASE}\n<xacro:macro/></robot>`,
      /^r\.urdf:2: <xacro:macro> is a xacro macro; expand the file first with the xacro command$/,
    ],
  ])("%j", (text, sentence) => {
    expect(refusal(text)).toMatch(sentence);
  });
});

describe("a user's own URDF", () => {
  const wheel = (name: string, y: number): string => `
    <link name="${name}"><inertial><mass value="1"/></inertial>
      <collision><origin rpy="1.5708 0 0"/><geometry><cylinder radius="0.1" length="0.05"/></geometry></collision></link>
    <joint name="${name}_joint" type="continuous"><origin xyz="0.1 ${y} 0"/><parent link="base_footprint"/>
      <child link="${name}"/><axis xyz="0 1 0"/></joint>`;

  it("stands on its wheels, is taken as differential, and gets sensors with a note of each", () => {
    const profile = readProfile(
      read(
        `<robot name="mine"><link name="base_footprint"/>${wheel("l", 0.3)}${wheel("r", -0.3)}</robot>`,
      ),
    );

    expect(profile.standing).toBeCloseTo(0.1, 4);
    expect(profile.drive).toMatchObject({ kind: "differential", track: 0.6 });
    expect(profile.assumptions).toHaveLength(4);
    expect(profile.assumptions[0]).toMatch(/taken as differential on the wheels l_joint, r_joint/);
    expect(profile.addedFrames.map(({ frame }) => frame)).toEqual(["laser", "imu", "detector"]);
    expect(profile.addedFrames[0]?.at.z).toBeCloseTo(0.15, 4);
  });

  it("holds its arm at rest within the limits, and every link where its joints put it", () => {
    const model = read(`<robot name="arm"><link name="base"/><link name="upper"/><link name="tip"/>
      <joint name="shoulder" type="revolute"><origin xyz="0 0 1"/><parent link="base"/><child link="upper"/>
        <axis xyz="0 1 0"/><limit lower="1.5707963" upper="2"/></joint>
      <joint name="slide" type="prismatic"><origin xyz="0 0 0.5"/><parent link="upper"/><child link="tip"/>
        <axis xyz="0 0 2"/><limit lower="-1" upper="1"/></joint></robot>`);
    const tip = model.links.find(({ name }) => name === "tip")?.rest;

    expect(model.joints.map(({ rest }) => rest)).toEqual([1.5707963, 0]);
    expect(tip?.x).toBeCloseTo(0.5, 6);
    expect(tip?.z).toBeCloseTo(1, 6);
  });
});

describe("meshes", () => {
  const folder = mkdtempSync(join(tmpdir(), "coalign-mesh-"));
  mkdirSync(join(folder, "parts_description", "meshes"), { recursive: true });
  const put = (name: string, bytes: string | Buffer): void =>
    writeFileSync(join(folder, "parts_description", "meshes", name), bytes);
  const corners = [
    [0, 0, 0],
    [1, 0, 0],
    [0, 2, 0],
    [0, 0, 3],
  ];
  const faces = [
    [0, 1, 2],
    [0, 1, 3],
    [0, 2, 3],
    [1, 2, 3],
  ];
  put(
    "ascii.stl",
    `solid s\n${faces
      .map(
        (f) =>
          `facet normal 0 0 0\nouter loop\n${f.map((i) => `vertex ${corners[i]?.join(" ")}`).join("\n")}\nendloop\nendfacet`,
      )
      .join("\n")}\nendsolid`,
  );
  const binary = Buffer.alloc(84 + 50 * faces.length);
  binary.writeUInt32LE(faces.length, 80);
  faces.forEach((face, f) =>
    face
      .flatMap((i) => corners[i] ?? [])
      .forEach((v, k) => binary.writeFloatLE(v, 84 + 50 * f + 12 + 4 * k)),
  );
  put("binary.stl", binary);
  put("shape.obj", corners.map((c) => `v ${c.join(" ")}`).join("\n"));
  const dae = (
    extra: string,
  ): string => `<COLLADA><asset><unit meter="0.01"/><up_axis>Z_UP</up_axis></asset>
    <geometry id="g"><mesh><source id="p"><float_array id="pa" count="12">${corners
      .flat()
      .map((v) => v * 100)
      .join(" ")}</float_array></source>
    <source id="n"><float_array id="na" count="3">9 9 9</float_array></source>
    <vertices><input semantic="POSITION" source="#p"/></vertices></mesh></geometry>${extra}</COLLADA>`;
  put("shape.dae", dae(""));
  put("wrong.dae", "<robot/>");
  // The whole scene 5 m along x, one geometry in it a quarter turn about z.
  const nodes = `<library_visual_scenes><visual_scene id="v"><node><matrix>1 0 0 500 0 1 0 0 0 0 1 0 0 0 0 1</matrix>
      <node><rotate>0 0 1 90</rotate><instance_geometry url="#g"/></node></node></visual_scene></library_visual_scenes>
    <scene><instance_visual_scene url="#v"/></scene>`;
  put("moved.dae", dae(nodes));
  put("broken.stl", "solid nothing\nendsolid");
  put("picture.png", "");
  const robot = join(folder, "robot.urdf");

  it.each(["ascii.stl", "binary.stl", "shape.obj", "shape.dae"])(
    "%s gives the solid's corners",
    (name) => {
      const points = meshReader(robot, [folder])(`package://parts_description/meshes/${name}`);
      const high = [0, 1, 2].map((axis) => Math.max(...points.filter((_, i) => i % 3 === axis)));

      expect(high.map((v) => Math.round(v * 1e4) / 1e4)).toEqual([1, 2, 3]);
    },
  );

  it.each([
    [
      "package://other/meshes/a.stl",
      /package "other" with meshes\/a\.stl is not in .*'package_path'/,
    ],
    ["http://x/a.stl", /only package:\/\/, model:\/\/, file:\/\/ and plain paths/],
    [
      "package://parts_description/meshes/picture.png",
      /only \.stl, \.obj and \.dae can be read, and not "\.png"/,
    ],
    ["package://parts_description/meshes/broken.stl", /fewer than four finite corners/],
    ["package://parts_description/meshes/wrong.dae", /is no COLLADA/],
    ["missing.stl", /there is no file .*missing\.stl/],
  ])("%s is refused", (uri, sentence) => {
    expect(() => meshReader(robot, [folder])(uri)).toThrow(sentence);
  });

  it("moved.dae is where its nodes put it", () => {
    const points = meshReader(robot, [folder])("package://parts_description/meshes/moved.dae");
    const along = (axis: number): number[] => [...points.filter((_, i) => i % 3 === axis)];

    expect(Math.min(...along(0))).toBeCloseTo(3, 5);
    expect(Math.max(...along(0))).toBeCloseTo(5, 5);
    expect(Math.max(...along(1))).toBeCloseTo(1, 5);
  });

  it("of many corners keep their extent", () => {
    const many = Array.from({ length: 3000 }, (_, i) => {
      const z = 1 - (2 * i + 1) / 3000;
      const r = Math.sqrt(1 - z * z);
      return `v ${r * Math.cos(i * 2.4)} ${r * Math.sin(i * 2.4)} ${z}`;
    });
    put("ball.obj", many.join("\n"));
    const points = meshReader(robot, [folder])("package://parts_description/meshes/ball.obj");

    expect(points.length).toBeLessThanOrEqual(3 * 256);
    expect(Math.max(...points)).toBeGreaterThan(0.98);
  });
});

/** A robot whose one collision shape is a mesh with these corners. */
function meshed(corners: readonly number[], scale = "1 1 1"): () => unknown {
  const text = `<robot name="r"><link name="base_link"><collision><geometry>
    <mesh filename="m.stl" scale="${scale}"/></geometry></collision></link></robot>`;
  return () => readRobot(text, "r.urdf", () => Float32Array.from(corners));
}

describe("meshes that enclose nothing", () => {
  const box = [0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2];

  it("are refused where a hull cannot be made of them", () => {
    expect(meshed([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3])).toThrow(
      'r.urdf:2: mesh "m.stl": all its corners lie on one line',
    );
    expect(meshed([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])).toThrow("on one line");
    expect(meshed(box, "0 0 0")).toThrow("on one line");
  });

  it("may be flat", () => {
    expect(meshed([0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0])).not.toThrow();
    expect(meshed(box)).not.toThrow();
  });

  it("and those in another unit are told from real ones", () => {
    expect(meshed(box, "1000 1000 1000")).toThrow("a file in millimetres needs scale=");
  });
});

describe("the link of a sensor that the file does not name", () => {
  const tree = (...names: string[]): string =>
    `<robot name="r">${BASE}${names.map((name) => `<link name="${name}"/>`).join("")}` +
    names
      .map((name, i) => {
        const parent = name.startsWith("rear") ? "base_link" : (names[i - 1] ?? "base_link");
        return `<joint name="j${i}" type="fixed"><parent link="${parent}"/><child link="${name}"/></joint>`;
      })
      .join("") +
    "</robot>";

  it("is what a mount holds, and no optical frame", () => {
    const profile = readProfile(
      read(tree("front_laser_mount", "front_laser", "camera_link", "camera_rgb_optical_frame")),
    );

    expect(profile.lidar.frame).toBe("front_laser");
    expect(profile.detector.frame).toBe("camera_link");
  });

  it("is said where two could be meant", () => {
    expect(readProfile(read(tree("front_laser", "rear_laser"))).assumptions).toContain(
      "front_laser and rear_laser may both carry the lidar: front_laser is taken",
    );
  });

  it("a robot without mass is said to have none", () => {
    expect(readProfile(read(`<robot name="r">${BASE}</robot>`)).assumptions).toContain(
      "no link has a mass: taken as 1 kg",
    );
  });
});
