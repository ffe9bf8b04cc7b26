/** A world or robot that cannot be loaded; the message is one sentence a line, with file and line. */
export class LoadProblem extends Error {
  override readonly name = "LoadProblem";
}
