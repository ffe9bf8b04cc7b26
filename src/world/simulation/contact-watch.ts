import type { Seconds } from "../../quantity/time.ts";
import type { Collider } from "../physics/rapier.ts";
import type { Stage } from "../physics/stage.ts";
import type { Tag } from "../physics/tags.ts";

/** A contact of a robot, as it was when it began. World frame. */
export type ContactReport = {
  /** When it began [s]. */
  readonly at: Seconds;
  readonly robot: string;
  readonly link: string;
  readonly other: string;
  readonly kind: "person" | "object" | "structure" | "robot";
  readonly part: string;
  /** [m] */
  readonly position: { readonly x: number; readonly y: number; readonly z: number };
  /** Unit vector from the robot to the other [1]. */
  readonly normal: { readonly x: number; readonly y: number; readonly z: number };
  /** Largest solver impulse of one step divided by the step [N]. */
  readonly peakForce: number;
  /** Speed of the robot's origin just before [m/s]. */
  readonly robotSpeed: number;
  /** Speed its own motors gave it, without what pushed it [m/s]. */
  readonly robotOwnSpeed: number;
  readonly robotClosing: number;
  readonly otherClosing: number;
  readonly movedInto: "robot" | "other" | "both";
};

/** Velocity of a body at a point just before the step, in the plane [m/s]. */
export type VelocityAt = (collider: Collider, x: number, y: number) => { vx: number; vy: number };

/** Closing speeds up to this are no motion [m/s]. */
const STILL = 0.01;

/** A contact is told when it begins, and once more with its full force at its end or this long after [s]. */
const TELL_AFTER = 0.3;

/** Two touches with a shorter gap between them are one contact [s]. */
const GAP = 0.3;

type Open = {
  report: ContactReport;
  last: Seconds;
  /** Force it was last told with [N]. */
  told: number;
  settled: boolean;
};

type Pair = { readonly first: Collider; readonly second: Collider };

/** Watches what robots touch, and says who moved into whom. */
export class ContactWatch {
  readonly #stage: Stage;
  readonly #dt: Seconds;
  readonly #velocityAt: VelocityAt;
  readonly #ownSpeedOf: (robot: string) => number;
  readonly #pairs = new Map<string, Pair>();
  readonly #open = new Map<string, Open>();
  /** Force on each robot in the last step [N]. */
  readonly force = new Map<string, number>();

  constructor(
    stage: Stage,
    dt: Seconds,
    velocityAt: VelocityAt,
    ownSpeedOf: (robot: string) => number,
  ) {
    this.#ownSpeedOf = ownSpeedOf;
    this.#stage = stage;
    this.#dt = dt;
    this.#velocityAt = velocityAt;
  }

  /** After a step: contacts that are to be told now. */
  look(now: Seconds): readonly ContactReport[] {
    const { events, world } = this.#stage;
    events.drainCollisionEvents((one, other, started) => {
      const key = `${one}:${other}`;
      if (started) {
        this.#pairs.set(key, { first: world.getCollider(one), second: world.getCollider(other) });
      } else {
        this.#pairs.delete(key);
      }
    });
    this.force.clear();
    for (const pair of this.#pairs.values()) {
      this.#measure(pair, now);
    }
    return this.#open.size === 0 ? [] : this.#tell(now);
  }

  /** Contacts not told with their full force yet, at the end of a run. */
  rest(): readonly ContactReport[] {
    const reports = [...this.#open.values()]
      .filter(({ report, told }) => report.peakForce > told)
      .map(({ report }) => report);
    this.#open.clear();
    return reports;
  }

  #tell(now: Seconds): readonly ContactReport[] {
    const due: ContactReport[] = [];
    for (const [key, open] of this.#open) {
      const over = now - open.last > GAP;
      const first = open.told < 0;
      const settles = !open.settled && (over || now - open.report.at >= TELL_AFTER);
      open.settled ||= settles;
      if (first || (settles && open.report.peakForce > open.told)) {
        open.told = open.report.peakForce;
        due.push(open.report);
      }
      if (over) {
        this.#open.delete(key);
      }
    }
    return due;
  }

  #measure({ first, second }: Pair, now: Seconds): void {
    const one = this.#stage.tags.get(first.handle);
    const two = this.#stage.tags.get(second.handle);
    if (one === undefined || two === undefined || !first.isValid() || !second.isValid()) {
      return;
    }
    if (one.kind === "robot") {
      this.#touch(first, one, second, two, now);
    }
    if (two.kind === "robot") {
      this.#touch(second, two, first, one, now);
    }
  }

  #touch(
    mine: Collider,
    robot: Extract<Tag, { kind: "robot" }>,
    theirs: Collider,
    other: Tag,
    now: Seconds,
  ): void {
    const touch = this.#manifold(mine, theirs);
    if (touch === undefined || other.kind === "ground") {
      return;
    }
    const force = touch.impulse / this.#dt;
    this.force.set(robot.id, (this.force.get(robot.id) ?? 0) + force);
    const part = other.kind === "person" ? other.part : "";
    const key = `${robot.id}/${robot.link}/${other.kind}/${other.id}/${part}`;
    const open = this.#open.get(key);
    if (open === undefined) {
      const report = this.#begin(mine, robot, theirs, other, touch, now);
      this.#open.set(key, { report, last: now, told: -1, settled: false });
      return;
    }
    open.last = now;
    if (force > open.report.peakForce && !open.settled) {
      open.report = { ...open.report, peakForce: force };
    }
  }

  #begin(
    mine: Collider,
    robot: Extract<Tag, { kind: "robot" }>,
    theirs: Collider,
    other: Exclude<Tag, { kind: "ground" }>,
    touch: Touch,
    now: Seconds,
  ): ContactReport {
    const { x, y } = touch.position;
    const own = this.#velocityAt(mine, x, y);
    const its = this.#velocityAt(theirs, x, y);
    const { normal } = touch;
    const robotClosing = own.vx * normal.x + own.vy * normal.y;
    const otherClosing = -(its.vx * normal.x + its.vy * normal.y);
    const body = mine.parent()?.translation() ?? { x, y };
    const origin = this.#velocityAt(mine, body.x, body.y);
    return {
      at: now,
      robot: robot.id,
      link: robot.link,
      other: other.id,
      kind: other.kind,
      part: other.kind === "person" ? other.part : "",
      position: touch.position,
      normal,
      peakForce: touch.impulse / this.#dt,
      robotSpeed: Math.hypot(origin.vx, origin.vy),
      robotOwnSpeed: this.#ownSpeedOf(robot.id),
      robotClosing,
      otherClosing,
      movedInto: attribute(robotClosing, otherClosing),
    };
  }

  /** Normal, place and impulse of a touching pair; nothing while they are only near each other. */
  #manifold(mine: Collider, theirs: Collider): Touch | undefined {
    let touch: Touch | undefined;
    let impulse = 0;
    this.#stage.world.contactPair(mine, theirs, (manifold, flipped) => {
      const contacts = manifold.numContacts();
      let touching = false;
      for (let i = 0; i < contacts; i++) {
        impulse += manifold.contactImpulse(i);
        touching ||= manifold.contactDist(i) <= 0 || manifold.contactImpulse(i) > 0;
      }
      const point = manifold.numSolverContacts() > 0 ? manifold.solverContactPoint(0) : null;
      if (touching && touch === undefined) {
        const n = manifold.normal();
        const sign = flipped ? -1 : 1;
        touch = {
          impulse: 0,
          position: point ?? mine.translation(),
          normal: { x: sign * n.x, y: sign * n.y, z: sign * n.z },
        };
      }
    });
    return touch === undefined ? undefined : { ...touch, impulse };
  }
}

type Touch = {
  /** Sum of normal impulses of the step [N s]. */
  readonly impulse: number;
  readonly position: { readonly x: number; readonly y: number; readonly z: number };
  readonly normal: { readonly x: number; readonly y: number; readonly z: number };
};

/**
 * Who moved into whom: whoever came closer faster than 0.01 m/s at the point of contact, along the line between the
 * two. Where neither did, it is the one that came closer more.
 */
export function attribute(robotClosing: number, otherClosing: number): "robot" | "other" | "both" {
  const robot = robotClosing > STILL;
  const other = otherClosing > STILL;
  if (robot === other) {
    return robot ? "both" : robotClosing > otherClosing ? "robot" : "other";
  }
  return robot ? "robot" : "other";
}
