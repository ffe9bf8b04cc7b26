import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from "yaml";

/** Where in a file: keys and indices from its root. */
export type YamlPath = readonly (string | number)[];

/** A YAML text as plain values, with the line on which each thing begins. */
export type YamlFile = {
  readonly value: unknown;
  /** The line on which a path begins, or the nearest thing around it that is in the file; from 1. */
  readonly lineOf: (path: YamlPath) => number;
};

/** What is wrong with a text that is no YAML; doubled keys are. */
export type YamlFault = { readonly line: number; readonly sentence: string };

export function readYaml(text: string): YamlFile | YamlFault {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    return {
      line: lines.linePos(error.pos[0]).line,
      sentence: `this is not YAML: ${error.message}`,
    };
  }
  return {
    value: document.toJS() as unknown,
    lineOf: (path) => lines.linePos(offsetOf(document, path)).line,
  };
}

function offsetOf(document: Document, path: YamlPath): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const key of path) {
    const pair = isMap(node)
      ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key))
      : undefined;
    const item = isSeq(node) && typeof key === "number" ? node.items[key] : undefined;
    node = pair?.value ?? item;
    offset = startOf(pair?.key ?? item) ?? offset;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
