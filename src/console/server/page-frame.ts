import { z } from "zod";
import type { PageFrame } from "../protocol.ts";

/** Largest frame a page may send [bytes]. */
export const LARGEST_FRAME = 4096;

const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const deflection = z.number().min(-1).max(1);
const text = z.string().max(1000);

const FRAME = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("stop"), press: count }),
  z.strictObject({
    kind: z.literal("drive"),
    hold: count,
    forward: deflection,
    left: deflection,
    turn: deflection,
  }),
  z.strictObject({ kind: z.literal("release"), hold: count }),
  z.strictObject({
    kind: z.literal("act"),
    act: z.enum(["reset", "resume"]),
    robot: text,
    boot: text,
    operator: text,
    reason: text,
    sec: z.int().min(0).max(0x7fffffff),
    nanosec: z.int().min(0).max(999_999_999),
    nonce: text,
    signature: z.base64().max(128),
  }),
  z.strictObject({ kind: z.literal("ping"), sent: z.number() }),
]);

export type Parsed =
  | { readonly frame: PageFrame; readonly refused?: undefined }
  /** What is wrong with it, in one sentence. */
  | { readonly refused: string; readonly frame?: undefined };

/** A frame of a page from its text, or what is wrong with it. Never throws. */
export function parsePageFrame(raw: string): Parsed {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return { refused: "a frame must be JSON" };
  }
  const result = FRAME.safeParse(value);
  if (result.success) {
    return { frame: result.data };
  }
  const issue = result.error.issues[0];
  const field = issue?.path.join(".") ?? "";
  return { refused: `a frame's ${field === "" ? "form" : `'${field}'`} is wrong` };
}
