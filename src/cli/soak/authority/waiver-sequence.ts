import type { WaiverTerms } from "../../../authority/act.ts";
import { waive } from "../../../authority/waive.ts";
import {
  grantWaiver,
  isRedLine,
  LONGEST_WAIVER,
  MOST_WAIVERS,
  NO_WAIVERS,
  type Position,
  waived,
  WAIVER_SPEED,
  type Waivers,
} from "../../../authority/waivers.ts";
import type { Restriction } from "../../../kernel/fact.ts";
import { meet } from "../../../kernel/limit.ts";
import type { Random } from "../../../quantity/random.ts";
import type { Seconds } from "../../../quantity/time.ts";

/** Lines of the configuration that may be waived, and names that may not. */
const WAIVABLE = ["dock", "ramp", "keep-still"];
const OTHERS = ["fence", "protective-separation", "human-veto", "zone-stop", "constructor", ""];
const NAMES = [...WAIVABLE, ...OTHERS];
const ALLOWED: ReadonlySet<string> = new Set(WAIVABLE);

/** Steps of one sequence [1]. */
const STEPS = 8;

/** Distance of the farthest point of the footprint [m]. */
const REACH = 0.4;

/** When each line was last granted, as an independent book of it: name to the earliest and latest it may hold. */
type Book = Map<string, { from: Seconds; until: Seconds }>;

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
  book.set(terms.line, { from: now, until });
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

/** What a line of the configuration asks for by itself. */
function lineOf(random: Random): Restriction {
  const stops = random.chance(0.5);
  const speed = stops ? 0 : random.between(0, 0.5);
  return {
    speed,
    spin: speed,
    bounds: [],
    because: stops ? "zone-stop" : "zone-slow",
    about: "a zone",
    trouble: random.chance(0.1) ? "zone-unknown" : "",
  };
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
  for (const name of NAMES) {
    const waiver = waived(waivers, name, position, now);
    const own = lineOf(random);
    const left = waive(own, waiver, REACH);
    parts.push(left);
    if (left === own) {
      continue;
    }
    applied += 1;
    const entry = book.get(name);
    if (isRedLine(name) || !ALLOWED.has(name)) {
      return { broken: `'${name}' was waived`, applied };
    }
    if (entry === undefined || now < entry.from || now >= entry.until + 1e-9) {
      return { broken: `'${name}' is waived outside its time`, applied };
    }
    if (left.speed > WAIVER_SPEED || left.spin * REACH > WAIVER_SPEED + 1e-12) {
      return { broken: `'${name}' is waived faster than a crawl`, applied };
    }
    if (own.trouble === "zone-unknown") {
      return { broken: `'${name}' is waived though nobody knows its shape`, applied };
    }
  }
  return { broken: beyond(waivers, red, parts), applied };
}

/** What all allow with the waivers, against what the red line allows by itself. */
function beyond(waivers: Waivers, red: Restriction, parts: readonly Restriction[]): string {
  const all = meet(parts);
  if (waivers.length > MOST_WAIVERS) {
    return `${waivers.length} waivers are kept`;
  }
  return all.speed > red.speed || all.spin > red.spin ? "more than the red line allows" : "";
}
