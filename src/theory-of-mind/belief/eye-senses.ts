import type { Vector } from "../../quantity/vector.ts";
import { type Eyes, seesPlace } from "../perspective/eyes.ts";
import type { Occluders } from "../perspective/occluder.ts";
import type { Scene } from "./scene.ts";
import type { Moment, Senses, View } from "./senses.ts";

/** Something that holds things: what lies in an open one shows, what lies in a closed one only as it is put in. */
export type Holder = { readonly place: Vector; readonly lid: "open" | "closed" };

/** A place as everybody in it knows it: what never moves. */
export type Premises = {
  readonly occluders: Occluders;
  readonly holders: ReadonlyMap<string, Holder>;
  /** Where the state of a subject shows: a wet floor, a robot in its dock. */
  readonly states: ReadonlyMap<string, Vector>;
};

/**
 * Senses of people of whom place and direction of the eyes are known. A thing is in a holder, or in the hands of somebody,
 * by the name of either; everybody knows what is in its own hands and what it does itself.
 */
export function eyeSenses(premises: Premises): Senses<Eyes> {
  return { view: (scene, who, moment) => viewOf(premises, scene, who, moment) };
}

function viewOf(
  { occluders, holders, states }: Premises,
  scene: Scene<Eyes>,
  who: string,
  { acts }: Moment,
): View<Eyes> {
  const eyes = scene.stances.get(who);
  const inView = (place: Vector | undefined): boolean =>
    eyes !== undefined && place !== undefined && seesPlace(eyes, place, occluders);
  const shows = (subject: string, value: string): boolean => {
    const holder = holders.get(value);
    const act = acts.find((one) => one.subject === subject && one.value === value);
    if (value === who || act?.by === who) {
      return true;
    }
    return holder === undefined
      ? inView(states.get(subject) ?? scene.stances.get(value)?.place)
      : (holder.lid === "open" || act !== undefined) && inView(holder.place);
  };
  return {
    shows,
    people: [...scene.stances]
      .filter(([other, { place }]) => other !== who && inView(place))
      .map(([other]) => other),
    covers: ({ place }) => inView(place),
  };
}
