import type { Random } from "../../../../src/quantity/random.ts";
import type { Wording } from "./draw-story.ts";

/** The sentences of the published data. */
export const PLAIN: Wording = {
  enter: (who, room) => `${who} entered the ${room}.`,
  leave: (who, room) => `${who} exited the ${room}.`,
  move: (who, thing, to) => `${who} moved the ${thing} to the ${to}.`,
  lies: (thing, place) => `The ${thing} is in the ${place}.`,
};

const ENTER = [
  "A walked into the B.",
  "Then A came into the B.",
  "A arrived in the B.",
  "A went to the B.",
];
const LEAVE = [
  "A left the B.",
  "After a while, A went out of the B.",
  "A quietly departed from the B.",
];
const MOVE = [
  "A put the B in the C.",
  "A shifted the B over to the C.",
  "The B was moved to the C by A.",
  "A took the B and put it inside the C.",
  "A transferred the B from where it was into the C.",
];
const LIES = ["The A can be found in the B.", "There is a A in the B.", "The A lies inside the B."];

/** The same said in other words, drawn anew for each sentence. */
export function variedWording(random: Random): Wording {
  const say =
    (forms: readonly string[]) =>
    (...names: readonly string[]): string =>
      (forms[random.index(forms.length)] ?? "").replace(/\b[ABC]\b/g, (letter) =>
        letter === "A" && !names[0]!.includes(" ") ? names[0]! : names["ABC".indexOf(letter)]!,
      );
  return { enter: say(ENTER), leave: say(LEAVE), move: say(MOVE), lies: say(LIES) };
}
