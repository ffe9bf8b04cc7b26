/** What is waived: the fields of `coalign_msgs/msg/WaiverTerms` in metres, seconds and metres a second. */
export type WaiverFields = {
  readonly line: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly duration: number;
  readonly speed: number;
};

/** Of every act but `waive`. */
export const NO_WAIVER: WaiverFields = { line: "", x: 0, y: 0, radius: 0, duration: 0, speed: 0 };

/** What the robot is limited to: the fields of `coalign_msgs/msg/LimitTerms` [m/s], [rad/s]. */
export type LimitFields = { readonly speed: number; readonly spin: number };

/** Of every act but `limit`. */
export const NO_LIMIT: LimitFields = { speed: 0, spin: 0 };

/** An act as the operator signs it; the fields of `coalign_msgs/srv/HumanAct` but for the signature. */
export type UnsignedAct = {
  readonly act: "reset" | "resume" | "waive" | "limit";
  readonly robot: string;
  /** Which start of the supervisor it is for. */
  readonly boot: string;
  readonly operator: string;
  readonly reason: string;
  /** When it was signed, system clock: whole seconds and nanoseconds. */
  readonly sec: number;
  readonly nanosec: number;
  readonly nonce: string;
  readonly waiver: WaiverFields;
  readonly limit: LimitFields;
};

/**
 * The bytes that are signed, the same as `src/authority` checks (a test holds the two together; the wall between the
 * rooms keeps the page from importing it): each text as its length in bytes (32 bits, big-endian) and its UTF-8 bytes,
 * then seconds and nanoseconds, then the numbers of the waiver and of the limit (64 bits, IEEE 754).
 */
export function actBytes(act: UnsignedAct): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const { waiver, limit } = act;
  const texts = [
    "coalign/human-act/2",
    act.act,
    act.robot,
    act.boot,
    act.operator,
    act.reason,
    act.nonce,
    waiver.line,
  ].map((text) => encoder.encode(text));
  const numbers = [waiver.x, waiver.y, waiver.radius, waiver.duration, waiver.speed];
  numbers.push(limit.speed, limit.spin);
  const length = texts.reduce((sum, text) => sum + 4 + text.length, 12 + 8 * numbers.length);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const text of texts) {
    view.setUint32(at, text.length);
    bytes.set(text, at + 4);
    at += 4 + text.length;
  }
  view.setBigInt64(at, BigInt(act.sec));
  view.setUint32(at + 8, act.nanosec);
  numbers.forEach((number, index) => view.setFloat64(at + 12 + 8 * index, number));
  return bytes;
}
