/** A file of rules that cannot be used: one sentence a line, each with the file and the line in it. */
export class RulesError extends Error {
  override readonly name = "RulesError";
}

/** One thing that is wrong in a text, before anybody says in which file. */
export class Misread extends Error {
  override readonly name = "Misread";
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}
