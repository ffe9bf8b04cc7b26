import { tellTable } from "../../text-table.ts";
import type { Errors, SceneScore } from "./score.ts";

const HEAD = [
  "scene",
  "windows",
  "missing",
  "ADE/FDE [m]",
  "constant velocity",
  "against it",
  "best of 20",
  "held by region90 [%]",
];

const WIDTH = 130;

/** The scores as a table, their mean over the scenes last. */
export function tellScores(scores: readonly SceneScore[]): readonly string[] {
  const rows = scores.map((score) => [
    score.scene,
    `${score.windows}`,
    `${score.missing}`,
    ...tellErrors(score),
    heldOf(score.covered),
  ]);
  const mean = (errors: (score: SceneScore) => Errors): Errors => ({
    ade: meanOf(scores.map((score) => errors(score).ade)),
    fde: meanOf(scores.map((score) => errors(score).fde)),
  });
  const average = {
    path: mean(({ path }) => path),
    straight: mean(({ straight }) => straight),
    best: mean(({ best }) => best),
  };
  const last = ["mean of scenes", "", "", ...tellErrors(average), ""];
  return tellTable(HEAD, [...rows, last], WIDTH);
}

function tellErrors({
  path,
  straight,
  best,
}: Pick<SceneScore, "path" | "straight" | "best">): readonly string[] {
  const ratio = (ours: number, theirs: number): string =>
    `${ours <= theirs ? "" : "+"}${(100 * (ours / theirs - 1)).toFixed(1)}`;
  return [
    told(path),
    told(straight),
    `${ratio(path.ade, straight.ade)}/${ratio(path.fde, straight.fde)} %`,
    told(best),
  ];
}

function told({ ade, fde }: Errors): string {
  return `${ade.toFixed(3)}/${fde.toFixed(3)}`;
}

function heldOf(covered: readonly number[]): string {
  const [least, most] = [Math.min(...covered), Math.max(...covered)];
  return `${(100 * least).toFixed(1)}-${(100 * most).toFixed(1)}`;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
