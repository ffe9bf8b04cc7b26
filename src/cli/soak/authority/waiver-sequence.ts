import type { WaiverTerms } from "../../../authority/act.ts";
import {
  grantWaiver,
  isRedLine,
  LONGEST_WAIVER,
  MOST_WAIVERS,
  NO_WAIVERS,
  type Position,
  waived,
  type Waiver,
  WAIVER_SPEED,
  type Waivers,
} from "../../../authority/waivers.ts";
import type { Restriction } from "../../../kernel/fact.ts";
import { meet } from "../../../kernel/limit.ts";
import type { Random } from "../../../quantity/random.ts";
import type { Seconds } from "../../../quantity/time.ts";
import { restrict } from "../../../rules/restrict.ts";
import { STANDING_STILL } from "../../../rules/rule.ts";
import type { Finding } from "../../../rules/watch.ts";
import type { Footprint } from "../../../separation/footprint.ts";
import { capOf } from "../../../separation/zones/exclusion.ts";
import { waived as waivedZone } from "../../../separation/zones/moment.ts";

/** Lines of the configuration that may be waived, and names that may not. */
const WAIVABLE = ["dock", "ramp", "keep-still"];
const OTHERS = ["fence", "protective-separation", "human-veto", "zone-stop", "constructor", ""];
const NAMES = [...WAIVABLE, ...OTHERS];
const ALLOWED: ReadonlySet<string> = new Set(WAIVABLE);

/** Steps of one sequence [1]. */
const STEPS = 8;

/** A footprint, and the distance of its farthest point from the base's origin [m]. */
const REACH = 0.4;
const FOOTPRINT: Footprint = [
  { x: REACH, y: 0 },
  { x: 0, y: 0.3 },
  { x: -0.3, y: 0 },
  { x: 0, y: -0.3 },
];

/** What was last granted for each line, as an independent book of it: the earliest and latest it may hold, how fast. */
type Book = Map<string, { from: Seconds; until: Seconds; speed: number }>;

/**
 * One random sequence of waivers asked for, time going by (and back), and the robot moving.
 * @returns What was broken, in one sentence; empty when nothing was. And how often a waiver held.
 */
export function runSequence(random: Random): { readonly broken: string; readonly held: number } {
  let waivers: Waivers = NO_WAIVERS;
  const book: Book = new Map();
  let now = random.between(0, 1000);
  let held = 0;
  for (let step = 0; step < STEPS; step++) {
    now += random.chance(0.05) ? -random.between(0, 40) : random.between(0, 12);
    if (random.chance(0.7)) {
      waivers = ask(waivers, book, random, now);
    }
    const position = { x: random.between(-3, 3), y: random.between(-3, 3) };
    const { broken, applied } = check(waivers, book, position, now, random);
    held += applied;
    if (broken !== "") {
      return { broken, held };
    }
  }
  return { broken: "", held };
}

function ask(waivers: Waivers, book: Book, random: Random, now: Seconds): Waivers {
  const terms = draw(random);
  const age = random.between(-2, 30);
  const granted = grantWaiver(waivers, { terms, by: "sam", age }, ALLOWED, now);
  if (granted.waivers === undefined) {
    return waivers;
  }
  const until = now + Math.min(LONGEST_WAIVER, terms.duration) - Math.max(0, age);
  book.set(terms.line, { from: now, until, speed: terms.speed });
  return granted.waivers;
}

/** Terms about what is allowed: half of all numbers are beyond it, some are no numbers. */
function draw(random: Random): WaiverTerms {
  const about = (most: number): number => {
    const wild = [NaN, Infinity, -1, 0, 1e9];
    return random.chance(0.06)
      ? (wild[random.index(wild.length)] ?? 0)
      : most * random.between(0, random.chance(0.2) ? 2 : 1);
  };
  return {
    line: NAMES[random.index(random.chance(0.7) ? WAIVABLE.length : NAMES.length)] ?? "",
    x: random.between(-2, 2),
    y: random.between(-2, 2),
    radius: about(3),
    duration: about(LONGEST_WAIVER),
    speed: about(WAIVER_SPEED),
  };
}

/** A restriction that stands whatever is waived, as separation or foresight would ask for. */
function redLine(random: Random): Restriction {
  return {
    speed: random.between(0, 1.2),
    spin: random.between(0, 2),
    bounds: [],
    because: "protective-separation",
    about: "somebody",
    trouble: random.chance(0.1) ? "scan-blind" : "",
  };
}

type Waived = ReadonlyMap<string, Waiver>;

/** A line of the configuration: what it asks for by itself, and with the waivers that hold. */
type Line = {
  readonly own: Restriction;
  readonly left: Restriction;
  /** Whether nobody knows if it holds: no judgement that could be waived. */
  readonly known: "known" | "unknown";
};

/** A zone in which something is, as the supervisor judges it. */
function zoneLine(name: string, waivers: Waived, now: Seconds, random: Random): Line {
  const speed = random.chance(0.5) ? 0 : random.between(0, 0.5);
  const own: Restriction = {
    speed,
    spin: speed,
    bounds: [],
    because: "zone-slow",
    about: name,
    trouble: "",
  };
  const cap = ALLOWED.has(name) ? capOf(waivers, name, now) : undefined;
  const left = cap === undefined ? own : { ...own, ...waivedZone(name, FOOTPRINT, cap).limit };
  return { own, left, known: "known" };
}

/** A rule that is not kept, as the supervisor follows it. */
function ruleLine(name: string, waivers: Waived, random: Random): Line {
  const speed = random.chance(0.5) ? 0 : random.between(0, 0.5);
  const known = random.chance(0.1) ? "unknown" : "known";
  const finding: Finding = {
    rule: {
      id: name,
      clause: "",
      source: "",
      formula: { kind: "number", signal: "speed", is: "<", than: 1 },
      text: "",
      broken: { speed, spin: speed },
      unknown: STANDING_STILL,
      past: "unknown",
      waivable: ALLOWED.has(name) ? "waivable" : "never-waived",
      severity: "serious",
    },
    verdict: known === "known" ? "broken" : "unknown",
    margin: -1,
    marginAtBest: known === "known" ? -1 : 1,
    unit: "m/s",
    since: 0,
    missing: [],
  };
  return { own: restrict([finding]), left: restrict([finding], waivers), known };
}

function check(
  waivers: Waivers,
  book: Book,
  position: Position | undefined,
  now: Seconds,
  random: Random,
): { readonly broken: string; readonly applied: number } {
  const red = redLine(random);
  const parts: Restriction[] = [red];
  let applied = 0;
  const here: Waived = new Map(
    NAMES.flatMap((name) => {
      const waiver = waived(waivers, name, position, now);
      return waiver === undefined ? [] : [[name, waiver] as const];
    }),
  );
  for (const name of NAMES) {
    const { own, left, known } = random.chance(0.5)
      ? zoneLine(name, here, now, random)
      : ruleLine(name, here, random);
    parts.push(left);
    if (left.speed === own.speed && left.spin === own.spin) {
      continue;
    }
    applied += 1;
    const broken = troubleWith(name, left, known, book, now);
    if (broken !== "") {
      return { broken, applied };
    }
  }
  return { broken: beyond(waivers, red, parts), applied };
}

/** What is wrong with a line that waivers changed; empty when nothing is. */
function troubleWith(
  name: string,
  left: Restriction,
  known: Line["known"],
  book: Book,
  now: Seconds,
): string {
  const entry = book.get(name);
  const isCrawl = left.speed <= WAIVER_SPEED && left.spin * REACH <= WAIVER_SPEED + 1e-12;
  const troubles = [
    [isRedLine(name) || !ALLOWED.has(name), "was waived"],
    [
      entry === undefined || now < entry.from || now >= entry.until + 1e-9,
      "is waived outside its time",
    ],
    [!isCrawl, "is waived faster than a crawl"],
    [entry !== undefined && left.speed > entry.speed, "is waived faster than was signed"],
    [known === "unknown", "is waived though nobody knows whether it is broken"],
  ] as const;
  const found = troubles.find(([isBroken]) => isBroken);
  return found === undefined ? "" : `'${name}' ${found[1]}`;
}

/** What all allow with the waivers, against what the red line allows by itself. */
function beyond(waivers: Waivers, red: Restriction, parts: readonly Restriction[]): string {
  const all = meet(parts);
  if (waivers.length > MOST_WAIVERS) {
    return `${waivers.length} waivers are kept`;
  }
  return all.speed > red.speed || all.spin > red.spin ? "more than the red line allows" : "";
}
