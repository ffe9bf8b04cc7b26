import { type KeyObject, sign, verify } from "node:crypto";
import type { Seconds } from "../../quantity/time.ts";
import type { Head } from "../hash-chain.ts";
import { inOrder, readShape, type Shape, ShapeError, writerOf } from "../shape.ts";
import { parseBody } from "./entry.ts";

/**
 * A place in a robot's log, signed by the robot. It stands in the log as a checkpoint, beside it in `head.json`, and goes
 * to whoever listens: a log that does not run through an anchor somebody kept was cut or written anew.
 */
export type Anchor = {
  /** Name of the log, made with its first file. */
  readonly log: string;
  readonly number: number;
  readonly hash: string;
  /** When it was signed, system clock [s since 1970]. */
  readonly time: Seconds;
  /** Ed25519 over `signedText`, base64. */
  readonly signature: string;
};

/** Keeps a signature over a place from being one over anything else. */
const DOMAIN = "coalign/safety-log/1";

function signedText({ log, number, hash, time }: Omit<Anchor, "signature">): Buffer {
  return Buffer.from([DOMAIN, log, number, hash, time].join("\n"));
}

function unsigned(log: string, { records, hash }: Head, time: Seconds): Omit<Anchor, "signature"> {
  return { log, number: records, hash, time: Number.isFinite(time) ? time : 0 };
}

/** Signs a place. */
export function signAnchor(key: KeyObject, log: string, head: Head, time: Seconds): Anchor {
  const place = unsigned(log, head, time);
  return { ...place, signature: sign(null, signedText(place), key).toString("base64") };
}

/** Signs a place in another thread. @param done - Gets undefined when it could not be signed. */
export function signAnchorAside(
  key: KeyObject,
  log: string,
  head: Head,
  time: Seconds,
  done: (anchor: Anchor | undefined) => void,
): void {
  const place = unsigned(log, head, time);
  sign(null, signedText(place), key, (error, signature) => {
    done(error === null ? { ...place, signature: signature.toString("base64") } : undefined);
  });
}

/** Whether the robot with this public key signed the anchor. */
export function isSigned(anchor: Anchor, key: KeyObject): boolean {
  return verify(null, signedText(anchor), key, Buffer.from(anchor.signature, "base64"));
}

const SHAPE: Shape = {
  fields: {
    kind: { oneOf: ["checkpoint"] },
    ...inOrder({ log: "text", number: "number", hash: "text", time: "number", signature: "text" }),
  },
};

const write = writerOf(SHAPE);

/** The anchor on one line, as checkpoints and `head.json` carry it. */
export function writeAnchor(anchor: Anchor): string {
  return write({ kind: "checkpoint", ...anchor });
}

/**
 * The anchor on a line.
 * @throws ShapeError with one sentence when it is none.
 */
export function readAnchor(text: string): Anchor {
  const anchor = readShape(SHAPE, parseBody(text), "the anchor") as Anchor;
  if (Buffer.from(anchor.signature, "base64").toString("base64") !== anchor.signature) {
    throw new ShapeError("the anchor.signature must be base64");
  }
  const { log, number, hash, time, signature } = anchor;
  return { log, number, hash, time, signature };
}
