import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { resolveParameters } from "../../bus/parameters.ts";
import { decide as decideOn, settled } from "../../kernel/decide.ts";
import type { Fact, FactOf } from "../../kernel/fact.ts";
import type { Bound } from "../../kernel/limit.ts";
import { observe, SILENT, type State } from "../../kernel/observe.ts";
import { PARAMETERS, settingsOf } from "../../nodes/safety-supervisor/parameters.ts";
import type { Benchmark } from "./benchmark.ts";

/** Directions in which separation limits a robot in a crowd [1]: one in each sector of five degrees. */
const SECTORS = 72;
const DECISIONS = 400_000;
/** The first of them, in which V8 still compiles [1]. */
const WARM_UP = 100_000;

/** One decision of the kernel with every red line, as the supervisor takes it, and what it leaves on the heap. */
export const decide: Benchmark = {
  name: "decide",
  summary: "One decision of the kernel with all red lines and a bound in every direction.",
  run: async (tell) => {
    const start = everythingInOrder();
    const times = new Float64Array(DECISIONS - WARM_UP);
    let state = start;
    let slowed = 0;
    for (let i = 0; i < DECISIONS; i++) {
      const now = NOW + i / 1e9;
      const before = performance.now();
      const verdict = decideOn(state, now);
      const spent = 1000 * (performance.now() - before);
      state = observe(state, settled(verdict, now));
      slowed += verdict.scale < 1 ? 1 : 0;
      if (i >= WARM_UP) {
        times[i - WARM_UP] = spent;
      }
    }
    const grown = heapGrowth(state);
    times.sort();
    const at = (share: number): number => times[Math.floor(share * (times.length - 1))] ?? NaN;
    const figures = { p50: at(0.5), p99: at(0.99), p999: at(0.999), slowed, grown };
    tell(
      `p50 ${figures.p50.toFixed(2)}, p99 ${figures.p99.toFixed(2)}, p99.9 ${figures.p999.toFixed(2)} µs; ` +
        `${slowed} of ${DECISIONS} slowed; the heap grew by ${grown.toFixed(3)} MiB over 200,000 more`,
    );
    return await Promise.resolve({
      figures,
      bars: [
        { name: "a decision, p99 [µs]", value: figures.p99, bound: "at most", bar: 5 },
        { name: "growth of the heap [MiB]", value: grown, bound: "at most", bar: 0.5 },
      ],
    });
  },
};

const NOW = 100;
const FRESH = { received: NOW, stampAge: 0 } as const;

/** A robot that drives among things on all sides, everything it needs in order. */
function everythingInOrder(): State {
  const settings = settingsOf(resolveParameters("safety_supervisor", PARAMETERS, {}));
  const twist = { vx: 0.4, vy: 0, wz: 0.2 };
  const bounds = Array.from({ length: SECTORS }, (_, i): Bound => {
    const bearing = (2 * Math.PI * i) / SECTORS;
    return {
      x: Math.cos(bearing),
      y: Math.sin(bearing),
      turn: 0.05,
      atMost: 0.35 + 0.1 * (i % 7),
      because: "protective-separation",
      source: "a wall",
    };
  });
  const word = (source: FactOf<"restriction">["source"], more: readonly Bound[] = []): Fact => ({
    kind: "restriction",
    source,
    speed: Infinity,
    spin: Infinity,
    bounds: more,
    because: "protective-separation",
    about: source,
    trouble: "",
    ...FRESH,
  });
  const facts: readonly Fact[] = [
    settings,
    ...settings.settings.checks.map(({ id }): Fact => ({
      kind: "check",
      id,
      wrong: "",
      received: NOW,
    })),
    ...settings.settings.sources.map(({ name }) => word(name, name === "scan" ? bounds : [])),
    { kind: "body", twist, ...FRESH },
    { kind: "command", driver: "autonomy", by: "program", twist, ...FRESH },
    { kind: "given", twist, latching: "", by: "", received: NOW },
  ];
  return facts.reduce(observe, SILENT);
}

/** What 200,000 decisions leave on the heap [MiB]. */
function heapGrowth(start: State): number {
  setFlagsFromString("--expose-gc");
  // Only a context made after the flag has it.
  const collect = runInNewContext("gc") as () => void;
  const used = (): number => {
    collect();
    collect();
    return process.memoryUsage().heapUsed / 2 ** 20;
  };
  const before = used();
  let state = start;
  for (let i = 0; i < 200_000; i++) {
    state = observe(state, settled(decideOn(state, NOW), NOW));
  }
  return used() - before;
}
