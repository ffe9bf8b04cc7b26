import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseOperators } from "../authority/operators.ts";
import { PERMISSIONS, type Role, ROLES } from "../authority/roles.ts";
import { SIGNATURE_SUFFIX, signFile, verifySignedFile } from "../authority/signed-file.ts";
import { nearestWord } from "../world/scenario/nearest-word.ts";
import { tell } from "./console-lines.ts";
import {
  changeRole,
  createKey,
  home,
  readEntry,
  readOperators,
  readPrivateKey,
} from "./key-store.ts";
import { type Command, type Given, type OptionSpecs, UsageError } from "./usage.ts";

const OPTIONS = {
  role: {
    kind: "text",
    value: "ROLE",
    oneOf: ROLES,
    meaning: "Of the new operator; `keys roles` says what each may do [operator].",
  },
  operator: { kind: "text", value: "NAME", meaning: "Whose key signs a file [the only one]." },
  operators: {
    kind: "text",
    value: "FILE",
    meaning: "List of operators that a signature is verified with [the one here].",
  },
} as const satisfies OptionSpecs;

type Options = Given<typeof OPTIONS>["options"];

/** One thing that can be done with keys. */
type Verb = {
  /** The words after it. */
  readonly words: readonly string[];
  /** Answers the exit code. */
  readonly act: (words: readonly string[], options: Options) => number;
};

const VERBS: { readonly [verb: string]: Verb } = {
  create: { words: ["NAME"], act: ([name = ""], { role }) => create(name, toRole(role)) },
  list: { words: [], act: list },
  show: { words: ["NAME"], act: ([name = ""]) => show(name) },
  role: { words: ["NAME", "ROLE"], act: ([name = "", role]) => giveRole(name, role) },
  roles: { words: [], act: tellRoles },
  sign: { words: ["FILE"], act: ([file = ""], { operator }) => signAFile(file, operator) },
  verify: { words: ["FILE"], act: ([file = ""], { operators }) => verifyAFile(file, operators) },
};

const USAGE = Object.entries(VERBS)
  .map(([verb, { words }]) => [verb, ...words].join(" "))
  .join(" | ");

/** Everything about the keys of the humans whose signature counts. */
export const keys: Command<typeof OPTIONS> = {
  name: "keys",
  summary: "Makes and shows operators' keys and roles; signs and verifies files of rules.",
  words: { value: USAGE, min: 1, max: 3 },
  options: OPTIONS,
  run: async ({ words: [name = "", ...words], options }) => {
    const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
    if (verb === undefined) {
      const nearest = nearestWord(name, Object.keys(VERBS));
      throw new UsageError(
        `coalign keys has no '${name}'; ` +
          (nearest === undefined ? `it has ${USAGE}` : `did you mean '${nearest}'?`),
      );
    }
    if (words.length !== verb.words.length) {
      throw new UsageError(`coalign keys ${[name, ...verb.words].join(" ")} is what it takes`);
    }
    return await Promise.resolve(verb.act(words, options));
  },
};

function toRole(role: string | undefined): Role {
  return ROLES.find((known) => known === role) ?? "operator";
}

function create(name: string, role: Role): number {
  const file = createKey(name, role);
  tell(`private key: ${file} (keep it to yourself)`);
  tell(`public key: in ${home()}/operators.json, as ${role}; a supervisor reads it when it starts`);
  return 0;
}

function list(): number {
  const operators = [...readOperators().values()];
  if (operators.length === 0) {
    tell("nobody has a key: coalign keys create NAME makes one");
  }
  operators.forEach(({ name, role }) => tell(`${name} (${role})`));
  return 0;
}

/** Prints what another robot's list needs, and nothing that is secret. */
function show(name: string): number {
  tell(JSON.stringify({ [name]: readEntry(name) }, null, 2));
  return 0;
}

function giveRole(name: string, asked: string | undefined): number {
  const role = ROLES.find((known) => known === asked);
  if (role === undefined) {
    throw new UsageError(`a role is one of ${ROLES.join(", ")}, and not '${asked ?? ""}'`);
  }
  changeRole(name, role);
  tell(`${name} is ${role} now; a supervisor learns it when it starts`);
  return 0;
}

function tellRoles(): number {
  ROLES.forEach((role) => tell(`${role}: ${PERMISSIONS[role].join(", ") || "nothing"}`));
  tell("anyone may stop the robot, without a key");
  return 0;
}

function signAFile(file: string, asked: string | undefined): number {
  const [only, ...others] = [...readOperators().keys()];
  const operator = asked ?? (others.length === 0 ? only : undefined);
  if (operator === undefined) {
    throw new UsageError("coalign keys sign needs --operator NAME: whose key signs");
  }
  const text = readText(file);
  const signature = signFile(readPrivateKey(operator), operator, text);
  writeFileSync(`${file}${SIGNATURE_SUFFIX}`, signature);
  const { refused } = verifySignedFile(text, signature, readOperators());
  tell(`${file}${SIGNATURE_SUFFIX}: signed by ${operator}`);
  if (refused !== undefined) {
    tell(`but a supervisor with the list of operators here says: ${refused}`);
    return 1;
  }
  return 0;
}

function verifyAFile(file: string, given: string | undefined): number {
  const operators = given === undefined ? readOperators() : parseOperators(readText(given), given);
  const { accepted, refused } = verifySignedFile(
    readText(file),
    readText(`${file}${SIGNATURE_SUFFIX}`),
    operators,
  );
  tell(`${file}: ${accepted === undefined ? refused : `signed by ${accepted}, as it stands`}`);
  return accepted === undefined ? 1 : 0;
}

/** @throws UsageError when it cannot be read as UTF-8 text. */
function readText(file: string): string {
  if (!existsSync(file)) {
    throw new UsageError(`there is no file ${file}`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch {
    throw new UsageError(`${file} cannot be read as text in UTF-8`);
  }
}
