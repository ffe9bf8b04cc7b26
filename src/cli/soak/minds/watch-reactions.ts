import type { EntityTruth, WorldTruth } from "../../../bus/messages/coalign-msgs.gen.ts";
import type { Bus } from "../../../bus/port.ts";
import { TOPICS } from "../../../bus/topics.ts";

/** What people did because of a robot, from ground truth. */
export type Reactions = {
  /**
   * Somebody came to know of the robot while it was near and coming nearer, or was touched by it, whoever moved [1]: the
   * moments in which the people of this world have the robot sprung on them.
   */
  readonly startles: number;
  /** Somebody stepped aside or back for the robot [1]. */
  readonly detours: number;
};

/** Near: within Hall's personal distance (1.2 m, "The Hidden Dimension", 1966) of the robot's middle [m]. */
const NEAR = 1.2;
/** Coming nearer faster than this by its own motion [m/s]. */
const COMING = 0.2;

/** Begins to watch; asks for the counts when they are wanted. */
export function watchReactions(bus: Bus): () => Reactions {
  const before = new Map<string, EntityTruth>();
  const touched = new Set<string>();
  let startles = 0;
  let detours = 0;
  bus.subscribe(TOPICS.worldTruth, (truth) => {
    for (const person of truth.entities.filter(({ kind }) => kind === "person")) {
      const earlier = before.get(person.id);
      before.set(person.id, person);
      if (earlier !== undefined) {
        detours += began(earlier, person) ? 1 : 0;
        startles += !earlier.knows_robot && person.knows_robot && isPressed(person, truth) ? 1 : 0;
      }
    }
  });
  bus.subscribe(TOPICS.contactTruth, ({ kind, other, header: { stamp } }) => {
    // One touch sends several messages: of every part of the body, and again as its force grows.
    const key = `${other} ${stamp.sec}`;
    if (kind === "person" && !touched.has(key)) {
      touched.add(key);
      startles++;
    }
  });
  return () => ({ startles, detours });
}

function began(earlier: EntityTruth, now: EntityTruth): boolean {
  return earlier.activity !== "yielding" && now.activity === "yielding";
}

function isPressed(person: EntityTruth, { entities }: WorldTruth): boolean {
  return entities.some(({ kind, pose, velocity }) => {
    const x = person.pose.position.x - pose.position.x;
    const y = person.pose.position.y - pose.position.y;
    const distance = Math.hypot(x, y);
    const coming = (velocity.x * x + velocity.y * y) / Math.max(1e-6, distance);
    return kind === "robot" && distance < NEAR && coming > COMING;
  });
}
