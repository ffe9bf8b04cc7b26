/** A formula that cannot be read: where, from its beginning [characters], and one sentence. */
export class FormulaError extends Error {
  override readonly name = "FormulaError";
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

/** One word, number, sign or quoted name of a formula. */
export type Token = {
  readonly kind: "word" | "number" | "sign" | "text" | "end";
  readonly text: string;
  /** Where it begins [characters]. */
  readonly at: number;
};

const KINDS = [
  { kind: "number", form: /(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy },
  { kind: "word", form: /[a-z_][a-z0-9_]*(?:\/[a-z]+)?|%/iy },
  { kind: "sign", form: /<=|>=|!=|[<>=()[\],+-]/y },
  { kind: "text", form: /"[^"\n]*"/y },
] as const;

const SPACE = /\s*/y;

/**
 * The tokens of a formula, an end mark last.
 * @throws FormulaError at a character that begins none.
 */
export function tokensOf(formula: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = skip(formula, 0);
  while (at < formula.length) {
    const token = tokenAt(formula, at);
    tokens.push(token);
    at = skip(formula, at + token.text.length);
  }
  return [...tokens, { kind: "end", text: "", at: formula.length }];
}

function skip(formula: string, at: number): number {
  return at + (match(SPACE, formula, at)?.length ?? 0);
}

function match(form: RegExp, formula: string, at: number): string | undefined {
  const sticky = new RegExp(form);
  sticky.lastIndex = at;
  return sticky.exec(formula)?.[0];
}

function tokenAt(formula: string, at: number): Token {
  for (const { kind, form } of KINDS) {
    const text = match(form, formula, at);
    if (text !== undefined) {
      return { kind, text, at };
    }
  }
  throw new FormulaError(at, `'${formula.charAt(at)}' has no meaning in a formula`);
}
