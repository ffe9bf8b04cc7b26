import { type Placement, placementOf, type Point3 } from "./placement.ts";
import { DescriptionError, readXml, type XmlElement } from "./xml.ts";

/** A shape in its own frame, as URDF has it: lengths in [m], a cylinder along z. */
export type Shape =
  | { readonly kind: "box"; readonly size: Point3 }
  | { readonly kind: "cylinder"; readonly radius: number; readonly length: number }
  | { readonly kind: "sphere"; readonly radius: number }
  | { readonly kind: "mesh"; readonly file: string };

export type Solid = { readonly shape: Shape; readonly placement: Placement };

export type Link = {
  readonly name: string;
  /** [kg] */
  readonly mass: number;
  readonly solids: readonly Solid[];
};

export type Joint = {
  readonly name: string;
  readonly parent: string;
  readonly child: string;
  readonly placement: Placement;
};

export type Description = { readonly links: readonly Link[]; readonly joints: readonly Joint[] };

/**
 * Masses, collision shapes and the tree of a robot description. Joints are taken at their zero.
 * @throws DescriptionError with line and what would be right.
 */
export function readUrdf(text: string): Description {
  const root = readXml(text);
  if (root.name !== "robot") {
    refuse(root, `<robot> is expected as the root, not <${root.name}>`);
  }
  const xacro = root.children.find(({ name }) => name.startsWith("xacro:"));
  if (xacro !== undefined) {
    refuse(xacro, `<${xacro.name}> is xacro; expand it to URDF first`);
  }
  return {
    links: children(root, "link").map(readLink),
    joints: children(root, "joint").map(readJoint),
  };
}

function readLink(element: XmlElement): Link {
  const mass = child(child(element, "inertial"), "mass");
  return {
    name: attribute(element, "name"),
    mass: mass === undefined ? 0 : length(mass, attribute(mass, "value"), "value"),
    solids: children(element, "collision").map(readSolid),
  };
}

function readSolid(element: XmlElement): Solid {
  const shape = child(element, "geometry")?.children[0];
  if (shape === undefined) {
    return refuse(element, "<collision> needs <geometry> with a shape");
  }
  return { shape: readShape(shape), placement: readOrigin(child(element, "origin")) };
}

function readShape(element: XmlElement): Shape {
  const size = (name: string): number => length(element, attribute(element, name), name);
  switch (element.name) {
    case "box":
      return { kind: "box", size: triple(element, attribute(element, "size"), "size") };
    case "cylinder":
      return { kind: "cylinder", radius: size("radius"), length: size("length") };
    case "capsule":
      return {
        kind: "cylinder",
        radius: size("radius"),
        length: size("length") + 2 * size("radius"),
      };
    case "sphere":
      return { kind: "sphere", radius: size("radius") };
    case "mesh":
      return { kind: "mesh", file: attribute(element, "filename") };
    default:
      return refuse(
        element,
        `<${element.name}> is no shape; use box, cylinder, sphere, capsule or mesh`,
      );
  }
}

function readJoint(element: XmlElement): Joint {
  const end = (name: string): string => {
    const found = child(element, name);
    return found === undefined
      ? refuse(element, `<joint> needs <${name} link="..."/>`)
      : attribute(found, "link");
  };
  return {
    name: attribute(element, "name"),
    parent: end("parent"),
    child: end("child"),
    placement: readOrigin(child(element, "origin")),
  };
}

function readOrigin(element: XmlElement | undefined): Placement {
  const part = (name: string): Point3 =>
    element === undefined
      ? [0, 0, 0]
      : triple(element, element.attributes.get(name) ?? "0 0 0", name);
  return placementOf(part("xyz"), part("rpy"));
}

function triple(element: XmlElement, text: string, name: string): Point3 {
  const [x, y, z, ...rest] = text.trim().split(/\s+/u).map(Number);
  if (x === undefined || y === undefined || z === undefined || rest.length > 0) {
    return refuse(element, `${name}="${text}" must be three numbers`);
  }
  return [x, y, z].every(Number.isFinite)
    ? [x, y, z]
    : refuse(element, `${name}="${text}" must be three finite numbers`);
}

function length(element: XmlElement, text: string, name: string): number {
  const value = text.trim() === "" ? NaN : Number(text);
  return Number.isFinite(value) && value >= 0
    ? value
    : refuse(element, `${name}="${text}" must be a finite number of at least 0`);
}

function attribute(element: XmlElement, name: string): string {
  return (
    element.attributes.get(name) ??
    refuse(element, `<${element.name}> needs the attribute '${name}'`)
  );
}

function children(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((one) => one.name === name);
}

function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((one) => one.name === name);
}

function refuse(element: XmlElement, sentence: string): never {
  throw new DescriptionError(`robot description line ${element.line}: ${sentence}`);
}
