import {
  BoxGeometry,
  BufferGeometry,
  CylinderGeometry,
  ExtrudeGeometry,
  Group,
  Mesh,
  MeshStandardMaterial,
  Object3D,
  Quaternion,
  Shape as Outline,
  SphereGeometry,
  Vector3,
} from "three";
import type { BodyView } from "../../protocol.ts";
import { type Origin, readUrdf, type Shape, type Urdf } from "./urdf.ts";

type Movable = {
  readonly node: Object3D;
  readonly axis: Vector3;
  readonly rest: Quaternion;
  readonly kind: string;
};

/** The robot: the shapes of its URDF, or its footprint standing up where there are none; moves softly to where it is. */
export class RobotFigure {
  readonly group = new Group();
  readonly #body = new Group();
  readonly #joints = new Map<string, Movable>();
  readonly #goal = new Vector3();
  #yaw = 0;
  #goalYaw = 0;
  #known: "known" | "unknown" = "unknown";
  #outline = "";
  #drawn: "shapes" | "footprint" | "nothing" = "nothing";

  constructor() {
    this.group.add(this.#body);
    this.group.visible = false;
  }

  get yaw(): number {
    return this.#yaw;
  }

  /** Draws the shapes of a URDF. */
  describe(text: string): void {
    const urdf = readUrdf(text);
    if (urdf?.links.some((link) => link.visuals.length > 0) === true) {
      this.#body.clear();
      this.#joints.clear();
      this.#body.add(...this.#build(urdf));
      this.#drawn = "shapes";
    }
  }

  update(body: BodyView): void {
    this.#goal.set(body.x, body.y, 0);
    this.#goalYaw = body.yaw;
    if (this.#known === "unknown") {
      this.#known = "known";
      this.group.visible = true;
      this.group.position.copy(this.#goal);
      this.#yaw = body.yaw;
    }
    for (const [name, position] of body.joints) {
      const joint = this.#joints.get(name);
      if (joint !== undefined && joint.kind !== "prismatic") {
        joint.node.quaternion.setFromAxisAngle(joint.axis, position).premultiply(joint.rest);
      }
    }
    this.#drawFootprint(body);
  }

  /** @param dt - Time since the last picture [s]. */
  move(dt: number): void {
    const share = 1 - Math.exp(-dt * 16);
    this.group.position.lerp(this.#goal, share);
    const turn = Math.atan2(
      Math.sin(this.#goalYaw - this.#yaw),
      Math.cos(this.#goalYaw - this.#yaw),
    );
    this.#yaw += turn * share;
    this.group.rotation.z = this.#yaw;
  }

  #build(urdf: Urdf): readonly Object3D[] {
    const nodes = new Map<string, Object3D>();
    for (const link of urdf.links) {
      const node = new Group();
      for (const visual of link.visuals) {
        const [r = 0.6, g = 0.6, b = 0.6] = visual.color;
        const material = new MeshStandardMaterial({ roughness: 0.55, metalness: 0.15 });
        material.color.setRGB(r, g, b, "srgb");
        const mesh = new Mesh(geometryOf(visual.shape), material);
        place(mesh, visual.origin);
        node.add(mesh);
      }
      nodes.set(link.name, node);
    }
    const loose = new Set(nodes.keys());
    for (const joint of urdf.joints) {
      const parent = nodes.get(joint.parent);
      const node = nodes.get(joint.child);
      if (parent === undefined || node === undefined || !loose.delete(joint.child)) {
        continue;
      }
      place(node, joint.origin);
      parent.add(node);
      const axis = new Vector3(...joint.axis).normalize();
      this.#joints.set(joint.name, { node, axis, rest: node.quaternion.clone(), kind: joint.kind });
    }
    return [...loose].flatMap((name) => nodes.get(name) ?? []);
  }

  /** The outline on the ground, raised to the robot's height; only while no shapes are known. */
  #drawFootprint(body: BodyView): void {
    const key = body.footprint.join();
    if (this.#drawn === "shapes" || (this.#drawn === "footprint" && key === this.#outline)) {
      return;
    }
    this.#outline = key;
    this.#drawn = "footprint";
    const points = body.footprint.length >= 6 ? body.footprint : [0.3, 0, -0.2, 0.2, -0.2, -0.2];
    const outline = new Outline();
    outline.moveTo(points[0] ?? 0, points[1] ?? 0);
    for (let i = 2; i + 1 < points.length; i += 2) {
      outline.lineTo(points[i] ?? 0, points[i + 1] ?? 0);
    }
    const geometry = new ExtrudeGeometry(outline, { depth: body.height, bevelEnabled: false });
    this.#body.clear();
    this.#body.add(new Mesh(geometry, new MeshStandardMaterial({ color: 0x6b8299 })));
  }
}

function geometryOf(shape: Shape): BufferGeometry {
  switch (shape.kind) {
    case "box":
      return new BoxGeometry(...shape.size);
    case "cylinder":
      return new CylinderGeometry(shape.radius, shape.radius, shape.length, 40).rotateX(
        Math.PI / 2,
      );
    case "sphere":
      return new SphereGeometry(shape.radius, 24, 16);
  }
}

function place(object: Object3D, { xyz, rpy }: Origin): void {
  object.position.set(...xyz);
  object.rotation.set(...rpy, "ZYX");
}
