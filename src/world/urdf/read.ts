import { fromAxis, ORIGIN, place, type Placement } from "../../quantity/placement.ts";
import { type Element, readXml } from "./element.ts";
import { type MeshReader, readCollision, readOrigin } from "./geometry.ts";
import { type Inertia, type Joint, JOINT_TYPES, type Link, type RobotModel } from "./model.ts";

/**
 * Reads a robot description: links with collision shapes and inertia, joints with axes and limits.
 * Visuals, materials, transmissions, sensors and simulator extensions are left to those who know them. A link without
 * collision shape takes part as a frame only.
 * @throws UrdfProblem: one sentence with file, line and what would be right.
 */
export function readRobot(text: string, file: string, meshes: MeshReader): RobotModel {
  const robot = readXml(text, file);
  if (robot.name === "sdf" || robot.name === "mujoco") {
    throw robot.problem(`this is <${robot.name}> and not URDF; a <robot> is needed`);
  }
  if (robot.name !== "robot") {
    throw robot.problem(`the outermost element must be <robot>, and not <${robot.name}>`);
  }
  const macro = robot.children.find(({ name }) => name.startsWith("xacro:"));
  if (macro !== undefined) {
    throw macro.problem(
      `<${macro.name}> is a xacro macro; expand the file first with the xacro command`,
    );
  }
  const drafts = robot.all("link").map((link) => readLink(link, meshes));
  refuseTwice(robot.all("link"));
  refuseTwice(robot.all("joint"));
  const names = new Set(drafts.map((link) => link.name));
  const joints = robot.all("joint").map((joint) => readJoint(joint, names));
  const links = arrange(robot, drafts, joints);
  const mass = links.reduce((sum, link) => sum + (link.inertia?.mass ?? 0), 0);
  return {
    name: robot.text("name", ""),
    text,
    file,
    links,
    joints,
    root: links[0]?.name ?? "",
    mass,
    extension: robot.child("coalign"),
  };
}

/** Moments of inertia this far below zero come from rounding in a CAD program [kg m^2]. */
const ROUNDING = 1e-6;

/** Heaviest link that is taken for real [kg]. */
const HEAVIEST = 1e6;

type Draft = Omit<Link, "rest"> & { readonly element: Element };

function readLink(element: Element, meshes: MeshReader): Draft {
  return {
    element,
    name: element.text("name"),
    line: element.line,
    collisions: element.all("collision").map((c) => readCollision(c, meshes)),
    inertia: readInertia(element),
  };
}

function readInertia(link: Element): Inertia | undefined {
  const inertial = link.child("inertial");
  if (inertial === undefined) {
    return undefined;
  }
  const mass = inertial.child("mass");
  if (mass === undefined) {
    throw inertial.problem("<inertial> needs a <mass>");
  }
  const inertia = inertial.child("inertia");
  const moment = (name: string): number =>
    Math.max(0, inertia?.number(name, { min: -ROUNDING, otherwise: 0 }) ?? 0);
  return {
    mass: mass.number("value", { min: 0, max: HEAVIEST }),
    at: readOrigin(inertial),
    moments: [moment("ixx"), moment("iyy"), moment("izz")],
  };
}

function refuseTwice(elements: readonly Element[]): void {
  const seen = new Map<string, number>();
  for (const element of elements) {
    const name = element.text("name");
    const before = seen.get(name);
    if (before !== undefined) {
      throw element.problem(`there is already a ${element.name} "${name}" on line ${before}`);
    }
    seen.set(name, element.line);
  }
}

function readJoint(element: Element, links: ReadonlySet<string>): Joint {
  const type = element.word("type", JOINT_TYPES);
  const end = (name: "parent" | "child"): string => {
    const found = element.child(name);
    if (found === undefined) {
      throw element.problem(`joint "${element.text("name")}" needs a <${name} link="..."/>`);
    }
    const link = found.text("link");
    if (!links.has(link)) {
      throw found.problem(
        `joint "${element.text("name")}" names the link "${link}", which does not exist`,
      );
    }
    return link;
  };
  if (type === "floating" || type === "planar") {
    throw element.problem(
      `joint "${element.text("name")}" is ${type}, which is not supported; use fixed, continuous, revolute or prismatic`,
    );
  }
  const bounds = readBounds(element, type);
  return {
    name: element.text("name"),
    line: element.line,
    type,
    parent: end("parent"),
    child: end("child"),
    origin: readOrigin(element),
    axis: readAxis(element),
    bounds,
    rest: bounds === undefined ? 0 : Math.min(Math.max(0, bounds[0]), bounds[1]),
  };
}

function readBounds(joint: Element, type: string): readonly [number, number] | undefined {
  if (type !== "revolute" && type !== "prismatic") {
    return undefined;
  }
  const limit = joint.child("limit");
  if (limit === undefined) {
    throw joint.problem(`joint "${joint.text("name")}" is ${type} and needs a <limit>`);
  }
  const lower = limit.number("lower", { otherwise: 0 });
  const upper = limit.number("upper", { otherwise: 0 });
  if (lower > upper) {
    throw limit.problem(
      `joint "${joint.text("name")}": lower ${lower} must not be above upper ${upper}`,
    );
  }
  return [lower, upper];
}

function readAxis(joint: Element): Joint["axis"] {
  const axis = joint.child("axis");
  const [x, y, z] = axis?.triple("xyz", [1, 0, 0]) ?? [1, 0, 0];
  const length = Math.hypot(x, y, z);
  if (length < 1e-9) {
    if (joint.text("type") === "fixed") {
      return { x: 1, y: 0, z: 0 };
    }
    throw (axis ?? joint).problem(`joint "${joint.text("name")}" needs an axis that is not zero`);
  }
  return { x: x / length, y: y / length, z: z / length };
}

/** Links in order from the root, with their places at rest; refuses anything but one tree. */
function arrange(robot: Element, drafts: readonly Draft[], joints: readonly Joint[]): Link[] {
  const above = new Map<string, Joint>();
  for (const joint of joints) {
    const other = above.get(joint.child);
    if (other !== undefined) {
      throw robot.problem(
        `link "${joint.child}" is the child of two joints, "${other.name}" and "${joint.name}" on line ${joint.line}`,
      );
    }
    above.set(joint.child, joint);
  }
  const roots = drafts.filter((link) => !above.has(link.name));
  const [root, second] = roots;
  if (root === undefined) {
    throw robot.problem(
      drafts.length === 0
        ? "the robot has no link"
        : "the joints form a circle, so no link is the root",
    );
  }
  if (second !== undefined) {
    throw second.element.problem(
      `links "${root.name}" and "${second.name}" are both roots; join them with a fixed joint`,
    );
  }
  const links: Link[] = [];
  const visit = (name: string, rest: Placement): void => {
    const draft = drafts.find((link) => link.name === name);
    if (draft === undefined) {
      return;
    }
    const { element, ...link } = draft;
    links.push({ ...link, line: element.line, rest });
    for (const joint of joints.filter((j) => j.parent === name)) {
      visit(joint.child, place(rest, place(joint.origin, jointMotion(joint, joint.rest))));
    }
  };
  visit(root.name, ORIGIN);
  const lost = drafts.find((link) => !links.some((found) => found.name === link.name));
  if (lost !== undefined) {
    throw lost.element.problem(`link "${lost.name}" hangs in a circle of joints`);
  }
  return links;
}

/** What a joint at a position does to the frame of its child. */
export function jointMotion(joint: Joint, position: number): Placement {
  if (joint.type === "prismatic") {
    const { x, y, z } = joint.axis;
    return { ...ORIGIN, x: x * position, y: y * position, z: z * position };
  }
  return joint.type === "fixed" ? ORIGIN : { ...ORIGIN, rotation: fromAxis(joint.axis, position) };
}
