import { type Command, EVERYWHERE, type OptionSpec, type OptionSpecs } from "./usage.ts";

/** What `coalign --help` prints. */
export function tellCommands(commands: readonly Command[]): string {
  const rows = commands.map(({ name, words, summary }) => [label(name, words.value), summary]);
  return [
    "coalign: an alignment runtime for robots on ROS 2",
    "",
    "usage: coalign COMMAND [options]; coalign COMMAND --help tells about one",
    "",
    ...table(rows),
  ].join("\n");
}

/** What `coalign NAME --help` prints. */
export function tellCommand(command: Command): string {
  const specs: OptionSpecs = { ...command.options, ...EVERYWHERE };
  const rows = Object.entries(specs).map(([name, spec]) => [tellOption(name, spec), spec.meaning]);
  return [
    `usage: coalign ${label(command.name, command.words.value)} [options]`,
    "",
    command.summary,
    "",
    ...table(rows),
  ].join("\n");
}

function label(name: string, words: string): string {
  return words === "" ? name : `${name} ${words}`;
}

function tellOption(name: string, spec: OptionSpec): string {
  if (spec.kind === "flag") {
    return `--${name}`;
  }
  const value = spec.kind === "text" ? (spec.oneOf?.join("|") ?? spec.value) : spec.value;
  return `--${name} ${value}`;
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const width = Math.min(34, Math.max(...rows.map(([left]) => (left ?? "").length)));
  return rows.map(([left, right]) => `  ${(left ?? "").padEnd(width)}  ${right ?? ""}`);
}
