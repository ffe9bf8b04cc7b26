import { parseXml, XmlElement, XmlError } from "@rgrove/parse-xml";
import { lineAt, UrdfProblem } from "./problem.ts";

/** An XML element that knows its line, so that every refusal can name it. */
export class Element {
  readonly name: string;
  readonly children: readonly Element[];
  readonly line: number;
  readonly #attributes: Readonly<Record<string, string>>;
  readonly #file: string;

  constructor(source: XmlElement, text: string, file: string) {
    this.name = source.name;
    this.#attributes = source.attributes;
    this.#file = file;
    this.line = lineAt(text, source.start);
    this.children = source.children
      .filter((child) => child instanceof XmlElement)
      .map((child) => new Element(child, text, file));
  }

  /** The error to throw about this element. */
  problem(sentence: string): UrdfProblem {
    return new UrdfProblem(`${this.#file}:${this.line}: ${sentence}`);
  }

  all(name: string): readonly Element[] {
    return this.children.filter((child) => child.name === name);
  }

  /** The one child of that name, or nothing. */
  child(name: string): Element | undefined {
    const found = this.all(name);
    if (found[1] !== undefined) {
      throw found[1].problem(`<${this.name}> may have one <${name}> only`);
    }
    return found[0];
  }

  has(attribute: string): boolean {
    return this.#attributes[attribute] !== undefined;
  }

  text(attribute: string, otherwise?: string): string {
    const value = this.#attributes[attribute] ?? otherwise;
    if (value === undefined) {
      throw this.problem(`<${this.name}> needs the attribute ${attribute}="..."`);
    }
    return value;
  }

  /** A finite number within bounds. */
  number(attribute: string, range: Range = {}): number {
    if (!this.has(attribute) && range.otherwise !== undefined) {
      return range.otherwise;
    }
    const text = this.text(attribute);
    const value = text.trim() === "" ? NaN : Number(text);
    const { min = -Infinity, max = Infinity } = range;
    if (!Number.isFinite(value) || value < min || value > max) {
      throw this.problem(
        `${attribute} of <${this.name}> must be ${boundsAs(min, max)}, and not "${text}"`,
      );
    }
    return value;
  }

  /** Three finite numbers, separated by spaces. */
  triple(
    attribute: string,
    otherwise?: readonly [number, number, number],
  ): [number, number, number] {
    if (!this.has(attribute) && otherwise !== undefined) {
      return [...otherwise];
    }
    const parts = this.text(attribute).trim().split(/\s+/);
    const [x = NaN, y = NaN, z = NaN] = parts.map(Number);
    if (parts.length !== 3 || ![x, y, z].every(Number.isFinite)) {
      throw this.problem(
        `${attribute} of <${this.name}> must be three numbers, and not "${this.text(attribute)}"`,
      );
    }
    return [x, y, z];
  }

  /** One of a closed set of words. */
  word<W extends string>(attribute: string, words: readonly W[], otherwise?: W): W {
    const value = this.text(attribute, otherwise);
    const found = words.find((word) => word === value);
    if (found === undefined) {
      throw this.problem(
        `${attribute} of <${this.name}> must be one of ${words.join(", ")}, and not "${value}"`,
      );
    }
    return found;
  }

  /** Refuses attributes and children that are not known here: a misspelt setting must not be lost in silence. */
  admit(attributes: readonly string[], children: readonly string[]): void {
    for (const name of Object.keys(this.#attributes)) {
      if (!attributes.includes(name)) {
        throw this.problem(
          `<${this.name}> has no attribute "${name}"; it has: ${attributes.join(", ")}`,
        );
      }
    }
    for (const child of this.children) {
      if (!children.includes(child.name)) {
        const known = children.length === 0 ? "nothing" : children.join(", ");
        throw child.problem(`<${this.name}> cannot hold <${child.name}>; it holds: ${known}`);
      }
    }
  }
}

function boundsAs(min: number, max: number): string {
  if (min === -Infinity && max === Infinity) {
    return "a finite number";
  }
  return max === Infinity ? `a number of at least ${min}` : `a number from ${min} to ${max}`;
}

type Range = { readonly min?: number; readonly max?: number; readonly otherwise?: number };

/**
 * The root element of an XML text.
 * @throws UrdfProblem with the line where the text stops being XML.
 */
export function readXml(text: string, file: string): Element {
  try {
    const { root } = parseXml(text, { includeOffsets: true });
    if (root === null) {
      throw new UrdfProblem(`${file}:1: the file holds no XML element; a <robot> is needed`);
    }
    return new Element(root, text, file);
  } catch (error) {
    if (error instanceof XmlError) {
      const reason = error.message.split("\n")[0] ?? "";
      throw new UrdfProblem(
        `${file}:${error.line}: this is no well-formed XML: ${reason.replace(/ \(line.*$/, "")}`,
      );
    }
    if (error instanceof RangeError) {
      throw new UrdfProblem(`${file}:1: the elements are nested too deep to be read`);
    }
    throw error;
  }
}
