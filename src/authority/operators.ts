import { createPublicKey, type KeyObject } from "node:crypto";
import { type Role, ROLES } from "./roles.ts";

export type Operator = { readonly name: string; readonly role: Role; readonly key: KeyObject };

/** Everyone whose signature counts, by name. */
export type Operators = ReadonlyMap<string, Operator>;

/** Nobody: every signed act is refused. */
export const NOBODY: Operators = new Map();

/** A list of operators that cannot be used; the message is one sentence. */
export class OperatorsError extends Error {
  override readonly name = "OperatorsError";
}

/** The rule for an operator's name: it is also the name of a file. */
export const OPERATOR_NAME = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/;

/**
 * Reads the list of operators: a JSON object, name to `{ "publicKey": base64 of SPKI, "role": "operator" }`.
 * @param text - Its content.
 * @param file - Its name, for the sentence.
 * @throws OperatorsError naming the file, the operator and what would be right.
 */
export function parseOperators(text: string, file: string): Operators {
  return new Map(
    Object.entries(objectIn(text, file)).map(([name, entry]) => [
      name,
      parseOperator(name, entry, file),
    ]),
  );
}

function objectIn(text: string, file: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new OperatorsError(`${file}: must be JSON, an object from operator to public key`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new OperatorsError(`${file}: must be a JSON object from operator to public key`);
  }
  return value;
}

function parseOperator(name: string, entry: unknown, file: string): Operator {
  const fields = (typeof entry === "object" ? entry : null) as {
    readonly publicKey?: unknown;
    readonly role?: unknown;
  } | null;
  const role = ROLES.find((known) => known === fields?.role);
  if (!OPERATOR_NAME.test(name)) {
    throw new OperatorsError(
      `${file}: '${name}' is no operator's name; letters, digits, '.', '_' and '-' make one`,
    );
  }
  if (role === undefined) {
    throw new OperatorsError(`${file}: the role of '${name}' must be one of ${ROLES.join(", ")}`);
  }
  return { name, role, key: parseKey(name, fields?.publicKey, file) };
}

function parseKey(name: string, text: unknown, file: string): KeyObject {
  if (typeof text === "string") {
    try {
      const der = Buffer.from(text, "base64");
      const key = createPublicKey({ key: der, format: "der", type: "spki" });
      if (key.asymmetricKeyType === "ed25519") {
        return key;
      }
    } catch {
      // answered below, with the sentence for every unusable key
    }
  }
  throw new OperatorsError(
    `${file}: the publicKey of '${name}' must be an Ed25519 key, SPKI in base64`,
  );
}
