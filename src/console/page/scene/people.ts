import {
  BufferGeometry,
  CapsuleGeometry,
  CircleGeometry,
  Color,
  DoubleSide,
  Group,
  InstancedMesh,
  type Material,
  Matrix4,
  MeshBasicMaterial,
  MeshStandardMaterial,
  Quaternion,
  SphereGeometry,
  Vector3,
} from "three";
import type { PersonView } from "../../people-frame.ts";
import { createCircles } from "./circle.ts";
import { LAYERS, PALETTE } from "./palette.ts";

/** Most people and most circles of their futures drawn [1]. */
const MOST = 200;
const MOST_CIRCLES = 2400;
/** Half the field of view drawn for a person: ±60°, where shapes are told apart (an assumption, for the eye only) [rad]. */
const HALF_VIEW = Math.PI / 3;
const VIEW_RANGE = 2.2;
/** Circles larger than this fade: they tell little [m]. */
const SHARP = 0.5;
/** With a heading less sure than this no cone is drawn [rad]. */
const UNSURE = 1;
/** Height drawn where it is not known [m]. */
const HEIGHT = 1.7;

type Shown = { person: PersonView; x: number; y: number; heading: number; since: number };

/**
 * People as the robot estimates them: seen ones solid, remembered ones faint; on the ground what they see as a cone,
 * and where they may go as circles that hold them with probability 0.9.
 */
export class PeopleFigure {
  readonly group = new Group();
  readonly #seen = body(1);
  readonly #heads = head(1);
  readonly #lost = body(0.35);
  readonly #lostHeads = head(0.35);
  readonly #cones = instances(
    new CircleGeometry(VIEW_RANGE, 20, -HALF_VIEW, 2 * HALF_VIEW),
    ground(0.16),
    MOST,
  );
  readonly #circles = createCircles(MOST_CIRCLES, 0.025, 0.7);
  readonly #halos = createCircles(MOST, 0.045, 0.9);
  readonly #shown = new Map<string, Shown>();
  #harms: ReadonlyMap<string, number> = new Map();

  constructor() {
    this.group.add(
      this.#seen,
      this.#heads,
      this.#lost,
      this.#lostHeads,
      this.#cones,
      this.#circles,
      this.#halos,
    );
  }

  /** @param time - Of the page's clock [s]. */
  update(people: readonly PersonView[], time: number): void {
    const here = new Set(people.map(({ id }) => id));
    for (const id of this.#shown.keys()) {
      if (!here.has(id)) {
        this.#shown.delete(id);
      }
    }
    for (const person of people.slice(0, MOST)) {
      const shown = this.#shown.get(person.id);
      if (shown === undefined) {
        const { x, y, heading } = person;
        this.#shown.set(person.id, { person, x, y, heading, since: time });
      } else {
        shown.person = person;
        shown.since = time;
      }
    }
    this.#drawFutures();
  }

  /** @param harms - Chance of contact by person for the command as it is [1]. */
  mark(harms: ReadonlyMap<string, number>): void {
    this.#harms = harms;
  }

  /**
   * @param dt - Time since the last picture [s].
   * @param time - Of the page's clock [s].
   */
  move(dt: number, time: number): void {
    const share = 1 - Math.exp(-dt * 12);
    let seen = 0;
    let lost = 0;
    let cones = 0;
    let halos = 0;
    for (const shown of this.#shown.values()) {
      const { person } = shown;
      const ahead = Math.min(0.15, time - shown.since);
      shown.x += (person.x + person.vx * ahead - shown.x) * share;
      shown.y += (person.y + person.vy * ahead - shown.y) * share;
      const turn = person.heading - shown.heading;
      shown.heading += Math.atan2(Math.sin(turn), Math.cos(turn)) * share;
      const chance = this.#harms.get(person.id) ?? 0;
      stand(this.#seen, this.#heads, person.visible ? seen : -1, shown, chance);
      stand(this.#lost, this.#lostHeads, person.visible ? -1 : lost, shown, chance);
      seen += person.visible ? 1 : 0;
      lost += person.visible ? 0 : 1;
      if (person.headingDeviation < UNSURE) {
        lie(this.#cones, cones, shown.x, shown.y, LAYERS.cones, 1, shown.heading);
        const color = person.sees > 0.5 ? PALETTE.given : PALETTE.people;
        this.#cones.setColorAt(cones++, COLOR.set(color));
      }
      lie(
        this.#halos,
        halos,
        shown.x,
        shown.y,
        LAYERS.cones,
        person.radius + 2 * person.deviation,
        0,
      );
      this.#halos.setColorAt(halos++, COLOR.set(harmColor(chance, PALETTE.people)));
    }
    finish(this.#seen, seen);
    finish(this.#heads, seen);
    finish(this.#lost, lost);
    finish(this.#lostHeads, lost);
    finish(this.#cones, cones);
    finish(this.#halos, halos);
  }

  /** Where people are drawn now, with their estimate. */
  *places(): Iterable<Shown> {
    yield* this.#shown.values();
  }

  #drawFutures(): void {
    let count = 0;
    for (const { person } of this.#shown.values()) {
      for (const future of person.futures) {
        for (let i = 0; i + 2 < future.points.length && count < MOST_CIRCLES; i += 3) {
          const [x = 0, y = 0, radius = 0] = future.points.slice(i, i + 3);
          lie(this.#circles, count, x, y, LAYERS.futures, radius, 0);
          const sure = Math.min(1, SHARP / Math.max(radius, 0.01)) ** 1.5;
          const strength = (0.2 + 0.8 * future.probability) * sure;
          this.#circles.setColorAt(count++, COLOR.set(PALETTE.people).multiplyScalar(strength));
        }
      }
    }
    finish(this.#circles, count);
  }
}

const COLOR = new Color();
const MATRIX = new Matrix4();
const AT = new Vector3();
const SIZE = new Vector3();
const TURN = new Quaternion();
const UP = new Vector3(0, 0, 1);
const ALONG = new Quaternion().setFromAxisAngle(new Vector3(0, 1, 0), Math.PI / 2);

function harmColor(chance: number, otherwise: number): number {
  return chance > 0.3 ? PALETTE.closed : chance > 0.05 ? PALETTE.asked : otherwise;
}

/** One person's body and head; nothing for an index below 0. Built for a height of 1, scaled to the person's. */
function stand(
  bodies: InstancedMesh,
  heads: InstancedMesh,
  index: number,
  { person, x, y, heading }: Shown,
  chance: number,
): void {
  if (index < 0) {
    return;
  }
  const height = person.height > 0.3 ? person.height : HEIGHT;
  const size = person.posture === "sitting" ? 0.75 * height : height;
  TURN.setFromAxisAngle(UP, heading);
  if (person.posture === "lying") {
    TURN.multiply(ALONG);
  }
  SIZE.set(height, height, size);
  AT.set(x, y, person.posture === "lying" ? 0.15 : 0);
  MATRIX.compose(AT, TURN, SIZE);
  bodies.setMatrixAt(index, MATRIX);
  heads.setMatrixAt(index, MATRIX);
  COLOR.set(harmColor(chance, 0xb9c6d6));
  bodies.setColorAt(index, COLOR);
  heads.setColorAt(index, COLOR.lerp(WHITE, 0.35));
}

const WHITE = new Color(0xffffff);

function lie(
  mesh: InstancedMesh,
  index: number,
  x: number,
  y: number,
  z: number,
  size: number,
  turn: number,
): void {
  MATRIX.compose(AT.set(x, y, z), TURN.setFromAxisAngle(UP, turn), SIZE.set(size, size, 1));
  mesh.setMatrixAt(index, MATRIX);
}

function finish(mesh: InstancedMesh, count: number): void {
  mesh.count = count;
  mesh.instanceMatrix.needsUpdate = true;
  if (mesh.instanceColor !== null) {
    mesh.instanceColor.needsUpdate = true;
  }
}

function instances(geometry: BufferGeometry, material: Material, most: number): InstancedMesh {
  const mesh = new InstancedMesh(geometry, material, most);
  mesh.count = 0;
  mesh.frustumCulled = false;
  return mesh;
}

function body(opacity: number): InstancedMesh {
  const torso = new CapsuleGeometry(0.125, 0.6, 6, 18).rotateX(Math.PI / 2);
  torso.scale(0.72, 1.15, 1).translate(0, 0, 0.425);
  return instances(torso, solid(opacity), MOST);
}

function head(opacity: number): InstancedMesh {
  return instances(
    new SphereGeometry(0.072, 18, 14).translate(0.015, 0, 0.92),
    solid(opacity),
    MOST,
  );
}

function solid(opacity: number): MeshStandardMaterial {
  return new MeshStandardMaterial({
    roughness: 0.85,
    transparent: opacity < 1,
    opacity,
    depthWrite: opacity === 1,
  });
}

function ground(opacity: number): MeshBasicMaterial {
  return new MeshBasicMaterial({ transparent: true, opacity, side: DoubleSide, depthWrite: false });
}
