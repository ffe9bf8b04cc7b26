import fc from "fast-check";
import type { Scene, Tie } from "../../../src/theory-of-mind/feeling/scene.ts";
import { evenly } from "../../support/evenly.ts";

/** Scenes of up to six people, some of whom deal with each other or with things. */
export const anyScene: fc.Arbitrary<Scene> = fc
  .array(fc.record({ x: evenly(-4, 4), y: evenly(-4, 4), front: evenly(-4, 4) }), {
    minLength: 1,
    maxLength: 6,
  })
  .chain((people) => {
    const who = fc.nat({ max: people.length - 1 });
    const place = fc.record({ x: evenly(-4, 4), y: evenly(-4, 4) });
    const tie: fc.Arbitrary<Tie> = fc.oneof(
      fc.record({ kind: fc.constant("pair" as const), one: who, other: who }),
      fc.record({ kind: fc.constant("thing" as const), one: who, thing: place }),
    );
    return fc.record({
      people: fc.constant(people),
      ties: fc.array(tie, { maxLength: 5 }),
      place: fc.record({
        area: fc.option(evenly(5, 100), { nil: undefined }),
        wall: fc.option(evenly(0, 4), { nil: undefined }),
        things: fc.option(fc.array(place, { maxLength: 3 }), { nil: undefined }),
      }),
    });
  });
