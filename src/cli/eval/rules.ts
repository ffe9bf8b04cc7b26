import { writeFileSync } from "node:fs";
import { shippedRulesFile } from "../../nodes/rules-file.ts";
import { restrict } from "../../rules/restrict.ts";
import { begin, type Finding, prepare, type Prepared, watch } from "../../rules/watch.ts";
import { readRulesFile } from "../rules.ts";
import { tellTable } from "../text-table.ts";
import type { Evaluation } from "./evaluation.ts";
import { readTrace, type Sample } from "./trace.ts";

/** What the rules say at one sample. */
type Answer = { readonly time: number; readonly findings: readonly Finding[] };

/** Runs rules over a recorded trace of signals. */
export const rulesEvaluation: Evaluation = {
  name: "rules",
  summary: "rules (--rules FILE) over a trace of signals, one JSON object a line",
  run: ({ data, out, rules }, tell) => {
    const prepared = prepare(readRulesFile(rules ?? shippedRulesFile()));
    const answers = watchAll(prepared, readTrace(data));
    if (out !== undefined) {
      writeFileSync(
        out,
        answers.map((answer) => `${JSON.stringify(tellAnswer(answer))}\n`).join(""),
      );
    }
    tellTable(
      HEAD,
      prepared.entries.map((_, at) => score(answers, at)),
      WIDTH,
    ).forEach(tell);
    return 0;
  },
};

function watchAll(prepared: Prepared, samples: readonly Sample[]): readonly Answer[] {
  let state = begin(prepared);
  return samples.map(({ time, signals }) => {
    const step = watch(prepared, state, signals, time);
    state = step.watch;
    return { time, findings: step.findings };
  });
}

/** Numbers that JSON knows, and the others by name. */
function plain(value: number): number | string {
  return Number.isFinite(value) ? value : value > 0 ? "inf" : "-inf";
}

function tellAnswer({ time, findings }: Answer): object {
  const { speed, spin, because, about, trouble } = restrict(findings);
  return {
    time,
    speed: plain(speed),
    spin: plain(spin),
    because: about === "" ? "" : because,
    about,
    trouble,
    rules: findings.map(({ rule, verdict, margin, marginAtBest, unit, since, missing }) => ({
      id: rule.id,
      verdict,
      margin: plain(margin),
      margin_at_best: plain(marginAtBest),
      unit,
      since: plain(since),
      missing,
    })),
  };
}

const WIDTH = 130;

const HEAD = ["rule", "kept", "broken", "unknown", "least margin", "first not kept", "missing"];

/** One rule over the whole trace. */
function score(answers: readonly Answer[], at: number): readonly string[] {
  const seen = answers.flatMap(({ time, findings }) => {
    const finding = findings[at];
    return finding === undefined ? [] : [{ time, ...finding }];
  });
  const count = (verdict: Finding["verdict"]): string =>
    `${seen.filter((finding) => finding.verdict === verdict).length}`;
  const first = seen.find(({ verdict }) => verdict !== "kept");
  const sure = seen
    .filter(({ verdict }) => verdict !== "unknown")
    .map(({ verdict, margin, marginAtBest }) => (verdict === "kept" ? margin : marginAtBest));
  const missing = new Set(seen.flatMap((finding) => finding.missing));
  return [
    seen[0]?.rule.id ?? "",
    count("kept"),
    count("broken"),
    count("unknown"),
    sure.length === 0
      ? "not known"
      : tellMargin(
          sure.reduce((a, b) => Math.min(a, b)),
          seen[0]?.unit ?? "1",
        ),
    first === undefined ? "never" : `${first.time} s`,
    [...missing].join(", "),
  ];
}

function tellMargin(margin: number, unit: string): string {
  const number = Number.isFinite(margin) ? `${Number(margin.toPrecision(4))}` : plain(margin);
  return unit === "1" ? `${number}` : `${number} ${unit}`;
}
