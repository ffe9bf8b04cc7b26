import { writeFileSync } from "node:fs";
import type { ComfortTable } from "../../theory-of-mind/feeling/comfort.ts";
import type { Example } from "../../theory-of-mind/feeling/training/example.ts";
import { fitComfort } from "../../theory-of-mind/feeling/training/fit.ts";
import {
  chooseSmoothness,
  disagreement,
  validateNested,
  type Validation,
} from "../../theory-of-mind/feeling/training/validate.ts";
import { readScenes } from "../eval/comfort/socnav.ts";
import { DataError } from "../eval/evaluation.ts";

/** Decides the folds; nothing else is drawn. */
const SEED = 1;

/** Digits kept of each number of the table: far more than the data can tell. */
const DIGITS = 6;

/** Fits the model of comfort to judged scenes. */
export function trainComfort(
  data: string,
  out: string | undefined,
  tell: (line: string) => void,
): number {
  const examples = examplesIn(data);
  tell(tellValidation("people among themselves", disagreement(examples)));
  tell(tellValidation("unseen scenes, nested validation", validateNested(examples, SEED)));
  const smoothness = chooseSmoothness(examples, SEED);
  tell(`smoothness ${smoothness}`);
  const text = tableText(fitComfort(examples, smoothness));
  if (out === undefined) {
    tell(text);
  } else {
    writeFileSync(out, text);
  }
  return 0;
}

function examplesIn(data: string): readonly Example[] {
  const examples = readScenes(data).flatMap(({ identifier, score, scene }) =>
    score === undefined ? [] : [{ scene, score, group: identifier.split(" ")[0] ?? "" }],
  );
  if (examples.length < 100) {
    throw new DataError(`${data}: ${examples.length} judged scenes are too few, 100 are needed`);
  }
  return examples;
}

function tellValidation(name: string, { error, standardError, examples }: Validation): string {
  return `${name}: mean squared error ${error.toFixed(5)} ± ${standardError.toFixed(5)} (${examples})`;
}

/** The table as the file `src/theory-of-mind/feeling/comfort-table.ts`, one group of numbers a line. */
export function tableText({ ease, circumstances, facing, pressure }: ComfortTable): string {
  return [
    'import type { ComfortTable } from "./comfort.ts";',
    "",
    "/**",
    " * Written by `coalign train comfort` from judged scenes of SocNav1 (Manso, Nunez, Calderita, Faria and Bachiller, Data",
    " * 2020; CC BY 4.0). Comfort falls by the pressure of the nearest of what disturbs: read a curve as knots [m], values [1].",
    " */",
    "// prettier-ignore",
    "export const COMFORT_TABLE: ComfortTable = {",
    `  ease: ${short(ease)},`,
    "  circumstances: {",
    ...linesOf(circumstances),
    "  },",
    `  facing: ${short(facing)},`,
    "  pressure: {",
    ...linesOf(pressure),
    "  },",
    "};",
    "",
  ].join("\n");
}

function linesOf(group: object): readonly string[] {
  return Object.entries(group).map(([name, value]) => `    ${name}: ${short(value)},`);
}

function short(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === "number" ? Number(one.toPrecision(DIGITS)) : one,
  ).replaceAll(/"(\w+)":|,/gu, (_, name: string | undefined) =>
    name === undefined ? ", " : `${name}: `,
  );
}
