/** Reads world files. */
import type { WorldDescription } from "./description.ts";

/** What is wrong in a world file: one sentence, with the file and line it stands on. */
export type WorldError = {
  readonly file: string;
  readonly line: number;
  readonly sentence: string;
};

/** A world, or everything that is wrong with its file. `lineOf` answers the line of a path such as `["robots", 0, "sensors"]`. */
export type WorldReading =
  | {
      readonly ok: true;
      readonly description: WorldDescription;
      readonly lineOf: (path: readonly (string | number)[]) => number;
    }
  | { readonly ok: false; readonly errors: readonly WorldError[] };

/** As the command line prints it: `file:line: sentence`. */
export function tellError(error: WorldError): string {
  return `${error.file}:${error.line}: ${error.sentence}`;
}
