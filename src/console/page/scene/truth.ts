import { Group, Mesh, MeshBasicMaterial, CylinderGeometry } from "three";
import type { TruthFrame } from "../../protocol.ts";

/** Where things of a simulated world really are, as wire figures; only with the overlay switched on. */
export class TruthFigure {
  readonly group = new Group();
  readonly #figure = new CylinderGeometry(0.25, 0.25, 1.7, 12, 1, true)
    .rotateX(Math.PI / 2)
    .translate(0, 0, 0.85);
  readonly #look = new MeshBasicMaterial({
    color: 0xffffff,
    wireframe: true,
    transparent: true,
    opacity: 0.25,
  });

  update(frame: TruthFrame): void {
    const { entities } = frame;
    while (this.group.children.length < entities.length) {
      this.group.add(new Mesh(this.#figure, this.#look));
    }
    this.group.children.forEach((child, i) => {
      const entity = entities[i];
      child.visible = entity !== undefined;
      if (entity !== undefined) {
        child.position.set(entity.x, entity.y, 0);
        child.rotation.z = entity.yaw;
        child.scale.z = entity.what === "person" ? 1 : 0.3;
      }
    });
  }
}
