import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { resolveParameters } from "../../bus/parameters.ts";
import { decide, settled } from "../../kernel/decide.ts";
import type { Fact } from "../../kernel/fact.ts";
import { observe, SILENT } from "../../kernel/observe.ts";
import { CAUSES, type ReasonId } from "../../kernel/reason.ts";
import { PARAMETERS, settingsOf } from "../../nodes/safety-supervisor/parameters.ts";
import { createRandom, type Random } from "../../quantity/random.ts";
import { type RecordedDecision, readDecision, writeDecision } from "../../record/decision.ts";
import { writeFact } from "../../record/fact-text.ts";
import { replay as takeAgain } from "../../record/replay.ts";
import { writeState } from "../../record/state-text.ts";
import type { SoakPart } from "./soak-part.ts";

/** One decision in so many says all that the kernel knew [1], as the supervisor's do. */
const CHECKPOINT = 100;

/** Memory is looked at once in so many decisions [1]. */
const LOOK = 10_000;

/** Decisions of the kernel written down as a recording does, read back, and taken again bit for bit. */
export const replay: SoakPart = {
  name: "replay",
  summary:
    "1,000,000 decisions written down, read back and taken again to the bit, in constant memory.",
  heeds: ["seeds", "first"],
  run: async ({ seeds = 1_000_000, first = 1 }, tell) => {
    const { sentence, decisions, facts, different, unjudged, growth } = replayMany(seeds, first);
    tell(sentence);
    tell(`the heap grew by ${growth.toFixed(1)} MiB over the second half`);
    return await Promise.resolve({
      figures: { decisions, facts, different, unjudged, growth },
      bars: [
        { name: "decisions that differ", value: different, bound: "at most", bar: 0 },
        { name: "decisions replayed", value: decisions, bound: "at least", bar: seeds },
        { name: "growth of the heap [MiB]", value: growth, bound: "at most", bar: 1 },
      ],
    });
  },
};

/** @returns What the replay found, and by how much the heap grew over the second half of it [MiB]. */
export function replayMany(
  count: number,
  seed: number,
): ReturnType<typeof takeAgain> & { readonly growth: number } {
  const heaps: number[] = [];
  const collect = garbageCollector();
  const look = (): void => {
    collect();
    heaps.push(process.memoryUsage().heapUsed / 2 ** 20);
  };
  const found = takeAgain(decisionsOf(count, createRandom(seed), look), {
    start: SILENT,
    observe,
    decide,
  });
  const half = heaps.slice(Math.floor(heaps.length / 2));
  const lowest = (part: readonly number[]): number => Math.min(...part);
  const growth =
    lowest(half.slice(Math.floor(half.length / 2))) -
    lowest(half.slice(0, Math.ceil(half.length / 2)));
  return { ...found, growth: Number.isFinite(growth) ? growth : 0 };
}

/** What makes V8 collect its garbage now: only then does the size of the heap say what is kept. */
function garbageCollector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}

/** A run of the kernel over random facts, as a recording carries it: through text and back. */
function* decisionsOf(
  count: number,
  random: Random,
  look: () => void,
): Generator<RecordedDecision> {
  let state = observe(SILENT, SETTINGS);
  let facts: Fact[] = [SETTINGS];
  for (let i = 1; i <= count; i++) {
    const now = i / 50;
    const learned = factsAt(now, random);
    state = learned.reduce(observe, state);
    const verdict = decide(state, now);
    const { driver, scale, reasons, asked, given } = verdict;
    const decision = {
      sequence: BigInt(i),
      now,
      driver,
      asked: twistMessage(asked),
      given: twistMessage(given),
      scale,
      reasons,
      facts: [...facts, ...learned].map(writeFact),
      state: i % CHECKPOINT === 1 ? writeState(state) : "",
    };
    yield readDecision(JSON.parse(writeDecision(decision)));
    const out = settled(verdict, now);
    state = observe(state, out);
    facts = [out];
    if (i % LOOK === 0) {
      look();
    }
  }
}

/** As the supervisor has them when nobody says otherwise. */
const SETTINGS = settingsOf(resolveParameters("safety_supervisor", PARAMETERS, {}));

/** What comes in one period: mostly in order, now and then anything. */
function factsAt(now: number, random: Random): readonly Fact[] {
  const dated = { received: now, stampAge: random.chance(0.02) ? random.between(-1, 1) : 0.01 };
  const number = (low: number, high: number): number =>
    random.chance(0.002) ? pick(ODD, random) : random.between(low, high);
  const twist = { vx: number(-1.5, 1.5), vy: number(-0.2, 0.2), wz: number(-2, 2) };
  const bounds = Array.from({ length: random.index(12) }, (_, i) => ({
    x: Math.cos(i + now),
    y: Math.sin(i + now),
    turn: random.between(-0.3, 0.3),
    atMost: number(0, 1.5),
    because: pick(IDS, random),
    source: `thing ${i}`,
  }));
  const all: readonly (readonly [number, Fact])[] = [
    [0.9, { kind: "command", ...driverOf(random), twist, ...dated }],
    [0.95, { kind: "body", twist, ...dated }],
    [
      0.4,
      {
        kind: "restriction",
        source: pick(["freshness", "scan", "harm", "minds", "operator"], random),
        speed: number(0, 2),
        spin: number(0, 3),
        because: pick(IDS, random),
        about: "p1",
        bounds,
        trouble: random.chance(0.01) ? "scan-blind" : "",
        ...dated,
      },
    ],
    [0.9, { kind: "check", id: pick(CHECKS, random), wrong: "", received: now }],
    [
      0.001,
      { kind: "check", id: "second-publisher", wrong: pick(["/rogue", ""], random), received: now },
    ],
    [
      0.001,
      {
        kind: "switch",
        because: "human-veto",
        asserted: random.chance(0.3) ? "asserted" : "released",
        by: "x",
        received: now,
      },
    ],
    [0.002, { kind: "reset", by: "ada", received: now }],
    [0.002, { kind: "resume", by: "ada", received: now }],
  ];
  return all.flatMap(([share, fact]) => (random.chance(share) ? [fact] : []));
}

function driverOf(random: Random): { readonly driver: string; readonly by: "human" | "program" } {
  return random.chance(0.1)
    ? { driver: "teleop", by: "human" }
    : { driver: "autonomy", by: "program" };
}

const CHECKS = SETTINGS.settings.checks.map(({ id }) => id);
const IDS = Object.keys(CAUSES) as readonly ReasonId[];
const ODD = [NaN, Infinity, -Infinity, -0, 0, 5e-324, 1e308];

function pick<T>(items: readonly T[], random: Random): T {
  return items[random.index(items.length)] as T;
}

function twistMessage(twist: { vx: number; vy: number; wz: number }): RecordedDecision["asked"] {
  return { linear: { x: twist.vx, y: twist.vy }, angular: { z: twist.wz } };
}
