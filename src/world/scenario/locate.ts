import { isMap, isNode, isScalar, isSeq, type Document, type LineCounter } from "yaml";
import type { Path } from "./parse.ts";

type Step = { readonly node: unknown; readonly offset: number | undefined };

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function step(node: unknown, key: string | number): Step | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
    return pair && { node: pair.value, offset: startOf(pair.key) };
  }
  if (isSeq(node) && typeof key === "number") {
    const item = node.items[key];
    return item === undefined ? undefined : { node: item, offset: startOf(item) };
  }
  return undefined;
}

/** The line on which a path begins, or the nearest thing around it that is in the file; from 1. */
export function locate(document: Document, lines: LineCounter, path: Path): number {
  let here: Step = { node: document.contents, offset: document.contents?.range?.[0] };
  for (const key of path) {
    const next = step(here.node, key);
    if (next === undefined) {
      break;
    }
    here = next.offset === undefined ? { node: next.node, offset: here.offset } : next;
  }
  return lines.linePos(here.offset ?? 0).line;
}
