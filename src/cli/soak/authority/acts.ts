import type { SoakPart } from "../soak-part.ts";
import { attackAuthority } from "./attack.ts";

/** Acts that nobody may do, and what it costs to refuse them. */
export const acts: SoakPart = {
  name: "acts",
  summary: "100,000 forged, replayed, expired, altered acts and acts of the wrong role or robot.",
  heeds: ["seeds", "first"],
  run: async ({ seeds = 100_000, first = 1 }, tell) => {
    const figures = await Promise.resolve(attackAuthority(seeds, first));
    for (const [kind, [attacks, accepted]] of Object.entries(figures.kinds)) {
      tell(`${kind.padEnd(34)} ${String(attacks).padStart(8)}, accepted ${accepted}`);
    }
    return {
      figures,
      bars: [
        { name: "attacks accepted", value: figures.accepted, bound: "at most", bar: 0 },
        { name: "honest acts refused", value: figures.honestRefused, bound: "at most", bar: 0 },
        { name: "judging an act, p50 ms", value: figures.cost.p50, bound: "at most", bar: 0.3 },
      ],
    };
  },
};
