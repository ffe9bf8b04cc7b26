import type { Quaternion, Transform } from "../../bus/messages/geometry-msgs.gen.ts";
import type { TFMessage } from "../../bus/messages/tf2-msgs.gen.ts";
import type { Pose } from "../../quantity/frame.ts";

/** A planar sensor on the base; upside down it sees left what is right. */
export type Mount = {
  readonly pose: Pose<"base", "sensor">;
  readonly side: "upright" | "upside-down";
};

/** A place and the rows of a rotation, in the frame above [m], [1]. */
type Placed = {
  readonly at: readonly [number, number, number];
  readonly rows: readonly [Row, Row, Row];
};
type Row = readonly [number, number, number];
type Link = { readonly parent: string; readonly placed: Placed };

/** How far the norm of a rotation may be from 1 by rounding [1]. */
const ROUNDED = 1e-3;
/** A transform that says otherwise by more than this was moved [m], [1]. */
const SAME = 1e-3;
/** A planar scan tilted by more than this sees the floor or the ceiling: 10 degrees, as the cosine [1]. */
const LEVEL = Math.cos(Math.PI / 18);
/** No robot has longer chains, and none more frames; what comes later is not kept. */
const DEEPEST = 32;
const MOST_FRAMES = 2000;

const NO_ROW: Row = [NaN, NaN, NaN];
const HERE: Placed = {
  at: [0, 0, 0],
  rows: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
};

/**
 * Where sensors sit on the base, from the static transforms of everybody, chains of them put together. The first word on
 * a frame counts: one that is told otherwise later was moved, and is nowhere until the next start, for whoever turns a
 * scanner in words alone turns what the robot sees.
 */
export class Mounts {
  readonly #base: string;
  readonly #links = new Map<string, Link>();
  readonly #moved = new Set<string>();

  /** @param base - The frame of the base. */
  constructor(base: string) {
    this.#base = base;
  }

  hear(message: TFMessage): void {
    for (const { header, child_frame_id: child, transform } of message.transforms) {
      const link = { parent: header.frame_id, placed: placedBy(transform) };
      const known = this.#links.get(child);
      if (known === undefined && this.#links.size < MOST_FRAMES) {
        this.#links.set(child, link);
      } else if (known !== undefined && !isSame(known, link)) {
        this.#moved.add(child);
      }
    }
  }

  /** The mount of a sensor by the name of its frame, or in a few words why it is not known. */
  of(frame: string): Mount | string {
    let placed = HERE;
    let at = frame;
    for (let depth = 0; at !== this.#base; depth++) {
      const link = this.#links.get(at);
      if (link === undefined || depth === DEEPEST) {
        return `${this.#base} to ${frame}`;
      }
      if (this.#moved.has(at)) {
        return `${at} was moved`;
      }
      placed = compose(link.placed, placed);
      at = link.parent;
    }
    return mountAt(placed) ?? `${frame} is neither upright nor upside down`;
  }
}

function mountAt({ at: [x, y], rows }: Placed): Mount | undefined {
  const up = rows[2][2];
  const pose = { x, y, yaw: Math.atan2(rows[1][0], rows[0][0]) };
  return Number.isFinite(x + y + pose.yaw) && Math.abs(up) >= LEVEL
    ? { pose, side: up > 0 ? "upright" : "upside-down" }
    : undefined;
}

function placedBy({ translation, rotation }: Transform): Placed {
  return { at: [translation.x, translation.y, translation.z], rows: rowsOf(rotation) };
}

/** Not a number throughout for what is no rotation. */
function rowsOf({ x, y, z, w }: Quaternion): Placed["rows"] {
  const norm = Math.sqrt(x * x + y * y + z * z + w * w);
  return Math.abs(norm - 1) <= ROUNDED
    ? [
        [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
        [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
        [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
      ]
    : [NO_ROW, NO_ROW, NO_ROW];
}

function compose(outer: Placed, inner: Placed): Placed {
  const turned = (row: Row): Row => [
    dot(row, column(inner, 0)),
    dot(row, column(inner, 1)),
    dot(row, column(inner, 2)),
  ];
  const [a, b, c] = outer.rows;
  return {
    at: [
      outer.at[0] + dot(a, inner.at),
      outer.at[1] + dot(b, inner.at),
      outer.at[2] + dot(c, inner.at),
    ],
    rows: [turned(a), turned(b), turned(c)],
  };
}

function column({ rows }: Placed, k: 0 | 1 | 2): Row {
  return [rows[0][k], rows[1][k], rows[2][k]];
}

function dot(a: Row, b: Row): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** What is not a number is never the same. */
function isSame(a: Link, b: Link): boolean {
  const [one, other] = [numbersOf(a.placed), numbersOf(b.placed)];
  return a.parent === b.parent && one.every((x, k) => Math.abs(x - (other[k] ?? NaN)) <= SAME);
}

function numbersOf({ at, rows }: Placed): readonly number[] {
  return [...at, ...rows.flat()];
}
