import {
  BoxGeometry,
  BufferAttribute,
  BufferGeometry,
  Color,
  DoubleSide,
  Group,
  InstancedMesh,
  Matrix4,
  Mesh,
  MeshBasicMaterial,
  Points,
  PointsMaterial,
} from "three";
import type { PersonView } from "../../people-frame.ts";
import type { ScanFrame } from "../../protocol.ts";
import { LAYERS, PALETTE } from "./palette.ts";

/** Most beams of a scan drawn, most places remembered [1], size of a place [m], and how long it is remembered [s]. */
const MOST_BEAMS = 1100;
const MOST_PLACES = 5000;
const PLACE = 0.08;
const REMEMBERED = 25;
/** A place is forgotten when the lidar now sees this much farther that way [m]. */
const FARTHER = 0.35;
/** Narrower sectors without a reading are single lost beams, and not drawn [rad]. */
const NARROW = 0.06;
/** Directions in which the present scan's ranges are kept for that [1]. */
const BINS = 360;
/** Hits this near an estimated person are that person, not a wall [m]. */
const PERSON = 0.7;

/** What the lidar hits now, bright, and what it hit lately, dim: the picture's walls come from nothing else. */
export class LidarFigure {
  readonly group = new Group();
  readonly #now = new BufferGeometry();
  readonly #posts: InstancedMesh;
  readonly #blind = new BufferGeometry();
  readonly #slots = new Map<number, number>();
  readonly #keys = new Float64Array(MOST_PLACES);
  readonly #places = new Float32Array(MOST_PLACES * 2);
  readonly #seen = new Float64Array(MOST_PLACES).fill(-Infinity);
  readonly #ranges = new Float32Array(BINS);
  #next = 0;
  #used = 0;

  constructor() {
    const now = new Float32Array(MOST_BEAMS * 3);
    this.#now.setAttribute("position", new BufferAttribute(now, 3));
    const points = new Points(
      this.#now,
      new PointsMaterial({ color: PALETTE.lidar, size: 0.06, sizeAttenuation: true }),
    );
    this.#posts = new InstancedMesh(
      new BoxGeometry(PLACE, PLACE, 1).translate(0, 0, 0.5),
      new MeshBasicMaterial({ color: 0xffffff, transparent: true, opacity: 0.85 }),
      MOST_PLACES,
    );
    this.#posts.count = 0;
    this.#blind.setAttribute("position", new BufferAttribute(new Float32Array(64 * 9), 3));
    this.#blind.setDrawRange(0, 0);
    const blind = new Mesh(
      this.#blind,
      new MeshBasicMaterial({
        color: PALETTE.blind,
        transparent: true,
        opacity: 0.16,
        side: DoubleSide,
        depthWrite: false,
      }),
    );
    blind.position.z = LAYERS.blind;
    for (const object of [points, this.#posts, blind]) {
      object.frustumCulled = false;
    }
    this.group.add(points, this.#posts, blind);
  }

  /** @param time - Of the page's clock [s]. */
  update(scan: ScanFrame, people: readonly PersonView[], time: number): void {
    const now = this.#now.getAttribute("position") as BufferAttribute;
    let count = 0;
    this.#ranges.fill(NaN);
    for (let i = 0; i + 1 < scan.points.length && count < MOST_BEAMS; i += 2) {
      const x = scan.points[i] ?? 0;
      const y = scan.points[i + 1] ?? 0;
      now.setXYZ(count++, x, y, scan.height);
      this.#ranges[bin(y - scan.from.y, x - scan.from.x)] = Math.hypot(
        x - scan.from.x,
        y - scan.from.y,
      );
      if (!people.some((person) => Math.hypot(person.x - x, person.y - y) < PERSON)) {
        this.#remember(x, y, time);
      }
    }
    this.#now.setDrawRange(0, count);
    now.needsUpdate = true;
    this.#forget(scan);
    this.#drawPosts(time, scan.height);
    this.#drawBlind(scan);
  }

  #remember(x: number, y: number, time: number): void {
    const key = Math.round(x / PLACE) * 1_000_003 + Math.round(y / PLACE);
    let slot = this.#slots.get(key);
    if (slot === undefined) {
      slot = this.#next;
      this.#next = (this.#next + 1) % MOST_PLACES;
      this.#used = Math.min(MOST_PLACES, this.#used + 1);
      this.#slots.delete(this.#keys[slot] ?? 0);
      this.#slots.set(key, slot);
      this.#keys[slot] = key;
      this.#places.set([x, y], slot * 2);
    }
    this.#seen[slot] = time;
  }

  /** What the lidar now sees through is not there any more. */
  #forget({ from }: ScanFrame): void {
    for (let slot = 0; slot < this.#used; slot++) {
      const dx = (this.#places[2 * slot] ?? 0) - from.x;
      const dy = (this.#places[2 * slot + 1] ?? 0) - from.y;
      if ((this.#ranges[bin(dy, dx)] ?? NaN) > Math.hypot(dx, dy) + FARTHER) {
        this.#seen[slot] = -Infinity;
      }
    }
  }

  #drawPosts(time: number, height: number): void {
    const matrix = new Matrix4();
    const color = new Color();
    const fresh = new Color(PALETTE.memory).multiplyScalar(1.25);
    const old = new Color(0x131a22);
    let count = 0;
    for (let slot = 0; slot < this.#used; slot++) {
      const age = time - (this.#seen[slot] ?? -Infinity);
      if (age < REMEMBERED) {
        matrix.makeScale(1, 1, height * 2.2 * (1 - 0.5 * (age / REMEMBERED)));
        matrix.setPosition(this.#places[2 * slot] ?? 0, this.#places[2 * slot + 1] ?? 0, 0);
        this.#posts.setMatrixAt(count, matrix);
        this.#posts.setColorAt(count, color.lerpColors(fresh, old, age / REMEMBERED));
        count += 1;
      }
    }
    this.#posts.count = count;
    this.#posts.instanceMatrix.needsUpdate = true;
    if (this.#posts.instanceColor !== null) {
      this.#posts.instanceColor.needsUpdate = true;
    }
  }

  /** Sectors with no reading at all, as wedges on the ground. */
  #drawBlind({ blind, from, range }: ScanFrame): void {
    const position = this.#blind.getAttribute("position") as BufferAttribute;
    let at = 0;
    for (const [start, end] of blind.filter(([first, last]) => last - first > NARROW)) {
      const pieces = Math.max(1, Math.ceil((end - start) / 0.2));
      for (let i = 0; i < pieces && at + 3 <= position.count; i++) {
        const a = start + ((end - start) * i) / pieces;
        const b = start + ((end - start) * (i + 1)) / pieces;
        position.setXYZ(at, from.x, from.y, 0);
        position.setXYZ(at + 1, from.x + range * Math.cos(a), from.y + range * Math.sin(a), 0);
        position.setXYZ(at + 2, from.x + range * Math.cos(b), from.y + range * Math.sin(b), 0);
        at += 3;
      }
    }
    this.#blind.setDrawRange(0, at);
    position.needsUpdate = true;
  }
}

function bin(y: number, x: number): number {
  return Math.floor(((Math.atan2(y, x) + Math.PI) / (2 * Math.PI)) * BINS) % BINS;
}
