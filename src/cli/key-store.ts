import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createKeyPair } from "../authority/keys.ts";
import { OPERATOR_NAME, type Operators, parseOperators } from "../authority/operators.ts";
import type { Role } from "../authority/roles.ts";
import { UsageError } from "./usage.ts";

/** Where keys are kept: `COALIGN_HOME`, or `.coalign` in the present folder. */
export function home(): string {
  return resolve(process.env["COALIGN_HOME"] ?? ".coalign");
}

function listFile(): string {
  return join(home(), "operators.json");
}

/** The list of operators, for the supervisor; undefined where there is none: then nobody can reset. */
export function operatorsFile(): string | undefined {
  return existsSync(listFile()) ? listFile() : undefined;
}

/** @throws OperatorsError when the list cannot be used. */
export function readOperators(): Operators {
  const file = operatorsFile();
  return file === undefined ? new Map() : parseOperators(readFileSync(file, "utf8"), file);
}

/** File of an operator's private key. */
export function privateKeyFile(name: string): string {
  return join(home(), "keys", `${name}.pem`);
}

/** @throws UsageError when the operator has no key here. */
export function readPrivateKey(name: string): string {
  const file = privateKeyFile(name);
  if (!OPERATOR_NAME.test(name) || !existsSync(file)) {
    throw new UsageError(
      `there is no key of '${name}' (${file}); coalign keys create ${name} makes one`,
    );
  }
  return readFileSync(file, "utf8");
}

/**
 * Makes a key for an operator and adds its public half to the list.
 * @throws UsageError when the name is taken or cannot be one; OperatorsError when the list cannot be used.
 */
export function createKey(name: string, role: Role): string {
  if (!OPERATOR_NAME.test(name)) {
    throw new UsageError(
      `'${name}' is no operator's name; letters, digits, '.', '_' and '-' make one`,
    );
  }
  const operators = readOperators();
  const file = privateKeyFile(name);
  if (operators.has(name) || existsSync(file)) {
    throw new UsageError(`'${name}' has a key already (${file})`);
  }
  const pair = createKeyPair();
  mkdirSync(join(home(), "keys"), { recursive: true, mode: 0o700 });
  writeFileSync(file, pair.privateKey, { mode: 0o600, flag: "wx" });
  chmodSync(file, 0o600);
  const list = existsSync(listFile())
    ? (JSON.parse(readFileSync(listFile(), "utf8")) as object)
    : {};
  const text = JSON.stringify({ ...list, [name]: { publicKey: pair.publicKey, role } }, null, 2);
  writeFileSync(`${listFile()}.new`, `${text}\n`);
  renameSync(`${listFile()}.new`, listFile());
  return file;
}
