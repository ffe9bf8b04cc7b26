import {
  BoxGeometry,
  BufferAttribute,
  BufferGeometry,
  CylinderGeometry,
  Group,
  Line,
  LineBasicMaterial,
  LineSegments,
  type Material,
  Mesh,
  MeshStandardMaterial,
  type Object3D,
  SphereGeometry,
} from "three";
import type { MarkView } from "../../protocol.ts";

/** Kinds of `visualization_msgs/Marker` that are drawn. */
const CUBE = 1;
const SPHERE = 2;
const CYLINDER = 3;
const LINE_STRIP = 4;
const LINE_LIST = 5;
const TRIANGLE_LIST = 11;

/** Whatever nodes publish as markers: the outline of a world, for one. */
export class MarksFigure {
  readonly group = new Group();

  update(marks: readonly MarkView[]): void {
    for (const child of [...this.group.children]) {
      release(child);
    }
    this.group.clear();
    for (const mark of marks) {
      const object = build(mark);
      if (object !== undefined) {
        const [x = 0, y = 0, z = 0, qx = 0, qy = 0, qz = 0, qw = 1] = mark.pose;
        object.position.set(x, y, z);
        object.quaternion.set(qx, qy, qz, qw);
        this.group.add(object);
      }
    }
  }
}

function build({ type, scale, color, points }: MarkView): Object3D | undefined {
  const [r, g, b, opacity] = color;
  const look = { transparent: opacity < 1, opacity };
  const solid = new MeshStandardMaterial({ ...look, roughness: 0.9 });
  const line = new LineBasicMaterial(look);
  for (const material of [solid, line]) {
    material.color.setRGB(r, g, b, "srgb");
  }
  switch (type) {
    case CUBE:
      return new Mesh(new BoxGeometry(...scale), solid);
    case SPHERE:
      return new Mesh(new SphereGeometry(0.5, 20, 14).scale(...scale), solid);
    case CYLINDER: {
      const round = new CylinderGeometry(0.5, 0.5, 1, 28).rotateX(Math.PI / 2);
      return new Mesh(round.scale(...scale), solid);
    }
    case LINE_STRIP:
      return new Line(corners(points), line);
    case LINE_LIST:
      return new LineSegments(corners(points), line);
    case TRIANGLE_LIST: {
      const geometry = corners(points);
      geometry.computeVertexNormals();
      return new Mesh(geometry, solid);
    }
    default:
      return undefined;
  }
}

function corners(points: readonly number[]): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(Float32Array.from(points), 3));
  return geometry;
}

function release(object: Object3D): void {
  if (object instanceof Mesh || object instanceof Line) {
    (object.geometry as BufferGeometry).dispose();
    (object.material as Material).dispose();
  }
}
