import { tell } from "./console-lines.ts";
import { type Command, type OptionSpecs, UsageError } from "./usage.ts";

type Train = (data: string, out: string | undefined, tell: (line: string) => void) => number;

/** Everything that is fitted to data, by name. */
const TRAININGS: { readonly [name: string]: () => Promise<Train> } = {
  comfort: async () => (await import("./train/comfort.ts")).trainComfort,
};

const OPTIONS = {
  data: { kind: "text", value: "PATH", meaning: "A file, or a folder of files." },
  out: { kind: "text", value: "FILE", meaning: "Where the table goes [printed]." },
} as const satisfies OptionSpecs;

/** Fits a model to data, as the one in the repository was. */
export const train: Command<typeof OPTIONS> = {
  name: "train",
  summary: `Fits a model to data: ${Object.keys(TRAININGS).join(", ")}.`,
  words: { value: "NAME", min: 1, max: 1 },
  options: OPTIONS,
  run: async ({ words: [name = ""], options: { data, out } }) => {
    const load = Object.hasOwn(TRAININGS, name) ? TRAININGS[name] : undefined;
    if (load === undefined) {
      throw new UsageError(
        `there is nothing to train called '${name}'; there is ${Object.keys(TRAININGS).join(", ")}`,
      );
    }
    if (data === undefined) {
      throw new UsageError(`coalign train ${name} needs --data PATH`);
    }
    return (await load())(data, out, tell);
  },
};
