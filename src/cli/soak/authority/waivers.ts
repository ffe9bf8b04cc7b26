import { createRandom } from "../../../quantity/random.ts";
import type { SoakPart } from "../soak-part.ts";
import { runSequence } from "./waiver-sequence.ts";

export type WaiverFigures = {
  readonly sequences: number;
  readonly broken: number;
  /** How often a waiver held when it was asked: a soak in which none ever does shows nothing [1]. */
  readonly held: number;
  /** The first thing that was broken; empty when nothing was. */
  readonly first: string;
};

/** Random sequences of waivers, each with a stream of its own. */
export function runSequences(count: number, seed: number): WaiverFigures {
  const random = createRandom(seed);
  let broken = 0;
  let held = 0;
  let first = "";
  for (let i = 0; i < count; i++) {
    const result = runSequence(random);
    held += result.held;
    if (result.broken !== "") {
      broken += 1;
      first ||= `sequence ${i}: ${result.broken}`;
    }
  }
  return { sequences: count, broken, held, first };
}

/** No order of waivers lifts a red line, lasts longer than 30 s or is faster than a crawl. */
export const waivers: SoakPart = {
  name: "waivers",
  summary: "1,000,000 random sequences of waivers against the envelope of the red lines.",
  heeds: ["seeds", "first"],
  run: async ({ seeds = 1_000_000, first = 1 }, tell) => {
    const figures = await Promise.resolve(runSequences(seeds, first));
    tell(`waivers held ${figures.held} times; ${figures.first}`);
    return {
      figures,
      bars: [
        { name: "sequences that broke a law", value: figures.broken, bound: "at most", bar: 0 },
        { name: "times a waiver held", value: figures.held, bound: "at least", bar: seeds / 10 },
      ],
    };
  },
};
