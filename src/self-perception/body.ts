import type { Vector } from "../quantity/vector.ts";
import { convexHull, hullPoints } from "./outline.ts";
import { AT_ORIGIN, chain, type Placement, type Point3, reverse } from "./placement.ts";
import { type Description, readUrdf } from "./urdf.ts";
import { DescriptionError } from "./xml.ts";

/** The robot's body, in its base frame. */
export type Body = {
  /** Convex outline on the ground, counter-clockwise [m]. */
  readonly footprint: readonly Vector[];
  /** Largest distance of the outline from the base frame's origin [m]. */
  readonly radius: number;
  /** From the lowest to the highest point, the ground being no higher than the base frame's origin [m]. */
  readonly height: number;
  /** [kg] */
  readonly mass: number;
};

/** What the user declares about a body, for what its description does not say. */
export type Declared = {
  /** Name of the base frame's link. */
  readonly baseFrame: string;
  /** Outline that the body stays within; empty when the description says it all [m]. */
  readonly footprint: readonly Vector[];
  /** Height where a mesh hides it [m]. */
  readonly height: number;
  /** Mass where the description gives none [kg]. */
  readonly mass: number;
};

/**
 * The body that a URDF text and the user's declarations describe: all collision shapes, joints at their zero,
 * projected to the ground. The outline holds both the shapes and the declared footprint.
 * @throws DescriptionError with one sentence.
 */
export function describeBody(urdf: string, declared: Declared): Body {
  const description = readUrdf(urdf);
  const frames = framesOf(description, declared.baseFrame);
  const points: Point3[] = [];
  let mass = 0;
  let meshes = 0;
  for (const link of description.links) {
    mass += link.mass;
    const frame = frames.get(link.name);
    for (const solid of frame === undefined ? [] : link.solids) {
      if (solid.shape.kind === "mesh") {
        refuseMesh(link.name, solid.shape.file, declared);
        meshes++;
      }
      points.push(...hullPoints(solid.shape, chain(frame ?? AT_ORIGIN, solid.placement)));
    }
  }
  const footprint = convexHull([...points.map(([x, y]) => ({ x, y })), ...declared.footprint]);
  if (footprint.length < 3) {
    throw new DescriptionError(
      "robot description: it has no collision shape with an area, and the parameter 'footprint' has no outline",
    );
  }
  const top = Math.max(...points.map(([, , z]) => z), 0);
  const ground = Math.min(...points.map(([, , z]) => z), 0);
  return {
    footprint,
    radius: Math.max(...footprint.map(({ x, y }) => Math.hypot(x, y))),
    height: Math.max(top - ground, meshes > 0 || points.length === 0 ? declared.height : 0),
    mass: mass > 0 ? mass : declared.mass,
  };
}

function refuseMesh(link: string, file: string, declared: Declared): void {
  if (declared.footprint.length < 3) {
    throw new DescriptionError(
      `robot description: the extent of mesh ${file} of link '${link}' is unknown; give the parameter 'footprint' as x1, y1, x2, y2, x3, y3, ... in metres`,
    );
  }
}

/** Where every link that hangs together with the base frame sits in it. */
function framesOf(
  { links, joints }: Description,
  baseFrame: string,
): ReadonlyMap<string, Placement> {
  if (!links.some(({ name }) => name === baseFrame)) {
    throw new DescriptionError(
      `robot description: no link is named '${baseFrame}' as the parameter 'base_frame' says; there are: ${links.map(({ name }) => name).join(", ")}`,
    );
  }
  const frames = new Map<string, Placement>([[baseFrame, AT_ORIGIN]]);
  for (let grown = true; grown;) {
    grown = false;
    for (const { parent, child, placement } of joints) {
      const above = frames.get(parent);
      const below = frames.get(child);
      if (above !== undefined && below === undefined) {
        frames.set(child, chain(above, placement));
        grown = true;
      } else if (above === undefined && below !== undefined) {
        frames.set(parent, chain(below, reverse(placement)));
        grown = true;
      }
    }
  }
  return frames;
}

/**
 * The outline in a flat list of coordinates.
 * @throws DescriptionError when they are no polygon.
 */
export function outlineOf(coordinates: readonly number[]): readonly Vector[] {
  if (coordinates.length % 2 !== 0 || (coordinates.length > 0 && coordinates.length < 6)) {
    throw new DescriptionError(
      `self_perception: parameter 'footprint' must be x1, y1, x2, y2, x3, y3, ... in metres, and not ${coordinates.length} numbers`,
    );
  }
  return Array.from({ length: coordinates.length / 2 }, (_, k) => ({
    x: coordinates[2 * k] ?? 0,
    y: coordinates[2 * k + 1] ?? 0,
  }));
}
