import { CAUSES } from "../kernel/reason.ts";
import type { Seconds } from "../quantity/time.ts";
import type { WaiverTerms } from "./act.ts";

/** Longest a waiver holds, from the moment it was signed [s]. */
export const LONGEST_WAIVER: Seconds = 30;

/** Largest speed while a waiver holds [m/s]: a crawl that a person can step away from. */
export const WAIVER_SPEED = 0.1;

/** Largest place of a waiver [m]: as far as a crawl goes while the longest waiver holds. */
export const WAIVER_RADIUS = WAIVER_SPEED * LONGEST_WAIVER;

/** Most waivers in force at once [1]. */
export const MOST_WAIVERS = 8;

/** A zone or rule that is waived now. */
export type Waiver = {
  readonly line: string;
  /** Who signed it. */
  readonly by: string;
  /** Centre of the place in `odom` [m]. */
  readonly x: number;
  readonly y: number;
  /** [m] */
  readonly radius: number;
  /** Largest speed [m/s]. */
  readonly speed: number;
  /** When it began and when it is over, on the monotonic clock [s]. */
  readonly from: Seconds;
  readonly until: Seconds;
};

/** Waivers that were granted. Those that are over count for nothing, whether or not they are still in it. */
export type Waivers = readonly Waiver[];

export const NO_WAIVERS: Waivers = [];

/** Where the robot is in `odom` [m]. */
export type Position = { readonly x: number; readonly y: number };

export type Granted =
  | { readonly waivers: Waivers; readonly refused?: undefined }
  /** Why not, in one sentence. */
  | { readonly refused: string; readonly waivers?: undefined };

/** What is asked for, once the signature was judged. */
export type WaiverRequest = {
  readonly terms: WaiverTerms;
  /** Who signed it. */
  readonly by: string;
  /** Age of the signature [s]: the waiver runs from when it was signed. A stamp ahead of the clock counts as now. */
  readonly age: Seconds;
};

/**
 * The waivers with one more. It is never a red line of the kernel, only a line of the configuration that says of itself
 * that it may be waived; it never lengthens one that is in force.
 * @param waivable - Names of the zones and rules whose configuration allows waivers.
 * @param now - Monotonic clock [s].
 */
export function grantWaiver(
  waivers: Waivers,
  request: WaiverRequest,
  waivable: ReadonlySet<string>,
  now: Seconds,
): Granted {
  const present = inForce(waivers, now);
  const { terms, by, age } = request;
  const left = terms.duration - Math.max(0, age);
  const trouble =
    troubleWithLine(terms.line, waivable) ??
    troubleWithTerms(terms) ??
    (left > 0 ? undefined : "it would be over already; sign it again") ??
    (present.some(({ line }) => line === terms.line)
      ? `'${terms.line}' is waived now, and a waiver is never lengthened`
      : undefined) ??
    (present.length < MOST_WAIVERS ? undefined : `${MOST_WAIVERS} waivers are in force already`);
  if (trouble !== undefined) {
    return { refused: `refused: ${trouble}` };
  }
  const { line, x, y, radius, speed } = terms;
  const waiver = { line, by, x, y, radius, speed, from: now, until: now + left };
  return { waivers: [...present, waiver] };
}

/** Whether a name is one of the kernel's closed set of reasons: none of them is ever waived. */
export function isRedLine(line: string): boolean {
  return Object.hasOwn(CAUSES, line);
}

function troubleWithLine(line: string, waivable: ReadonlySet<string>): string | undefined {
  if (isRedLine(line)) {
    return `'${line}' is a red line, and no red line is ever waived`;
  }
  if (waivable.has(line)) {
    return undefined;
  }
  const names = [...waivable].sort().join(", ");
  return `'${line}' cannot be waived; ${names === "" ? "nothing can here" : `only ${names} can`}`;
}

function troubleWithTerms({ x, y, radius, duration, speed }: WaiverTerms): string | undefined {
  if (!Number.isFinite(x) || !Number.isFinite(y)) {
    return "the place must have a centre in odom [m]";
  }
  if (!(radius > 0 && radius <= WAIVER_RADIUS)) {
    return `the place must have a radius above 0 and at most ${WAIVER_RADIUS} m`;
  }
  if (!(duration > 0 && duration <= LONGEST_WAIVER)) {
    return `a waiver holds for more than 0 and at most ${LONGEST_WAIVER} s`;
  }
  return speed > 0 && speed <= WAIVER_SPEED
    ? undefined
    : `the speed must be above 0 and at most ${WAIVER_SPEED} m/s`;
}

/** The waivers that hold now. A clock that went back ends them. */
export function inForce(waivers: Waivers, now: Seconds): Waivers {
  return waivers.filter(({ from, until }) => now >= from && now < until);
}

/**
 * The waiver of a line that holds here and now, if there is one.
 * @param position - Where the robot is in `odom`; undefined where that is not known: then nothing is waived.
 * @param now - Monotonic clock [s].
 */
export function waived(
  waivers: Waivers,
  line: string,
  position: Position | undefined,
  now: Seconds,
): Waiver | undefined {
  return position === undefined
    ? undefined
    : inForce(waivers, now).find(
        (waiver) =>
          waiver.line === line &&
          Math.hypot(position.x - waiver.x, position.y - waiver.y) <= waiver.radius,
      );
}
