import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type Scalar } from "yaml";
import { Misread } from "./rules-error.ts";

/** A value of a YAML text that knows where it stands, and refuses by line what it is not. */
export class YamlValue {
  readonly #node: unknown;
  readonly #lines: LineCounter;
  readonly #source: string;
  /** Where it begins, from 1. */
  readonly line: number;

  constructor(node: unknown, lines: LineCounter, source: string, line: number) {
    this.#node = node;
    this.#lines = lines;
    this.#source = source;
    this.line = line;
  }

  /**
   * The value a text holds.
   * @throws Misread when the text is no YAML.
   */
  static of(source: string): YamlValue {
    const lines = new LineCounter();
    const document = parseDocument(source, { lineCounter: lines });
    const [error] = document.errors;
    if (error !== undefined) {
      const [sentence = ""] = error.message.split(" at line ");
      throw new Misread(lines.linePos(error.pos[0]).line, `no YAML: ${sentence}`);
    }
    return new YamlValue(document.contents, lines, source, 1);
  }

  misread(sentence: string): Misread {
    return new Misread(this.line, sentence);
  }

  /** Its entries by name, each of which must be known; whatever is not there is not in the answer. */
  entries(what: string, known?: readonly string[]): ReadonlyMap<string, YamlValue> {
    if (!isMap(this.#node)) {
      throw this.misread(`${what} must be a map from names to values`);
    }
    return new Map(
      this.#node.items.map(({ key, value }) => {
        const name = isScalar(key) ? String(key.value) : "";
        const entry = this.#inside(value, key);
        if (known?.includes(name) === false) {
          throw entry.misread(`${what} has no '${name}'; it may have ${known.join(", ")}`);
        }
        return [name, entry];
      }),
    );
  }

  /** Its items. */
  items(what: string): readonly YamlValue[] {
    if (!isSeq(this.#node)) {
      throw this.misread(`${what} must be a list`);
    }
    return this.#node.items.map((item) => this.#inside(item, item));
  }

  isMap(): boolean {
    return isMap(this.#node);
  }

  /** Its text, as it was written if it is a number or a truth value. */
  text(what: string): string {
    const text = isScalar(this.#node) ? scalarText(this.#node) : "";
    if (text === "") {
      throw this.misread(`${what} must be a text`);
    }
    return text;
  }

  number(what: string): number {
    const value = isScalar(this.#node) ? this.#node.value : undefined;
    if (typeof value !== "number" || !Number.isFinite(value)) {
      throw this.misread(`${what} must be a number`);
    }
    return value;
  }

  /** One of a few words. */
  word<W extends string>(what: string, words: readonly W[]): W {
    const text = this.text(what);
    const found = words.find((word) => word === text);
    if (found === undefined) {
      throw this.misread(`${what} must be ${words.join(" or ")}, and it is '${text}'`);
    }
    return found;
  }

  /** The line, and the column if it is certain, of a character of its text; both from 1. */
  placeOf(text: string, at: number): { readonly line: number; readonly column?: number } {
    const start = isScalar(this.#node) ? (this.#node.range?.[0] ?? 0) : 0;
    const begin = [start, start + 1].find((offset) => this.#source.startsWith(text, offset));
    if (begin === undefined) {
      return { line: this.line };
    }
    const { line, col } = this.#lines.linePos(begin + at);
    return { line, column: col };
  }

  #inside(node: unknown, begins: unknown): YamlValue {
    const offset = (begins as Node | null)?.range?.[0];
    const line = offset === undefined ? this.line : this.#lines.linePos(offset).line;
    return new YamlValue(node, this.#lines, this.#source, line);
  }
}

function scalarText({ value, source }: Scalar): string {
  return typeof value === "string" ? value.trim() : value === null ? "" : (source ?? "");
}
