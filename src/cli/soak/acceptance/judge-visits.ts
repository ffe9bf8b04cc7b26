import type { Seconds } from "../../../quantity/time.ts";

/** When the obstacle was in the way [s]. */
export type Visit = { readonly from: Seconds; readonly to: Seconds };

/** One command to the base. */
export type Output = { readonly at: Seconds; readonly moves: boolean };

export type VisitFigures = {
  /** From the obstacle's coming to the first zero, of each visit; infinity for none [s]. */
  readonly stops: readonly Seconds[];
  /** From its going to the first motion, of each visit; infinity for none before the next [s]. */
  readonly resumes: readonly Seconds[];
  /** Outputs after the first zero of a visit until its end, and those that move [1]. */
  readonly held: number;
  readonly broken: number;
  /** Outputs between a resumption and the next visit, and those that are zero [1]. */
  readonly free: number;
  readonly falseStops: number;
};

/** Reads from the commands to the base what each visit of the obstacle did. */
export function judgeVisits(visits: readonly Visit[], outputs: readonly Output[]): VisitFigures {
  const rows = visits.map((visit, i) => judge(visit, visits[i + 1]?.from, outputs));
  const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
  return {
    stops: rows.map(({ stop }) => stop),
    resumes: rows.flatMap(({ resume }) => resume ?? []),
    held: sum(({ held }) => held),
    broken: sum(({ broken }) => broken),
    free: sum(({ free }) => free),
    falseStops: sum(({ falseStops }) => falseStops),
  };
}

type Row = {
  readonly stop: Seconds;
  /** Undefined for the last visit, after which nobody waits. */
  readonly resume: Seconds | undefined;
  readonly held: number;
  readonly broken: number;
  readonly free: number;
  readonly falseStops: number;
};

function judge({ from, to }: Visit, next: Seconds | undefined, outputs: readonly Output[]): Row {
  const during = outputs.filter(({ at }) => at >= from && at < to);
  const stopped = during.find(({ moves }) => !moves)?.at ?? Infinity;
  const hold = during.filter(({ at }) => at >= stopped);
  const after = next === undefined ? [] : outputs.filter(({ at }) => at >= to && at < next);
  const resumed = after.find(({ moves }) => moves)?.at ?? Infinity;
  const free = after.filter(({ at }) => at >= resumed);
  return {
    stop: stopped - from,
    resume: next === undefined ? undefined : resumed - to,
    held: hold.length,
    broken: hold.filter(({ moves }) => moves).length,
    free: free.length,
    falseStops: free.filter(({ moves }) => !moves).length,
  };
}
