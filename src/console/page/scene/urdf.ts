/** The visible shapes of a URDF, as far as this page draws them: boxes, cylinders and spheres; meshes are left out. */

export type Shape =
  | { readonly kind: "box"; readonly size: readonly [number, number, number] }
  | { readonly kind: "cylinder"; readonly radius: number; readonly length: number }
  | { readonly kind: "sphere"; readonly radius: number };

export type Origin = {
  readonly xyz: readonly [number, number, number];
  readonly rpy: readonly [number, number, number];
};

export type Visual = {
  readonly origin: Origin;
  readonly shape: Shape;
  /** Red, green, blue, opacity, each in [0, 1]. */
  readonly color: readonly number[];
};

export type UrdfLink = { readonly name: string; readonly visuals: readonly Visual[] };

export type UrdfJoint = {
  readonly name: string;
  readonly kind: string;
  readonly parent: string;
  readonly child: string;
  readonly origin: Origin;
  readonly axis: readonly [number, number, number];
};

export type Urdf = { readonly links: readonly UrdfLink[]; readonly joints: readonly UrdfJoint[] };

const GREY = [0.6, 0.65, 0.7, 1];

/** Reads a URDF; undefined when it is no XML with a robot in it. */
export function readUrdf(text: string): Urdf | undefined {
  const parsed = new DOMParser().parseFromString(text, "application/xml");
  const robot = parsed.documentElement;
  if (robot.localName !== "robot" || parsed.querySelector("parsererror") !== null) {
    return undefined;
  }
  const colors = new Map<string, readonly number[]>();
  for (const material of robot.querySelectorAll("material")) {
    const color = material.querySelector("color");
    if (color !== null) {
      colors.set(material.getAttribute("name") ?? "", numbers(color, "rgba", GREY));
    }
  }
  return {
    links: children(robot, "link").map((link) => ({
      name: link.getAttribute("name") ?? "",
      visuals: children(link, "visual").flatMap((visual) => readVisual(visual, colors)),
    })),
    joints: children(robot, "joint").map((joint) => ({
      name: joint.getAttribute("name") ?? "",
      kind: joint.getAttribute("type") ?? "fixed",
      parent: children(joint, "parent")[0]?.getAttribute("link") ?? "",
      child: children(joint, "child")[0]?.getAttribute("link") ?? "",
      origin: readOrigin(joint),
      axis: triple(children(joint, "axis")[0], "xyz", [1, 0, 0]),
    })),
  };
}

function readVisual(
  visual: Element,
  colors: ReadonlyMap<string, readonly number[]>,
): readonly Visual[] {
  const shape = readShape(children(visual, "geometry")[0]?.firstElementChild);
  const material = children(visual, "material")[0];
  const color = colors.get(material?.getAttribute("name") ?? "") ?? GREY;
  return shape === undefined ? [] : [{ origin: readOrigin(visual), shape, color }];
}

function readShape(element: Element | null | undefined): Shape | undefined {
  switch (element?.localName) {
    case "box":
      return { kind: "box", size: triple(element, "size", [0.1, 0.1, 0.1]) };
    case "cylinder":
      return {
        kind: "cylinder",
        radius: Number(element.getAttribute("radius")),
        length: Number(element.getAttribute("length")),
      };
    case "sphere":
      return { kind: "sphere", radius: Number(element.getAttribute("radius")) };
    case undefined:
    default:
      return undefined;
  }
}

function readOrigin(element: Element): Origin {
  const origin = children(element, "origin")[0];
  return { xyz: triple(origin, "xyz", [0, 0, 0]), rpy: triple(origin, "rpy", [0, 0, 0]) };
}

function children(element: Element, name: string): readonly Element[] {
  return [...element.children].filter((child) => child.localName === name);
}

function triple(
  element: Element | undefined,
  attribute: string,
  otherwise: readonly [number, number, number],
): readonly [number, number, number] {
  const [x = 0, y = 0, z = 0] =
    element === undefined ? otherwise : numbers(element, attribute, otherwise);
  return [x, y, z];
}

function numbers(
  element: Element,
  attribute: string,
  otherwise: readonly number[],
): readonly number[] {
  const text = element.getAttribute(attribute);
  const values = (text ?? "").trim().split(/\s+/u).map(Number);
  return text === null || values.some((value) => !Number.isFinite(value)) ? otherwise : values;
}
