import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { nearestWord } from "../world/scenario/nearest-word.ts";
import { endWithOutput } from "./closed-output.ts";
import { COMMANDS, INTERNAL } from "./commands.ts";
import { tellCommand, tellCommands } from "./help.ts";
import { parseUsage, UsageError } from "./usage.ts";

/** Errors that mean the user's words, files or parameters are wrong, by name: exit code 2. */
const WRONG_INPUT = new Set([
  "UsageError",
  "ParameterError",
  "OperatorsError",
  "LoadProblem",
  "ProcessesError",
  "RecordingError",
  "ShapeError",
  "RulesError",
  "DataError",
]);

/**
 * Everything a user does is one word after `coalign`.
 * @param argv - The words after it.
 * @returns Exit code: 0 done, 1 the thing asked failed, 2 wrong usage.
 */
export async function main(argv: readonly string[]): Promise<number> {
  endWithOutput();
  try {
    return await runCommand(argv);
  } catch (error) {
    return tellTrouble(error, argv.includes("--debug") ? "stack" : "sentence");
  }
}

async function runCommand(argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const all = await Promise.all(Object.values(COMMANDS).map(async (load) => await load()));
    process.stdout.write(`${tellCommands(all)}\n`);
    return name === undefined ? 2 : 0;
  }
  const table = [COMMANDS, INTERNAL].find((known) => Object.hasOwn(known, name));
  const command = await table?.[name]?.();
  if (command === undefined) {
    const nearest = nearestWord(name, Object.keys(COMMANDS));
    throw new UsageError(
      `coalign has no command '${name}'; ` +
        (nearest === undefined ? "coalign --help lists them" : `did you mean '${nearest}'?`),
    );
  }
  const given = parseUsage(command, args);
  if (given.options.help) {
    process.stdout.write(`${tellCommand(command)}\n`);
    return 0;
  }
  return await command.run(given);
}

function tellTrouble(error: unknown, how: "stack" | "sentence"): number {
  const known = error instanceof Error ? error : new Error(String(error));
  const text = how === "stack" ? (known.stack ?? known.message) : known.message;
  process.stderr.write(`coalign: ${text}\n`);
  return WRONG_INPUT.has(known.name) ? 2 : 1;
}

/** Whether Node was started with this file. */
function isEntry(): boolean {
  const started = process.argv[1];
  try {
    return started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url);
  } catch {
    return false;
  }
}

if (isEntry()) {
  process.exitCode = await main(process.argv.slice(2));
}
