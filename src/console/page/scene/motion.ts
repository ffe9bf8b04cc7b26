import { Group } from "three";
import { arc } from "../../arc.ts";
import type { Motion, StateFrame } from "../../protocol.ts";
import { flat } from "./limit.ts";
import { LAYERS, PALETTE } from "./palette.ts";
import { Ribbon } from "./ribbon.ts";

/** Commands are drawn as the way they lead in this time [s]. */
const AHEAD = 1.6;
const POINTS = 33;

/** Command asked, command given, and the ground the robot needs to stop: all as ways from the robot on. */
export class MotionFigure {
  readonly group = new Group();
  readonly #asked = new Ribbon(POINTS);
  readonly #given = new Ribbon(POINTS);
  readonly #stopping = new Ribbon(POINTS);

  constructor() {
    const layers = [
      [flat(this.#stopping.geometry, 0xffffff, 0.16), LAYERS.stopping],
      [flat(this.#given.geometry, PALETTE.given, 0.95), LAYERS.given],
      [flat(this.#asked.geometry, PALETTE.asked, 0.95), LAYERS.asked],
    ] as const;
    for (const [mesh, height] of layers) {
      mesh.position.z = height;
      this.group.add(mesh);
    }
  }

  update(state: StateFrame): void {
    draw(this.#asked, state.decision?.asked, 0.07, "dashed");
    draw(this.#given, state.decision?.given, 0.13, "solid");
    const body = state.body;
    const stopping = body?.stopping ?? null;
    const speed = Math.hypot(body?.motion.x ?? 0, body?.motion.y ?? 0);
    if (body === null || stopping === null || speed < 0.02) {
      this.#stopping.clear();
      return;
    }
    const radius = Math.max(...body.footprint.map((v) => Math.abs(v)), 0.2);
    const seconds = (stopping + radius) / speed;
    this.#stopping.set(arc(body.motion, seconds, POINTS), 2 * radius, "solid", 0);
  }
}

function draw(
  ribbon: Ribbon,
  motion: Motion | undefined,
  width: number,
  dashes: "solid" | "dashed",
): void {
  if (motion === undefined) {
    ribbon.clear();
    return;
  }
  const speed = Math.hypot(motion.x, motion.y);
  if (speed > 0.02) {
    ribbon.set(arc(motion, AHEAD, POINTS), width, dashes, width * 2.4);
  } else if (Math.abs(motion.turn) > 0.05) {
    ribbon.set(spin(motion.turn), width, dashes, width * 2.4);
  } else {
    ribbon.clear();
  }
}

/** A turn on the spot, as an arc around the robot. */
function spin(turn: number): Float32Array {
  const sweep = Math.max(-3, Math.min(3, turn * AHEAD));
  const line = new Float32Array(POINTS * 2);
  for (let i = 0; i < POINTS; i++) {
    const angle = (sweep * i) / (POINTS - 1);
    line[2 * i] = 0.5 * Math.cos(angle);
    line[2 * i + 1] = 0.5 * Math.sin(angle);
  }
  return line;
}
