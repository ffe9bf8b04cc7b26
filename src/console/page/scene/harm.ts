import {
  CylinderGeometry,
  Group,
  Mesh,
  MeshBasicMaterial,
  OctahedronGeometry,
  Vector3,
} from "three";
import { arrive } from "../../arc.ts";
import type { BodyView, ForecastFrame } from "../../protocol.ts";
import { sayChance } from "../words.ts";
import { PALETTE } from "./palette.ts";

/** Most places drawn [1], and the chance of contact below which none is [1]. */
const MOST = 8;
const LEAST_CHANCE = 0.05;

/** A contact that the robot foresees for the command as it is. */
export type Foreseen = { readonly at: Vector3; readonly words: string };

/** Where foreseen contacts would be: on the command's way, at the expected time. */
export class HarmFigure {
  readonly group = new Group();
  readonly #marks: readonly Group[];
  foreseen: readonly Foreseen[] = [];

  constructor() {
    const stone = new OctahedronGeometry(0.13);
    const stem = new CylinderGeometry(0.012, 0.012, 1.1)
      .rotateX(Math.PI / 2)
      .translate(0, 0, -0.55);
    const material = new MeshBasicMaterial({ color: PALETTE.closed, fog: false });
    this.#marks = Array.from({ length: MOST }, () => {
      const mark = new Group();
      mark.add(new Mesh(stone, material), new Mesh(stem, material));
      mark.visible = false;
      this.group.add(mark);
      return mark;
    });
  }

  update(forecast: ForecastFrame, body: BodyView | null): void {
    this.foreseen = body === null ? [] : foresee(forecast, body);
    this.#marks.forEach((mark, i) => {
      const foreseen = this.foreseen[i];
      mark.visible = foreseen !== undefined;
      if (foreseen !== undefined) {
        mark.position.copy(foreseen.at);
      }
    });
  }
}

function foresee(forecast: ForecastFrame, body: BodyView): readonly Foreseen[] {
  const command = forecast.alternatives.find(({ id }) => id === "command");
  return (command?.people ?? []).slice(0, MOST).flatMap((harm) => {
    if (command === undefined || harm.time === null || harm.probability < LEAST_CHANCE) {
      return [];
    }
    const way = arrive(command.motion, harm.time);
    const c = Math.cos(body.yaw);
    const s = Math.sin(body.yaw);
    const at = new Vector3(body.x + c * way.x - s * way.y, body.y + s * way.x + c * way.y, 1.15);
    const words =
      `contact with ${harm.person} ≈ ${sayChance(harm.probability)}, ` +
      `in ${harm.time.toFixed(1)} s, severity ${harm.severity.toFixed(2)} (estimate)`;
    return [{ at, words }];
  });
}
