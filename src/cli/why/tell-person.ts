import type { People, Person } from "../../bus/messages/coalign-msgs.gen.ts";

/** As `coalign_msgs/Person` says estimates beside its own numbers. */
type Character = {
  readonly what: string;
  readonly says?: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly source: string;
  readonly age: number;
  readonly because: string;
  readonly would_change: string;
};

/** A person as the message carries them, by whichever of its versions. */
export type ToldPerson = Omit<Person, "estimates"> & { readonly estimates?: readonly Character[] };

/** Slower than this somebody stands [m/s]. */
const STANDING = 0.25;

/**
 * What is estimated of one person, how it came about and what would change it, a line each.
 * @param frame - Frame of all places.
 */
export function tellPerson(person: ToldPerson, frame: string): string {
  return [
    ...tellThere(person, frame),
    ...tellAwareness(person),
    ...tellFuture(person, frame),
    ...(person.estimates ?? []).flatMap((estimate) => tellCharacter(estimate, person.id)),
  ].join("\n");
}

/** Who else there is, for somebody who asked for nobody known. */
export function tellUnknown(id: string, { people }: Pick<People, "people">): string {
  const known = people.map((person) => person.id);
  return known.length === 0
    ? `nobody is believed to be around now, so not '${id}' either`
    : `nobody is called '${id}'; there is ${known.join(", ")}`;
}

function tellThere(person: ToldPerson, frame: string): readonly string[] {
  const { id, position, velocity, confidence, age, source, because } = person;
  const speed = Math.hypot(velocity.x, velocity.y);
  const moves = speed < STANDING ? "stands" : `moves at ${speed.toFixed(1)} m/s`;
  const spread = Math.sqrt(Math.max(person.covariance[0] ?? 0, person.covariance[5] ?? 0));
  return [
    `${id} is there with probability ${confidence.toFixed(2)}, and ${moves} at ${place(position)} in ${frame}, give or take ${spread.toFixed(2)} m.`,
    `  because: ${because} (${source}, ${age.toFixed(1)} s old)`,
    "  would change: being seen again, or not being seen where nothing hides it.",
  ];
}

function tellAwareness({
  id,
  sees_robot: sees,
  aware_of_robot: aware,
}: ToldPerson): readonly string[] {
  return [
    `${id} knows of the robot with probability ${aware.toFixed(2)}, and has it in view with ${sees.toFixed(2)}.`,
    "  because: of where body and eyes were turned since it was met, and of what stood between.",
    "  would change: looking at the robot for a second raises it; some seconds of looking elsewhere lower it.",
  ];
}

function tellFuture({ id, futures }: ToldPerson, frame: string): readonly string[] {
  const [best] = [...futures].sort((a, b) => b.probability - a.probability);
  const end = best?.points.at(-1);
  if (best === undefined || end === undefined) {
    return [];
  }
  const time = best.step * best.points.length;
  const radius = best.radius90.at(-1) ?? Infinity;
  return [
    `In ${time.toFixed(1)} s ${id} is most likely near ${place(end)} in ${frame}, within ${radius.toFixed(1)} m; that is one of ${futures.length} ways to go on, and has probability ${best.probability.toFixed(2)}.`,
    "  because: of its motion until now.",
    "  would change: turning, slowing down or speeding up.",
  ];
}

function tellCharacter(estimate: Character, id: string): readonly string[] {
  const { what, says, value, low, high, source, age, because, would_change: change } = estimate;
  const worded = says === undefined || says === "" ? "" : `${says}, `;
  return [
    `${what} of ${id}: ${worded}${value.toFixed(2)}, by nine chances of ten from ${low.toFixed(2)} to ${high.toFixed(2)}.`,
    `  because: ${because} (${source}, ${age.toFixed(1)} s old)`,
    `  would change: ${change}`,
  ];
}

function place({ x, y }: { readonly x: number; readonly y: number }): string {
  return `(${x.toFixed(1)}, ${y.toFixed(1)})`;
}
