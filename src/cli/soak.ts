import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { type Bar, holds, tellBar } from "./bench/benchmark.ts";
import { tell } from "./console-lines.ts";
import { loadParts, PART_NAMES } from "./soak/parts.ts";
import type { SoakPart } from "./soak/soak-part.ts";
import { type Command, type Given, type OptionSpecs, UsageError } from "./usage.ts";

const OPTIONS = {
  seeds: { kind: "integer", value: "N", min: 1, max: 100_000_000, meaning: "How many [1]." },
  first: { kind: "integer", value: "N", min: 0, max: 2 ** 31 - 1, meaning: "The first seed [1]." },
  duration: {
    kind: "number",
    value: "S",
    min: 1,
    max: 3600,
    meaning: "Simulated time of each run [s].",
  },
  world: { kind: "text", value: "NAME", meaning: "This world only [all in turn]." },
  robot: { kind: "text", value: "NAME", meaning: "Robot, by name or URDF file [the world's]." },
  jobs: { kind: "integer", value: "N", min: 1, max: 256, meaning: "Processes [one a core]." },
  json: { kind: "text", value: "FILE", meaning: "Where the figures go, by the part's name." },
} as const satisfies OptionSpecs;

/** Long campaigns, each with its bars; all of them when none is named. */
export const soak: Command<typeof OPTIONS> = {
  name: "soak",
  summary: `Runs long campaigns: ${PART_NAMES.join(", ")}; all of them when none is named.`,
  words: { value: "[NAME…]", min: 0, max: PART_NAMES.length },
  options: OPTIONS,
  run: async ({ words, options }) => {
    const parts = await loadParts(words);
    refuseUnheeded(parts, options);
    const results: { [part: string]: object } = {};
    const bars: Bar[] = [];
    for (const part of parts) {
      tell(`${part.name}: ${part.summary}`);
      const began = performance.now();
      const result = await part.run(
        { ...options, jobs: options.jobs ?? availableParallelism() },
        tell,
      );
      result.bars.forEach((bar) => tell(tellBar(bar)));
      bars.push(...result.bars);
      results[part.name] = { seconds: (performance.now() - began) / 1000, ...result };
      if (options.json !== undefined) {
        writeFileSync(options.json, `${JSON.stringify(results, undefined, 1)}\n`);
      }
    }
    return bars.every(holds) ? 0 : 1;
  },
};

function refuseUnheeded(
  parts: readonly SoakPart[],
  options: Given<typeof OPTIONS>["options"],
): void {
  for (const name of ["seeds", "first", "duration", "world", "robot"] as const) {
    const deaf = parts.find(({ heeds }) => options[name] !== undefined && !heeds.includes(name));
    if (deaf !== undefined) {
      throw new UsageError(`coalign soak ${deaf.name} has no use for --${name}`);
    }
  }
}
