import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Operators } from "../authority/operators.ts";
import { SIGNATURE_SUFFIX, verifySignedFile } from "../authority/signed-file.ts";
import { readRules } from "../rules/file/read-rules.ts";
import { RulesError } from "../rules/file/rules-error.ts";
import type { RuleBook } from "../rules/rule.ts";

/**
 * SHA-256 of `launch/rules.yaml` as coalign ships it. Whoever trusts this code trusts that text, so a fresh clone needs no
 * key to start; any other text needs a signature. A test holds the two together.
 */
export const SHIPPED_RULES = "e1346c8fe58a7416c1a012a54298d3b512492762118124e1c215c668b62dcc7f";

/** Where the shipped rules are, from the root of the package. */
const SHIPPED_FILE = "launch/rules.yaml";

/** Rules that may be followed, and why. */
export type TrustedRules = {
  readonly book: RuleBook;
  /** SHA-256 of the file, in hexadecimal: it goes into the log. */
  readonly hash: string;
  /** "shipped with coalign", or who signed it. */
  readonly trust: string;
};

/** The file of rules that came with this installation. */
export function shippedRulesFile(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, SHIPPED_FILE))) {
    const above = dirname(folder);
    if (above === folder) {
      throw new RulesError(`${SHIPPED_FILE} is missing; is this installation whole?`);
    }
    folder = above;
  }
  return join(folder, SHIPPED_FILE);
}

/**
 * Reads rules that may be followed: those that came with coalign, unchanged, or a file signed beside it
 * (`rules.yaml.sig`) by a human whose role may sign rules.
 * @param operators - Whose signatures count.
 * @throws RulesError with one sentence when it cannot be read, was changed, or is not signed by the right role.
 */
export function openRules(file: string, operators: Operators): TrustedRules {
  const bytes = readBytes(file);
  if (bytes === undefined) {
    throw new RulesError(`${file}: there is no file of rules that can be read`);
  }
  const text = bytes.toString("utf8");
  const hash = createHash("sha256").update(bytes).digest("hex");
  const trust = hash === SHIPPED_RULES ? "shipped with coalign" : signerOf(file, text, operators);
  return { book: readRules(text, file), hash, trust };
}

function signerOf(file: string, text: string, operators: Operators): string {
  const signature = readBytes(`${file}${SIGNATURE_SUFFIX}`);
  if (signature === undefined) {
    throw new RulesError(
      `${file}: these are not the rules coalign ships, and ${file}${SIGNATURE_SUFFIX} is missing; ` +
        `a safety-engineer signs them with: coalign keys sign ${file}`,
    );
  }
  const answer = verifySignedFile(text, signature.toString("utf8"), operators);
  if (answer.refused !== undefined) {
    throw new RulesError(`${file}: ${answer.refused}`);
  }
  return `signed by ${answer.accepted}`;
}

function readBytes(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
