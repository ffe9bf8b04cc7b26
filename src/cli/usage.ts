import { parseArgs } from "node:util";
import { nearestWord } from "../world/scenario/nearest-word.ts";

/** A command line that cannot be meant; the message is one sentence, the exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

type Described = {
  /** What it does, as `--help` prints it, with the unit in brackets. */
  readonly meaning: string;
};

export type OptionSpec =
  | (Described & { readonly kind: "flag" })
  | (Described & {
      readonly kind: "text";
      /** What stands for the value in `--help`. */
      readonly value: string;
      readonly oneOf?: readonly string[];
    })
  | (Described & {
      readonly kind: "number" | "integer";
      readonly value: string;
      readonly min: number;
      readonly max: number;
      /** A word that may stand for a number: it becomes infinity. */
      readonly orWord?: string;
    });

export type OptionSpecs = { readonly [name: string]: OptionSpec };

type ValueOf<O extends OptionSpec> = O extends { kind: "flag" }
  ? boolean
  : O extends { kind: "text" }
    ? string | undefined
    : number | undefined;

/** Of a command without options of its own. */
export type NoOptions = { readonly [name in never]: OptionSpec };

/** What the user gave. */
export type Given<S extends OptionSpecs> = {
  readonly options: { readonly [N in keyof S]: ValueOf<S[N]> };
  readonly words: readonly string[];
  /** Everything from `--ros-args` on. */
  readonly rosArgs: readonly string[];
};

/** How many plain words a command takes, and what they are. */
export type Words = {
  readonly value: string;
  readonly min: number;
  readonly max: number;
  /** Whether `--ros-args` may follow; refused when missing, so that nothing is lost in silence. */
  readonly rosArgs?: true;
};

/** One word after `coalign`. */
export type Command<S extends OptionSpecs = OptionSpecs> = {
  readonly name: string;
  readonly summary: string;
  readonly words: Words;
  readonly options: S;
  /** Does it and answers the exit code. */
  run(given: Given<S>): Promise<number>;
};

export const NO_WORDS: Words = { value: "", min: 0, max: 0 };

/** Understood by every command. */
export const EVERYWHERE = {
  help: { kind: "flag", meaning: "Print this." },
  debug: { kind: "flag", meaning: "Print stack traces of errors." },
} as const satisfies OptionSpecs;

/**
 * Reads the arguments after a command's name.
 * @throws UsageError naming the argument and what would be right.
 */
export function parseUsage<S extends OptionSpecs>(
  command: Pick<Command<S>, "name" | "words" | "options">,
  args: readonly string[],
): Given<S & typeof EVERYWHERE> {
  const specs: OptionSpecs = { ...command.options, ...EVERYWHERE };
  const ros = args.indexOf("--ros-args");
  const own = ros < 0 ? args : args.slice(0, ros);
  const { tokens } = parseArgs({
    args: [...own],
    options: Object.fromEntries(
      Object.entries(specs).map(([name, spec]) => [
        name,
        { type: spec.kind === "flag" ? ("boolean" as const) : ("string" as const) },
      ]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const words: string[] = [];
  const options: { [name: string]: unknown } = {};
  for (const [name, spec] of Object.entries(specs)) {
    options[name] = spec.kind === "flag" ? false : undefined;
  }
  for (const token of tokens) {
    if (token.kind === "positional") {
      words.push(token.value);
    } else if (token.kind === "option") {
      options[token.name] = readOption(command.name, specs, token.name, token.rawName, token.value);
    }
  }
  if (ros >= 0 && command.words.rosArgs === undefined) {
    throw new UsageError(
      `coalign ${command.name} takes no --ros-args; coalign run and launch/sim.launch.py do`,
    );
  }
  if (options["help"] !== true) {
    checkWords(command.name, command.words, words);
  }
  return { options, words, rosArgs: ros < 0 ? [] : args.slice(ros) } as never;
}

function readOption(
  command: string,
  specs: OptionSpecs,
  name: string,
  raw: string,
  value: string | undefined,
): unknown {
  const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
  if (spec === undefined) {
    const nearest = nearestWord(name, Object.keys(specs));
    throw new UsageError(
      `coalign ${command} has no option ${raw}; ` +
        (nearest === undefined
          ? `coalign ${command} --help lists them`
          : `did you mean --${nearest}?`),
    );
  }
  if (spec.kind === "flag") {
    if (value !== undefined) {
      throw new UsageError(`--${name} takes no value, and not '${value}'`);
    }
    return true;
  }
  if (value === undefined || value === "" || (value.startsWith("--") && spec.kind === "text")) {
    throw new UsageError(`--${name} needs a value: ${expected(spec)}`);
  }
  const read = readValue(spec, value);
  if (read === undefined) {
    throw new UsageError(`--${name} must be ${expected(spec)}, and not '${value}'`);
  }
  return read;
}

function readValue(
  spec: Exclude<OptionSpec, { kind: "flag" }>,
  value: string,
): string | number | undefined {
  if (spec.kind === "text") {
    return spec.oneOf === undefined || spec.oneOf.includes(value) ? value : undefined;
  }
  if (value === spec.orWord) {
    return Infinity;
  }
  const number = value.trim() === "" ? NaN : Number(value);
  const whole = spec.kind === "number" || Number.isInteger(number);
  return whole && number >= spec.min && number <= spec.max ? number : undefined;
}

function expected(spec: Exclude<OptionSpec, { kind: "flag" }>): string {
  if (spec.kind === "text") {
    return spec.oneOf === undefined ? spec.value : `one of ${spec.oneOf.join(", ")}`;
  }
  const word = spec.orWord === undefined ? "" : ` or '${spec.orWord}'`;
  const kind = spec.kind === "integer" ? "a whole number" : "a number";
  return `${kind} from ${spec.min} to ${spec.max}${word}`;
}

function checkWords(command: string, { value, min, max }: Words, words: readonly string[]): void {
  if (words.length < min) {
    throw new UsageError(`coalign ${command} needs ${value}`);
  }
  const extra = words[max];
  if (extra !== undefined) {
    throw new UsageError(
      max === 0
        ? `coalign ${command} takes options only, and not '${extra}'`
        : `coalign ${command} takes ${value}, and not '${extra}' besides`,
    );
  }
}
