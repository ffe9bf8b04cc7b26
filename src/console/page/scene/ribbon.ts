import { BufferAttribute, BufferGeometry } from "three";

/** A flat band along a line on the ground, with an arrowhead if wanted; its buffers are reused. */
export class Ribbon {
  readonly geometry = new BufferGeometry();
  readonly #most: number;
  readonly #positions: Float32Array;

  /** @param most - Most points of a line [1]. */
  constructor(most: number) {
    this.#most = most;
    this.#positions = new Float32Array((most * 6 + 3) * 3);
    this.geometry.setAttribute("position", new BufferAttribute(this.#positions, 3));
    this.geometry.setDrawRange(0, 0);
  }

  /**
   * @param line - x and y in turn [m].
   * @param width - [m].
   * @param dashes - "dashed" leaves out every other piece.
   * @param head - Length of the arrowhead, 0 for none [m].
   */
  set(line: Float32Array, width: number, dashes: "solid" | "dashed", head: number): void {
    const count = Math.min(this.#most, line.length / 2);
    let at = 0;
    const put = (x: number, y: number): void => {
      this.#positions[at] = x;
      this.#positions[at + 1] = y;
      this.#positions[at + 2] = 0;
      at += 3;
    };
    for (let i = 0; i + 1 < count; i++) {
      const [ax, ay, bx, by] = [
        value(line, i, 0),
        value(line, i, 1),
        value(line, i + 1, 0),
        value(line, i + 1, 1),
      ];
      const length = Math.hypot(bx - ax, by - ay);
      if (length < 1e-6 || (dashes === "dashed" && i % 2 === 1)) {
        continue;
      }
      const nx = ((ay - by) / length) * (width / 2);
      const ny = ((bx - ax) / length) * (width / 2);
      put(ax - nx, ay - ny);
      put(bx - nx, by - ny);
      put(bx + nx, by + ny);
      put(ax - nx, ay - ny);
      put(bx + nx, by + ny);
      put(ax + nx, ay + ny);
    }
    if (head > 0 && count > 1) {
      this.#head(line, count, width, head, put);
    }
    this.geometry.setDrawRange(0, at / 3);
    const attribute = this.geometry.getAttribute("position");
    attribute.needsUpdate = true;
    this.geometry.computeBoundingSphere();
  }

  clear(): void {
    this.geometry.setDrawRange(0, 0);
  }

  #head(
    line: Float32Array,
    count: number,
    width: number,
    head: number,
    put: (x: number, y: number) => void,
  ): void {
    const tx = value(line, count - 1, 0);
    const ty = value(line, count - 1, 1);
    const dx = tx - value(line, count - 2, 0);
    const dy = ty - value(line, count - 2, 1);
    const length = Math.hypot(dx, dy);
    if (length < 1e-6) {
      return;
    }
    const [ux, uy] = [dx / length, dy / length];
    const half = width * 1.6;
    put(tx + uy * half, ty - ux * half);
    put(tx + ux * head, ty + uy * head);
    put(tx - uy * half, ty + ux * half);
  }
}

function value(line: Float32Array, point: number, axis: 0 | 1): number {
  return line[2 * point + axis] ?? 0;
}
