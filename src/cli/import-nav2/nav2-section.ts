import type { FileValue, Section } from "../../bus/parameter-file.ts";
import type { Finding, Tell } from "./finding.ts";

/** The parameters of one Nav2 node, read name by name; what nobody read can be listed at the end. */
export class Nav2Section {
  readonly node: string;
  readonly #values = new Map<string, FileValue>();
  readonly #read = new Set<string>();
  readonly #tell: Tell;

  constructor(node: string, sections: readonly Section[], tell: Tell) {
    this.node = node;
    this.#tell = tell;
    for (const { pattern, values } of sections) {
      if (pattern.split("/").at(-1) === node) {
        values.forEach((value) => this.#values.set(value.name, value));
      }
    }
  }

  get isThere(): boolean {
    return this.#values.size > 0;
  }

  /** Says what became of a parameter, which counts as read. */
  tell(name: string, fate: Finding["fate"], note: string): void {
    this.#read.add(name);
    const line = this.#values.get(name)?.line ?? 0;
    this.#tell({ fate, line, from: `${this.node}.${name}`, note });
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  value(name: string): unknown {
    this.#read.add(name);
    return this.#values.get(name)?.value;
  }

  number(name: string): number | undefined {
    const value = this.value(name);
    return typeof value === "number" && Number.isFinite(value) ? value : undefined;
  }

  text(name: string): string | undefined {
    const value = this.value(name);
    return typeof value === "string" && value !== "" ? value : undefined;
  }

  numbers(name: string): readonly number[] | undefined {
    const value = this.value(name);
    return Array.isArray(value) && value.every((item) => typeof item === "number")
      ? value
      : undefined;
  }

  /** A list of names, or several in one text. */
  names(name: string): readonly string[] {
    const value = this.value(name);
    const list: unknown[] = typeof value === "string" ? value.split(/\s+/) : [value].flat();
    for (const item of list.filter((one) => typeof one !== "string" && one !== undefined)) {
      const note = `\`${String(item)}\` is no name but what YAML makes of a word like \`off\`; put it in quotes`;
      this.tell(name, "unsafe", note);
    }
    return list.filter((item): item is string => typeof item === "string" && item !== "");
  }

  /** Leaves out all parameters that begin so, and says so of each. */
  skip(prefix: string): void {
    for (const { name } of this.unread().filter((value) => value.name.startsWith(prefix))) {
      this.tell(name, "no counterpart", "its zone is left out");
    }
  }

  /** What nobody has read so far. */
  unread(): readonly FileValue[] {
    return [...this.#values.values()].filter(({ name }) => !this.#read.has(name));
  }
}
