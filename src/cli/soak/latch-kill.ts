import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom } from "../../quantity/random.ts";
import { BUNDLE } from "../root.ts";
import { killOnce, type KillRound } from "./latch-kill-round.ts";
import type { SoakPart } from "./soak-part.ts";

/** `kill -9` at random points while a supervisor is latched or being latched. */
export const latchKill: SoakPart = {
  name: "latch-kill",
  summary:
    "kill -9 of a supervisor at 1,000 random points while being latched, and 500 while latched.",
  heeds: ["seeds", "first"],
  run: async ({ seeds = 1000, first = 1, jobs }, tell) => {
    const folder = mkdtempSync(join(tmpdir(), "coalign-latch-"));
    const rounds: KillRound[] = [];
    const program = [process.execPath, BUNDLE, "latch-rig"] as const;
    let next = 0;
    const work = async (): Promise<void> => {
      for (let at = next++; at < seeds; at = next++) {
        const file = join(folder, String(at), "latch");
        const random = createRandom(first + at);
        // Every other round a second one comes up on the latch of the one before it.
        rounds.push(await killOnce(program, file, "latching", random));
        if (at % 2 === 1) {
          rounds.push(await killOnce(program, file, "starting", random));
        }
      }
    };
    try {
      await Promise.all(Array.from({ length: Math.min(jobs, seeds) }, work));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    const lost = rounds.filter(({ outcome }) => outcome === "not latched");
    lost.forEach(({ phase, after }) => tell(`not latched: ${phase}, killed after ${after} ms`));
    tell(`${rounds.length - lost.length} of ${rounds.length} latched on restart`);
    return {
      figures: { rounds: rounds.length, lost },
      bars: [
        {
          name: "kills after which it was not latched",
          value: lost.length,
          bound: "at most",
          bar: 0,
        },
      ],
    };
  },
};
