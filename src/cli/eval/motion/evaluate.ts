import { closeSync, openSync, writeSync } from "node:fs";
import type { Evaluation } from "../evaluation.ts";
import { answerIn, tellAnswer } from "./answer.ts";
import { linesOf } from "./lines.ts";
import { predictAll } from "./predict.ts";
import { type Recording, readRecordings } from "./recording.ts";
import { type SceneScore, Scorer } from "./score.ts";
import { tellScores } from "./tell-scores.ts";
import { windowsOf } from "./windows.ts";

/** Where people may go in 4.8 s, over recorded tracks; learns each place as it goes, from nothing but what came before. */
export const motionEvaluation: Evaluation = {
  name: "motion",
  summary: "motion over a folder of recorded tracks; --score FILE scores written answers",
  run: ({ data, out, score }, tell) => {
    const recordings = readRecordings(data);
    if (score === undefined) {
      recordings
        .map((recording, n) => predictScene(recording, out, n === 0 ? "w" : "a"))
        .forEach(tell);
    }
    const written = score ?? out;
    if (written !== undefined) {
      const scores = scoreFile(written, recordings);
      tellScores(scores).forEach(tell);
      return scores.some(({ missing }) => missing > 0) ? 1 : 0;
    }
    tell("with --out FILE the answers are written and scored");
    return 0;
  },
};

/** Predicts one recording, writes the answers to its windows, says what it cost. */
function predictScene(recording: Recording, out: string | undefined, mode: "w" | "a"): string {
  const asked = new Set(windowsOf(recording).map(({ frame, person }) => `${frame} ${person}`));
  const file = out === undefined ? undefined : openSync(out, mode);
  let [people, cost, most] = [0, 0, 0];
  for (const frame of predictAll(recording, () => performance.now())) {
    people += frame.people;
    cost += frame.cost;
    most = Math.max(most, frame.cost / Math.max(1, frame.people));
    const lines = frame.answers
      .filter((answer) => asked.has(`${answer.frame} ${answer.person}`))
      .map((answer) => `${tellAnswer(answer)}\n`);
    if (file !== undefined) {
      writeSync(file, lines.join(""));
    }
  }
  if (file !== undefined) {
    closeSync(file);
  }
  const each = (cost / people).toFixed(3);
  return `${recording.scene}: ${asked.size} windows; ${each} ms a person and step, at most ${most.toFixed(1)}`;
}

function scoreFile(file: string, recordings: readonly Recording[]): readonly SceneScore[] {
  const scorers = new Map(recordings.map((one) => [one.scene, new Scorer(one)]));
  let at = 0;
  for (const line of linesOf(file)) {
    at++;
    if (line.trim() !== "") {
      const answer = answerIn(line, `${file}:${at}`);
      scorers.get(answer.scene)?.add(answer);
    }
  }
  return [...scorers.values()].map((scorer) => scorer.result());
}
