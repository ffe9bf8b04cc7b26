import { People } from "../../bus/messages/people-msgs.gen.ts";
import type { Topic } from "../../bus/port.ts";
import { type Seconds, secondsOf } from "../../quantity/time.ts";
import { place, UPRIGHT } from "../../quantity/placement.ts";
import type { FrameTree } from "./frame-tree.ts";
import type { Sighting } from "./sighting.ts";

/** Where a tracker of the `people` stack speaks. Best effort hears both kinds of senders. */
export function trackedPeople(name: string): Topic<People> {
  const owner = name.startsWith("/") ? "everyone" : "robot";
  const qos = { reliability: "best-effort", durability: "volatile", depth: 5 } as const;
  return { name: owner === "robot" ? `/${name}` : name, owner, type: People, qos };
}

/** The people in a message in the base frame, or one sentence that says why it cannot be used. */
export function sightingsIn(
  { header, people }: People,
  frames: FrameTree,
  base: string,
  patience: Seconds,
): readonly Sighting[] | string {
  const from = header.frame_id;
  const there = frames.placeOf(from, base, secondsOf(header.stamp) - patience);
  if (there === undefined) {
    return `A message of people is passed over: /tf does not say where '${from}' is from '${base}'.`;
  }
  const wrong = people.find(
    ({ position: { x, y, z }, reliability }) => ![x, y, z, reliability].every(Number.isFinite),
  );
  return wrong === undefined
    ? people.map(({ name, position, reliability }) => ({
        id: name,
        place: place(there, { ...position, rotation: UPRIGHT }),
        confidence: reliability,
      }))
    : `A message of people is passed over: a number of '${wrong.name}' is not finite.`;
}
