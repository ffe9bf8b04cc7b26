import type { Ceilings, OperatorLimit } from "./limits.ts";

/** A remembered limit that cannot be used; the message is one sentence. */
export class LimitTextError extends Error {
  override readonly name = "LimitTextError";
}

/** The limit as a line of text, to be kept over a restart: a restart gives no ceiling back. */
export function writeLimit(limit: OperatorLimit): string {
  return `${JSON.stringify(limit)}\n`;
}

/**
 * The limit from its text, never above the ceilings.
 * @param file - Its name, for the sentence.
 * @throws LimitTextError naming the file and what would be right: a limit that cannot be read is not lifted.
 */
export function readLimit(text: string, ceilings: Ceilings, file: string): OperatorLimit {
  const { speed, spin, by } = fieldsOf(text);
  if (!isAbove0(speed) || !isAbove0(spin) || typeof by !== "string") {
    throw new LimitTextError(
      `${file}: must be {"speed": m/s, "spin": rad/s, "by": name}, both above 0; remove it to give the ceilings back`,
    );
  }
  return {
    speed: Math.min(speed, ceilings.speed),
    spin: Math.min(spin, ceilings.spin),
    by,
  };
}

function fieldsOf(text: string): { readonly [field: string]: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return { ...(value as object | null) };
  } catch {
    return {};
  }
}

function isAbove0(value: unknown): value is number {
  return typeof value === "number" && value > 0;
}
