import { chmodSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createKeyPair, publicKeyOf } from "../authority/keys.ts";
import { OPERATOR_NAME, type Operators, parseOperators } from "../authority/operators.ts";
import type { Role } from "../authority/roles.ts";
import { UsageError } from "./usage.ts";
import { makeFolder } from "../record/make-folder.ts";

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

/** Whose signature a private key makes must be its owner's alone: no rights for group and others. */
const RIGHTS_OF_OTHERS = 0o077;

/** @throws UsageError when the operator has no key here, when others may read it, or when it is no key. */
export function readPrivateKey(name: string): string {
  const file = privateKeyFile(name);
  if (!OPERATOR_NAME.test(name) || !existsSync(file)) {
    throw new UsageError(
      `there is no key of '${name}' (${file}); coalign keys create ${name} makes one`,
    );
  }
  const mode = statSync(file).mode & 0o777;
  if ((mode & RIGHTS_OF_OTHERS) !== 0) {
    throw new UsageError(
      `${file} is open to others (mode ${mode.toString(8)}), so it is not used; chmod 600 closes it, ` +
        "and if somebody may have read it, make a new key",
    );
  }
  const text = readFileSync(file, "utf8");
  try {
    publicKeyOf(text);
  } catch {
    throw new UsageError(`${file} is no private key; it begins with -----BEGIN PRIVATE KEY-----`);
  }
  return text;
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
  makeFolder(join(home(), "keys"), 0o700);
  writeFileSync(file, pair.privateKey, { mode: 0o600, flag: "wx" });
  chmodSync(file, 0o600);
  writeList({ ...readList(), [name]: { publicKey: pair.publicKey, role } });
  return file;
}

/**
 * Gives an operator another role; a supervisor learns it when it starts.
 * @throws UsageError when there is no such operator; OperatorsError when the list cannot be used.
 */
export function changeRole(name: string, role: Role): void {
  writeList({ ...readList(), [name]: { ...readEntry(name), role } });
}

/** An operator as the list carries it. */
export type Entry = { readonly publicKey: string; readonly role: Role };

/** @throws UsageError when there is no such operator; OperatorsError when the list cannot be used. */
export function readEntry(name: string): Entry {
  const known = [...readOperators().keys()];
  const entry = readList()[name];
  if (!known.includes(name) || entry === undefined) {
    throw new UsageError(
      `'${name}' is not among the operators; ` +
        (known.length === 0
          ? "coalign keys create NAME makes one"
          : `there is ${known.join(", ")}`),
    );
  }
  return entry;
}

/** What `readOperators` has found sound. */
function readList(): { readonly [name: string]: Entry } {
  return existsSync(listFile())
    ? (JSON.parse(readFileSync(listFile(), "utf8")) as { readonly [name: string]: Entry })
    : {};
}

/** All or nothing: a list is never half written. */
function writeList(list: { readonly [name: string]: Entry }): void {
  writeFileSync(`${listFile()}.new`, `${JSON.stringify(list, null, 2)}\n`);
  renameSync(`${listFile()}.new`, listFile());
}
