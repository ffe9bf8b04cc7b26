import type { Vector } from "../../quantity/vector.ts";

/**
 * Points as Nav2 writes them: a text `"[[x, y], ...]"` or a plain list `[x, y, x, y, ...]`, which older files also put
 * into a text. Undefined for anything else.
 */
export function nav2Points(value: unknown): readonly Vector[] | undefined {
  const list = typeof value === "string" ? fromText(value) : value;
  if (!Array.isArray(list)) {
    return undefined;
  }
  const numbers: readonly unknown[] = list.flat();
  const isPairs = list.every((item) => !Array.isArray(item) || item.length === 2);
  if (!isPairs || numbers.length % 2 !== 0 || !numbers.every(isNumber)) {
    return undefined;
  }
  return numbers.flatMap((x, i) => (i % 2 === 0 ? [{ x, y: numbers[i + 1] ?? NaN }] : []));
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

/** Numbers as C++ takes them, `.5` and `1.` included, in brackets. */
function fromText(text: string): unknown {
  const plain = text.replaceAll(/(^|[^\d])\./g, "$10.").replaceAll(/\.(?=[^\d]|$)/g, "");
  try {
    return JSON.parse(plain) as unknown;
  } catch {
    return undefined;
  }
}
