import { readFileSync } from "node:fs";
import { openRules, shippedRulesFile } from "../nodes/rules-file.ts";
import { readRules } from "../rules/file/read-rules.ts";
import { RulesError } from "../rules/file/rules-error.ts";
import type { RuleBook } from "../rules/rule.ts";
import { COLUMNS, rowsOf } from "../rules/table.ts";
import { tell } from "./console-lines.ts";
import { readOperators } from "./key-store.ts";
import { tellTable } from "./text-table.ts";
import type { Command, NoOptions } from "./usage.ts";

/** Width where there is no terminal [characters]. */
const PAGE = 150;

/** Prints a file of rules as a table and says whether a supervisor would follow it. */
export const rules: Command<NoOptions> = {
  name: "rules",
  summary:
    "Prints the rules (the shipped ones, or FILE) as a table, and whether they may be followed.",
  words: { value: "[FILE]", min: 0, max: 1 },
  options: {},
  run: async ({ words: [given] }) => {
    const file = given ?? shippedRulesFile();
    tellTable(COLUMNS, rowsOf(readRulesFile(file)), process.stdout.columns || PAGE).forEach(tell);
    tell("");
    return await Promise.resolve(tellTrust(file));
  },
};

/**
 * The rules of a file, trusted or not.
 * @throws RulesError when it cannot be read.
 */
export function readRulesFile(file: string): RuleBook {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new RulesError(`${file}: there is no file of rules that can be read`);
  }
  return readRules(text, file);
}

function tellTrust(file: string): number {
  try {
    const { hash, trust } = openRules(file, readOperators());
    tell(`${file}: ${trust}; sha256 ${hash}`);
    return 0;
  } catch (error) {
    if (error instanceof RulesError) {
      tell(`a supervisor with the operators here would refuse to start: ${error.message}`);
      return 1;
    }
    throw error;
  }
}
