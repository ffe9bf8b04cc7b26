import type { Unit } from "../kernel/reason.ts";
import { FormulaError, type Token, tokensOf } from "./token.ts";
import { inUnit } from "./unit.ts";

/** Longest formula [tokens]: a person reads it, and a reader that descends into it ends. */
export const LONGEST_FORMULA = 500;

/** Goes through the tokens of a formula. Every refusal says where it is. */
export class Cursor {
  readonly #tokens: readonly Token[];
  readonly #end: Token;
  #next = 0;

  /** @throws FormulaError at a character that begins no token, and for a formula that is too long. */
  constructor(formula: string) {
    this.#tokens = tokensOf(formula);
    this.#end = { kind: "end", text: "", at: formula.length };
    if (this.#tokens.length > LONGEST_FORMULA) {
      throw new FormulaError(0, `a formula has at most ${LONGEST_FORMULA} words and signs`);
    }
  }

  peek(): Token {
    return this.#tokens[this.#next] ?? this.#end;
  }

  take(): Token {
    const token = this.peek();
    this.#next += 1;
    return token;
  }

  /** Takes the next token if it is this word or sign. */
  took(text: string): boolean {
    const { kind, text: found } = this.peek();
    const same = (kind === "word" || kind === "sign") && found === text;
    this.#next += same ? 1 : 0;
    return same;
  }

  /** Takes this word or sign. */
  expect(text: string): void {
    if (!this.took(text)) {
      throw this.refusal(`'${text}'`);
    }
  }

  /** Takes a number with its unit, in SI. */
  quantity(unit: Unit): number {
    const sign = this.took("-") ? -1 : 1;
    const { kind, text, at } = this.peek();
    if (kind !== "number") {
      throw this.refusal("a number");
    }
    this.take();
    const written = this.#isUnit(this.peek()) ? this.take().text : "";
    const { value, trouble } = inUnit(sign * Number(text), written, unit);
    if (trouble !== undefined) {
      throw new FormulaError(at, trouble);
    }
    return value;
  }

  #isUnit({ kind, text }: Token): boolean {
    return kind === "word" && !OPERATORS.has(text);
  }

  /** What is wrong at the next token. */
  refusal(wanted: string): FormulaError {
    const { kind, text, at } = this.peek();
    const found = kind === "end" ? "the formula ends" : `there is '${text}'`;
    return new FormulaError(at, `${wanted} is expected where ${found}`);
  }
}

/** Words that may follow a number and are no unit. */
const OPERATORS: ReadonlySet<string> = new Set(["and", "or", "implies", "since"]);
