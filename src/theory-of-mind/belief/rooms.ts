import type { Scene } from "./scene.ts";
import type { Senses } from "./senses.ts";

/** How deep a thing may lie in things that lie in things [1]. */
const DEEPEST = 8;

/** Senses of people of whom only the room is known: they see all that is in it, and nothing else. */
export const ROOM_SENSES: Senses<string> = {
  view: (scene, who) => {
    const room = scene.stances.get(who);
    return {
      shows: (_, value) => room !== undefined && roomOf(scene, value) === room,
      people: [...scene.stances.keys()].filter(
        (other) => other !== who && room !== undefined && scene.stances.get(other) === room,
      ),
      covers: (stance) => stance === room,
    };
  },
};

/** The outermost place that holds a place, as far as a scene tells. */
export function roomOf(scene: Scene<string>, place: string): string {
  let room = place;
  for (let depth = 0; depth < DEEPEST; depth++) {
    const outer = scene.facts.get(room)?.value;
    if (outer === undefined) {
      return room;
    }
    room = outer;
  }
  return room;
}
