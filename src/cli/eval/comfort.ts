import { writeFileSync } from "node:fs";
import { comfortOf } from "../../theory-of-mind/feeling/comfort.ts";
import { readScenes } from "./comfort/socnav.ts";
import type { Evaluation } from "./evaluation.ts";

/** How little a robot that stands there disturbs those around, in scenes as SocNav1 draws them. */
export const comfortEvaluation: Evaluation = {
  name: "comfort",
  summary: "comfort of people near the robot in drawn scenes (SocNav1), one JSON object a line",
  run: ({ data, out }, tell) => {
    const answers = readScenes(data).map(({ identifier, score, scene }) => ({
      identifier,
      score,
      comfort: comfortOf(scene).comfort,
    }));
    if (out !== undefined) {
      const lines = answers.map(({ identifier, comfort }) =>
        JSON.stringify({ identifier, score: 100 * comfort }),
      );
      writeFileSync(out, lines.map((line) => `${line}\n`).join(""));
    }
    const errors = answers.flatMap(({ score, comfort }) =>
      score === undefined ? [] : [(comfort - score) ** 2],
    );
    const mean = errors.reduce((sum, error) => sum + error, 0) / Math.max(1, errors.length);
    tell(
      errors.length === 0
        ? `${answers.length} scenes answered; none of them is judged`
        : `mean squared error ${mean.toFixed(5)} (scores from 0 to 1) on ${errors.length} judged scenes of ${answers.length}`,
    );
    return 0;
  },
};
