/** A robot description that cannot be used; the message is one sentence with file and line. */
export class UrdfProblem extends Error {
  override readonly name = "UrdfProblem";
}

/** Line of an offset in a text, counted from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let i = text.indexOf("\n"); i !== -1 && i < offset; i = text.indexOf("\n", i + 1)) {
    line++;
  }
  return line;
}
