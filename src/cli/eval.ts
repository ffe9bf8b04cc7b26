import { nearestWord } from "../world/scenario/nearest-word.ts";
import { tell } from "./console-lines.ts";
import type { Evaluation } from "./eval/evaluation.ts";
import { type Command, type OptionSpecs, UsageError } from "./usage.ts";

/** Every evaluation by name, loaded when it is asked for. */
const EVALUATIONS: { readonly [name: string]: () => Promise<Evaluation> } = {
  motion: async () => (await import("./eval/motion/evaluate.ts")).motionEvaluation,
  rules: async () => (await import("./eval/rules.ts")).rulesEvaluation,
  belief: async () => (await import("./eval/belief.ts")).beliefEvaluation,
  comfort: async () => (await import("./eval/comfort.ts")).comfortEvaluation,
};

const OPTIONS = {
  data: { kind: "text", value: "PATH", meaning: "Your own data." },
  out: { kind: "text", value: "FILE", meaning: "Where the answers go, one JSON object a line." },
  rules: { kind: "text", value: "FILE", meaning: "A file of rules [the shipped ones]." },
  score: { kind: "text", value: "FILE", meaning: "Scores answers that are already written." },
} as const satisfies OptionSpecs;

/** Runs one faculty on the user's own data. */
export const evaluate: Command<typeof OPTIONS> = {
  name: "eval",
  summary: `Runs one faculty on your own data and prints the scores: ${Object.keys(EVALUATIONS).join(", ")}.`,
  words: { value: "NAME", min: 1, max: 1 },
  options: OPTIONS,
  run: async ({ words: [name = ""], options: { data, out, rules, score } }) => {
    const names = Object.keys(EVALUATIONS);
    const load = Object.hasOwn(EVALUATIONS, name) ? EVALUATIONS[name] : undefined;
    if (load === undefined) {
      const nearest = nearestWord(name, names);
      throw new UsageError(
        `there is no evaluation '${name}'; ` +
          (nearest === undefined ? `there is ${names.join(", ")}` : `did you mean '${nearest}'?`),
      );
    }
    if (data === undefined) {
      throw new UsageError(`coalign eval ${name} needs --data PATH`);
    }
    return (await load()).run({ data, out, rules, score }, tell);
  },
};
