import {
  type Document,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from "yaml";
import { ParameterError } from "./parameters.ts";

/** A YAML text with its name, for sentences that say where something is wrong. */
export class RosYaml {
  readonly contents: Document["contents"];
  readonly #path: string;
  readonly #lines = new LineCounter();

  /** @throws ParameterError when it is no YAML. */
  constructor(path: string, text: string) {
    this.#path = path;
    const document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    const [error] = document.errors;
    if (error !== undefined) {
      const { line } = this.#lines.linePos(error.pos[0]);
      throw new ParameterError(`${path} line ${line}: ${error.message}`);
    }
    this.contents = document.contents;
  }

  lineOf(node: Node | null): number {
    return this.#lines.linePos(node?.range?.[0] ?? 0).line;
  }

  /** @throws ParameterError always, with file and line. */
  refuse(node: Node | null, why: string): never {
    throw new ParameterError(`${this.#path} line ${this.lineOf(node)}: ${why}`);
  }

  /**
   * A scalar or a list as ROS 2 takes it.
   * @throws ParameterError for anything else.
   */
  value(node: Node | null): unknown {
    if (isScalar(node) && node.value !== null) {
      return node.type === "PLAIN" ? rosBoolean(node.value) : node.value;
    }
    if (isSeq(node)) {
      return (node.items as Node[]).map((item) => this.value(item));
    }
    return this.refuse(
      node,
      "a ROS 2 parameter is a number, a text, true, false or a list of these",
    );
  }
}

/** The entries of a map: each key as text, with the node it stands on. */
export function entriesOf(map: YAMLMap): { name: string; key: Node; value: Node | null }[] {
  return (map.items as Pair<Node, Node | null>[]).map(({ key, value }) => ({
    name: String(isScalar(key) ? key.value : key),
    key,
    value,
  }));
}

/** Plain words YAML 1.2 takes for text and ROS 2 for true or false (rcl_yaml_param_parser). */
const YES = /^(?:y|Y|yes|Yes|YES|on|On|ON)$/;
const NO = /^(?:n|N|no|No|NO|off|Off|OFF)$/;

function rosBoolean(value: unknown): unknown {
  if (typeof value !== "string") {
    return value;
  }
  return YES.test(value) ? true : NO.test(value) ? false : value;
}
