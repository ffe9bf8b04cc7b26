import {
  fromAxis,
  place,
  type Placement,
  type Point,
  turn,
  UPRIGHT,
} from "../../quantity/placement.ts";
import type { Shape } from "../space/shape.ts";
import type { ColliderDesc, Engine } from "./rapier.ts";

/** Rapier's cylinders and capsules stand along y; ours along z. */
const Y_TO_Z = fromAxis({ x: 1, y: 0, z: 0 }, Math.PI / 2);

/** A collider for a solid. A hull of points in one plane becomes its bounding box. */
export function colliderFor(engine: Engine, shape: Shape, at: Placement): ColliderDesc {
  const flat =
    shape.kind === "hull" ? engine.ColliderDesc.convexHull(shape.points) === null : false;
  if (shape.kind === "hull" && flat) {
    const { box, centre } = boxAround(shape.points);
    return colliderFor(engine, box, place(at, { ...centre, rotation: UPRIGHT }));
  }
  const round = shape.kind === "cylinder" || shape.kind === "capsule";
  return describe(engine, shape)
    .setTranslation(at.x, at.y, at.z)
    .setRotation(round ? turn(at.rotation, Y_TO_Z) : at.rotation)
    .setDensity(0);
}

function describe(engine: Engine, shape: Shape): ColliderDesc {
  const { ColliderDesc } = engine;
  switch (shape.kind) {
    case "box":
      return ColliderDesc.cuboid(shape.size[0] / 2, shape.size[1] / 2, shape.size[2] / 2);
    case "cylinder":
      return ColliderDesc.cylinder(shape.length / 2, shape.radius);
    case "capsule":
      return ColliderDesc.capsule(shape.length / 2, shape.radius);
    case "sphere":
      return ColliderDesc.ball(shape.radius);
    case "hull":
      return ColliderDesc.convexHull(shape.points) ?? ColliderDesc.ball(0);
  }
}

function boxAround(points: Float32Array): { readonly box: Shape; readonly centre: Point } {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  points.forEach((value, i) => {
    low[i % 3] = Math.min(low[i % 3] ?? value, value);
    high[i % 3] = Math.max(high[i % 3] ?? value, value);
  });
  const thin = 1e-3;
  const [sx = thin, sy = thin, sz = thin] = low.map((l, i) => Math.max(thin, (high[i] ?? l) - l));
  const [x = 0, y = 0, z = 0] = low.map((l, i) => (l + (high[i] ?? l)) / 2);
  return { box: { kind: "box", size: [sx, sy, sz] }, centre: { x, y, z } };
}
