import type { Stamp } from "../quantity/time.ts";

/** Acts upon the latch: reset clears it, resume allows motion again. Stopping needs no signature and is not here. */
export const LATCH_ACTS = ["reset", "resume"] as const;

export type ActName = (typeof LATCH_ACTS)[number];

/**
 * All acts that only a known human may do, as `coalign_msgs/srv/HumanAct` carries them: besides those upon the latch,
 * `waive` lifts a zone or a rule for moments and at a crawl, `limit` lowers the ceilings or gives them back.
 */
export const ACTS = [...LATCH_ACTS, "waive", "limit"] as const;

export type SignedActName = (typeof ACTS)[number];

/** What is signed. */
export type Act = {
  readonly act: string;
  /** Name of the robot the act is meant for. */
  readonly robot: string;
  /** Name of the operator, as in the list of keys. */
  readonly operator_name: string;
  /** Why, in the operator's words. */
  readonly reason: string;
  /** When it was signed, system clock. */
  readonly stamp: Stamp;
  /** Random text, never used before. */
  readonly nonce: string;
};

export type SignedAct = Act & {
  /** Ed25519 over `canonicalBytes`, 64 bytes. */
  readonly signature: Uint8Array;
};

/** Keeps a signature over an act from being one over anything else. */
const DOMAIN = "coalign/human-act/1";

/**
 * The bytes that are signed: every text as its length in UTF-8 bytes (32 bits, big-endian) and the bytes, in the order
 * domain, act, robot, operator, reason, nonce; then seconds and nanoseconds (64 and 32 bits). No two acts share bytes.
 */
export function canonicalBytes(act: Act): Uint8Array {
  const encoder = new TextEncoder();
  const texts = [DOMAIN, act.act, act.robot, act.operator_name, act.reason, act.nonce].map((text) =>
    encoder.encode(text),
  );
  const bytes = new Uint8Array(texts.reduce((sum, text) => sum + 4 + text.length, 12));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const text of texts) {
    view.setUint32(at, text.length);
    bytes.set(text, at + 4);
    at += 4 + text.length;
  }
  view.setBigInt64(at, BigInt(act.stamp.sec));
  view.setUint32(at + 8, act.stamp.nanosec);
  return bytes;
}
