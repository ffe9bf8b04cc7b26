import { writeFileSync } from "node:fs";
import { nearestWord } from "../world/scenario/nearest-word.ts";
import { type Benchmark, holds, tellBar } from "./bench/benchmark.ts";
import { tell } from "./console-lines.ts";
import { type Command, type OptionSpecs, UsageError } from "./usage.ts";

/** Every benchmark by name, loaded when it is asked for. */
const BENCHMARKS: { readonly [name: string]: () => Promise<Benchmark> } = {
  world: async () => (await import("./bench/world.ts")).world,
  relay: async () => (await import("./bench/relay.ts")).relay,
  timers: async () => (await import("./bench/timers.ts")).timers,
  veto: async () => (await import("./bench/veto.ts")).veto,
  log: async () => (await import("./bench/log.ts")).log,
  decide: async () => (await import("./bench/decide.ts")).decide,
  zones: async () => (await import("./bench/zones.ts")).zones,
  speed: async () => (await import("./bench/speed.ts")).speed,
  start: async () => (await import("./bench/start.ts")).start,
};

const COUNT = { kind: "integer", min: 1, max: 1_000_000 } as const;

const OPTIONS = {
  json: { kind: "text", value: "FILE", meaning: "Where the figures go." },
  rate: { ...COUNT, value: "HZ", meaning: "relay: this rate alone [1/s]." },
  rounds: { ...COUNT, value: "N", meaning: "relay: so many rounds [1]." },
  minute: { ...COUNT, value: "S", meaning: "relay: length of the run that counts losses [s]." },
  vetoes: { ...COUNT, value: "N", meaning: "veto: so many at each priority [1]." },
} as const satisfies OptionSpecs;

/** One benchmark against its peers in the same run, as ratios. */
export const bench: Command<typeof OPTIONS> = {
  name: "bench",
  summary: `Measures against peers in the same run: ${Object.keys(BENCHMARKS).join(", ")}.`,
  words: { value: "NAME", min: 1, max: 1 },
  options: OPTIONS,
  run: async ({ words: [name = ""], options }) => {
    const names = Object.keys(BENCHMARKS);
    const load = Object.hasOwn(BENCHMARKS, name) ? BENCHMARKS[name] : undefined;
    if (load === undefined) {
      const nearest = nearestWord(name, names);
      throw new UsageError(
        `there is no benchmark '${name}'; ` +
          (nearest === undefined ? `there are ${names.join(", ")}` : `did you mean '${nearest}'?`),
      );
    }
    const { figures, bars } = await (await load()).run(tell, options);
    bars.forEach((bar) => tell(tellBar(bar)));
    if (options.json !== undefined) {
      writeFileSync(options.json, `${JSON.stringify({ name, figures, bars }, undefined, 2)}\n`);
    }
    return bars.every(holds) ? 0 : 1;
  },
};
