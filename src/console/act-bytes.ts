/** An act as the operator signs it; the fields of `coalign_msgs/srv/HumanAct` but for the signature. */
export type UnsignedAct = {
  readonly act: "reset" | "resume";
  readonly robot: string;
  readonly operator: string;
  readonly reason: string;
  /** When it was signed, system clock: whole seconds and nanoseconds. */
  readonly sec: number;
  readonly nanosec: number;
  readonly nonce: string;
};

/**
 * The bytes that are signed, the same as `src/authority` checks (a test holds the two together; the wall between the
 * rooms keeps the page from importing it): each text as its length in bytes (32 bits, big-endian) and its UTF-8 bytes,
 * then seconds and nanoseconds.
 */
export function actBytes(act: UnsignedAct): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const texts = [
    "coalign/human-act/1",
    act.act,
    act.robot,
    act.operator,
    act.reason,
    act.nonce,
  ].map((text) => encoder.encode(text));
  const bytes = new Uint8Array(texts.reduce((sum, text) => sum + 4 + text.length, 12));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const text of texts) {
    view.setUint32(at, text.length);
    bytes.set(text, at + 4);
    at += 4 + text.length;
  }
  view.setBigInt64(at, BigInt(act.sec));
  view.setUint32(at + 8, act.nanosec);
  return bytes;
}
