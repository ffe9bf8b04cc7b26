import { describe, expect, it } from "vitest";
import { falseBeliefsOf } from "../../../src/theory-of-mind/belief/false-beliefs.ts";
import {
  type Belief,
  learn,
  lookAbout,
  noBelief,
} from "../../../src/theory-of-mind/belief/nested.ts";
import { ROOM_SENSES } from "../../../src/theory-of-mind/belief/rooms.ts";
import { tell } from "../../../src/theory-of-mind/belief/telling.ts";

const DANGERS = [{ subject: "spill", harmless: "nowhere" }];

type Change = Parameters<typeof learn<string>>[1];

/** What the root takes everybody to believe after changes, one a moment; "nowhere" shows in the hall. */
function after(...changes: readonly Change[]): Belief<string> {
  return changes.reduce<Belief<string>>(
    (belief, change, at) =>
      lookAbout(learn(belief, change, at), ["Ada", "Ben"], ROOM_SENSES, { at, acts: [] }, 2),
    learn(noBelief<string>(), { facts: [["nowhere", "hall"]] }, 0),
  );
}

const BOTH: Change = {
  stances: [
    ["Ada", "hall"],
    ["Ben", "hall"],
  ],
};
const DRY: Change = { facts: [["spill", "nowhere"]] };
const LEAVES: Change = { stances: [["Ada", "yard"]] };
const WET: Change = { facts: [["spill", "hall"]] };

const chainsIn = (belief: Belief<string>): readonly string[] =>
  falseBeliefsOf(belief, DANGERS, 2).map(({ chain }) => chain.join(">"));

describe("falseBeliefsOf", () => {
  it("finds who takes a danger for harmless, and what people take each other to believe", () => {
    const belief = after(BOTH, DRY, LEAVES, WET);

    expect(chainsIn(belief)).toEqual(["Ada", "Ada>Ben", "Ben>Ada"]);
    const [first] = falseBeliefsOf(belief, DANGERS, 1);
    expect(first?.because).toBe("Ada saw spill nowhere and did not perceive that it is hall now.");
  });

  it("finds none where all see it, nor where there is no danger", () => {
    expect(chainsIn(after(BOTH, DRY, WET))).toEqual([]);
    expect(chainsIn(after(BOTH, DRY, LEAVES))).toEqual([]);
  });

  it("takes those who perceived nothing to think that all is as usual, and never lends them what the root knows", () => {
    const belief = after({ stances: [["Ada", "yard"]] }, WET);

    expect(chainsIn(belief)).toContain("Ada");
    expect(falseBeliefsOf(belief, DANGERS, 1)[0]).toMatchObject({
      fact: undefined,
      really: "hall",
    });
  });

  it("ends with being told", () => {
    const telling = { by: "Ben", to: ["Ada"], subject: "spill", value: "hall", at: 9 };
    const belief = tell(after(BOTH, DRY, LEAVES, WET), telling, 2);

    expect(chainsIn(belief)).not.toContain("Ada");
    expect(chainsIn(belief)).not.toContain("Ben>Ada");
  });
});
