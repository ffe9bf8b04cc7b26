import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  Group,
  Mesh,
  MeshBasicMaterial,
  type ColorRepresentation,
} from "three";
import { limitOutline } from "../../limit-outline.ts";
import type { StateFrame } from "../../protocol.ts";
import { LAYERS, PALETTE } from "./palette.ts";
import { Ribbon } from "./ribbon.ts";

/** Directions the limit is drawn for [1]. */
const COUNT = 96;
/** A speed is drawn as the way it covers in this time [s]. */
const AHEAD = 1;

/** The directional limit around the robot: what is allowed filled, what a rule closed hatched, the top speed as a ring. */
export class LimitFigure {
  readonly group = new Group();
  readonly #allowed = new BufferGeometry();
  readonly #closed = new BufferGeometry();
  readonly #edge = new Ribbon(COUNT + 1);
  readonly #ring = new Ribbon(COUNT + 1);
  #drawnRing = NaN;

  constructor() {
    for (const geometry of [this.#allowed, this.#closed]) {
      geometry.setAttribute("position", new BufferAttribute(new Float32Array(COUNT * 18), 3));
      geometry.setDrawRange(0, 0);
    }
    this.group.add(
      flat(this.#allowed, PALETTE.given, 0.13),
      flat(this.#closed, PALETTE.closed, 0.2),
      flat(this.#edge.geometry, PALETTE.given, 0.8),
      flat(this.#ring.geometry, 0x93a4b8, 0.5),
    );
    this.group.position.z = LAYERS.limit;
  }

  update(state: StateFrame): void {
    const supervisor = state.supervisor;
    this.group.visible = supervisor !== null;
    if (supervisor === null) {
      return;
    }
    const ceiling = state.topSpeed ?? 1.2;
    const turn = state.decision?.given.turn ?? 0;
    const outline = limitOutline(supervisor.limit, turn, ceiling, COUNT).map((v) => v * AHEAD);
    this.#fill(outline, ceiling * AHEAD);
    this.#edge.set(closedLine(outline), 0.025, "solid", 0);
    if (this.#drawnRing !== ceiling) {
      this.#drawnRing = ceiling;
      const none = { speed: null, spin: null, bounds: [] };
      const ring = limitOutline(none, 0, ceiling * AHEAD, COUNT);
      this.#ring.set(closedLine(ring), 0.015, "dashed", 0);
    }
  }

  #fill(outline: Float32Array, ceiling: number): void {
    const allowed = this.#allowed.getAttribute("position") as BufferAttribute;
    const closed = this.#closed.getAttribute("position") as BufferAttribute;
    let cut = 0;
    for (let i = 0; i < COUNT; i++) {
      const j = (i + 1) % COUNT;
      const [ax, ay] = [outline[2 * i] ?? 0, outline[2 * i + 1] ?? 0];
      const [bx, by] = [outline[2 * j] ?? 0, outline[2 * j + 1] ?? 0];
      allowed.setXYZ(3 * i, 0, 0, 0);
      allowed.setXYZ(3 * i + 1, ax, ay, 0);
      allowed.setXYZ(3 * i + 2, bx, by, 0);
      if (Math.hypot(ax, ay) < 0.98 * ceiling || Math.hypot(bx, by) < 0.98 * ceiling) {
        const [a, b] = [(2 * Math.PI * i) / COUNT, (2 * Math.PI * (i + 1)) / COUNT];
        const [cx, cy] = [ceiling * Math.cos(a), ceiling * Math.sin(a)];
        const [dx, dy] = [ceiling * Math.cos(b), ceiling * Math.sin(b)];
        for (const [x, y] of [
          [ax, ay],
          [cx, cy],
          [dx, dy],
          [ax, ay],
          [dx, dy],
          [bx, by],
        ] as const) {
          closed.setXYZ(cut++, x, y, 0);
        }
      }
    }
    this.#allowed.setDrawRange(0, COUNT * 3);
    this.#closed.setDrawRange(0, cut);
    allowed.needsUpdate = true;
    closed.needsUpdate = true;
    this.#allowed.computeBoundingSphere();
    this.#closed.computeBoundingSphere();
  }
}

/** A flat translucent thing on the ground. */
export function flat(
  geometry: BufferGeometry,
  color: ColorRepresentation,
  opacity: number,
): Mesh<BufferGeometry, MeshBasicMaterial> {
  const mesh = new Mesh(
    geometry,
    new MeshBasicMaterial({
      color,
      transparent: true,
      opacity,
      side: DoubleSide,
      depthWrite: false,
      fog: false,
    }),
  );
  mesh.frustumCulled = false;
  return mesh;
}

function closedLine(outline: Float32Array): Float32Array {
  const line = new Float32Array(outline.length + 2);
  line.set(outline);
  line.set(outline.subarray(0, 2), outline.length);
  return line;
}
