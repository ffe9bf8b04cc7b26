import type { Stamp } from "../quantity/time.ts";
import { lengthPrefixed } from "./canonical.ts";

/** Acts upon the latch: reset clears it, resume allows motion again. Stopping needs no signature and is not here. */
export const LATCH_ACTS = ["reset", "resume"] as const;

export type ActName = (typeof LATCH_ACTS)[number];

/**
 * All acts that only a known human may do, as `coalign_msgs/srv/HumanAct` carries them: besides those upon the latch,
 * `waive` lifts a zone or a rule for moments and at a crawl, `limit` lowers the ceilings or gives them back.
 */
export const ACTS = [...LATCH_ACTS, "waive", "limit"] as const;

export type SignedActName = (typeof ACTS)[number];

/** What is waived: `coalign_msgs/msg/WaiverTerms`. */
export type WaiverTerms = {
  /** Name of the zone or rule as configured. */
  readonly line: string;
  /** Centre of the place in `odom` [m]. */
  readonly x: number;
  readonly y: number;
  /** [m] */
  readonly radius: number;
  /** From the act's stamp on [s]. */
  readonly duration: number;
  /** Largest speed while it holds [m/s]. */
  readonly speed: number;
};

/** Of every act but `waive`. */
export const NO_WAIVER: WaiverTerms = { line: "", x: 0, y: 0, radius: 0, duration: 0, speed: 0 };

/** What the robot is limited to: `coalign_msgs/msg/LimitTerms`. */
export type LimitTerms = {
  /** Largest speed [m/s] and yaw rate [rad/s]. */
  readonly speed: number;
  readonly spin: number;
};

/** Of every act but `limit`. */
export const NO_LIMIT: LimitTerms = { speed: 0, spin: 0 };

/** What is signed. */
export type Act = {
  readonly act: string;
  /** Name of the robot the act is meant for. */
  readonly robot: string;
  /** Which start of the robot's supervisor the act is meant for: a text drawn when it starts. */
  readonly boot: string;
  /** Name of the operator, as in the list of keys. */
  readonly operator_name: string;
  /** Why, in the operator's words. */
  readonly reason: string;
  /** When it was signed, system clock. */
  readonly stamp: Stamp;
  /** Random text, never used before. */
  readonly nonce: string;
  readonly waiver: WaiverTerms;
  readonly limit: LimitTerms;
};

export type SignedAct = Act & {
  /** Ed25519 over `canonicalBytes`, 64 bytes. */
  readonly signature: Uint8Array;
};

/** Keeps a signature over an act from being one over anything else. */
const DOMAIN = "coalign/human-act/2";

/**
 * The bytes that are signed: every text as its length in UTF-8 bytes (32 bits, big-endian) and the bytes, in the order
 * domain, act, robot, boot, operator, reason, nonce, waived line; then seconds and nanoseconds (64 and 32 bits) and the
 * numbers of the waiver and of the limit in the order of their fields (64 bits, IEEE 754). No two acts share bytes.
 */
export function canonicalBytes(act: Act): Uint8Array {
  const { waiver, limit } = act;
  const texts = lengthPrefixed([
    DOMAIN,
    act.act,
    act.robot,
    act.boot,
    act.operator_name,
    act.reason,
    act.nonce,
    waiver.line,
  ]);
  const numbers = [waiver.x, waiver.y, waiver.radius, waiver.duration, waiver.speed];
  numbers.push(limit.speed, limit.spin);
  const bytes = new Uint8Array(texts.length + 12 + 8 * numbers.length);
  const view = new DataView(bytes.buffer);
  bytes.set(texts);
  view.setBigInt64(texts.length, BigInt(act.stamp.sec));
  view.setUint32(texts.length + 8, act.stamp.nanosec);
  numbers.forEach((number, at) => view.setFloat64(texts.length + 12 + 8 * at, number));
  return bytes;
}
