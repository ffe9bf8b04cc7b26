import { quaternionOf } from "../../quantity/angle.ts";
import { DOINGS } from "../people/crowd.ts";
import type { Placement, Point } from "../../quantity/placement.ts";
import type { Simulation } from "./simulation.ts";

/** One thing of a world as it really is, world frame. */
export type Entity = {
  readonly id: string;
  readonly kind: "robot" | "person" | "object";
  /** Of a person, else empty. */
  readonly character: string;
  readonly at: Placement;
  /** [m/s] */
  readonly velocity: Point;
  /** About z [rad/s]. */
  readonly turning: number;
  /** Of a person [rad]. */
  readonly gaze: number;
  readonly seesRobot: boolean;
  /** Of a person: whether it has a robot in mind, in view or not. */
  readonly knowsRobot: boolean;
  /** What a person does; "broken" of a thing that is. */
  readonly activity: string;
};

const NOTHING_SEEN = {
  character: "",
  gaze: 0,
  seesRobot: false,
  knowsRobot: false,
  activity: "",
} as const;

/** Everything that can move, as it is now: robots, then people, then loose things. */
export function entitiesOf(simulation: Simulation): readonly Entity[] {
  return [...robotsOf(simulation), ...peopleOf(simulation), ...thingsOf(simulation)];
}

function robotsOf({ robots }: Simulation): Entity[] {
  return robots.map(({ id, motion }) => {
    const c = Math.cos(motion.yaw);
    const s = Math.sin(motion.yaw);
    return {
      ...NOTHING_SEEN,
      id,
      kind: "robot",
      at: { x: motion.x, y: motion.y, z: 0, rotation: quaternionOf(motion.yaw) },
      velocity: { x: c * motion.vx - s * motion.vy, y: s * motion.vx + c * motion.vy, z: 0 },
      turning: motion.wz,
    };
  });
}

function peopleOf({ people: { crowd }, bodies }: Simulation): Entity[] {
  return crowd.people.map(({ id, character }, i) => ({
    id,
    kind: "person",
    character,
    at: {
      x: bodies.x[i] ?? 0,
      y: bodies.y[i] ?? 0,
      z: 0,
      rotation: quaternionOf(crowd.heading[i] ?? 0),
    },
    velocity: { x: bodies.vx[i] ?? 0, y: bodies.vy[i] ?? 0, z: 0 },
    turning: 0,
    gaze: crowd.gaze[i] ?? 0,
    seesRobot: crowd.seesRobot[i] === 1,
    knowsRobot: crowd.knowsRobot[i] === 1,
    activity: DOINGS[crowd.doing[i] ?? 0] ?? "",
  }));
}

function thingsOf({ stage }: Simulation): Entity[] {
  return stage.things.map(({ id, body }) => {
    const p = body.translation();
    const v = body.linvel();
    return {
      ...NOTHING_SEEN,
      activity: stage.broken.has(id) ? "broken" : "",
      id,
      kind: "object",
      at: { x: p.x, y: p.y, z: p.z, rotation: body.rotation() },
      velocity: { x: v.x, y: v.y, z: v.z },
      turning: body.angvel().z,
    };
  });
}
