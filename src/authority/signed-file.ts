import { sign, verify } from "node:crypto";
import { readKey } from "./keys.ts";
import { isWellFormed, lengthPrefixed } from "./canonical.ts";
import type { Operators } from "./operators.ts";
import { forbidden, may } from "./roles.ts";
import type { Answer } from "./answer.ts";

/** Keeps a signature over a file from being one over an act. */
const DOMAIN = "coalign/signed-file/1";

/** Longest signature that is looked at [characters]. */
const LONGEST = 1000;

/** What a signature is called: that of `rules.yaml` is `rules.yaml.sig`. */
export const SIGNATURE_SUFFIX = ".sig";

function signedBytes(operator: string, text: string): Uint8Array {
  return lengthPrefixed([DOMAIN, operator, text]);
}

/**
 * A detached signature over a file's text, as it is written beside it: JSON with the signer's name and Ed25519 in
 * base64. It does not grow old; a changed file or a signer who lost the role makes it void.
 * @param privateKey - PKCS #8 in PEM.
 * @throws Error when the text is no Ed25519 private key in PEM.
 */
export function signFile(privateKey: string, operator: string, text: string): string {
  const signature = sign(null, signedBytes(operator, text), readKey(privateKey)).toString("base64");
  return `${JSON.stringify({ operator, signature }, null, 2)}\n`;
}

/**
 * Whether a file's text was signed, as it stands, by a known human whose role may sign rules. Never throws.
 * @param text - The file's content, read as UTF-8.
 * @param signatureText - Content of its `.sig` file.
 * @param operators - Whose signatures count.
 */
export function verifySignedFile(
  text: string,
  signatureText: string,
  operators: Operators,
): Answer {
  const read = readSignature(signatureText);
  if (read === undefined) {
    return {
      refused: `refused: the signature must be JSON as \`coalign keys sign FILE\` writes it`,
    };
  }
  const { operator: name, signature } = read;
  const operator = operators.get(name);
  if (operator === undefined) {
    return { refused: `refused: its signer '${name}' is not among the operators` };
  }
  if (!may(operator.role, "sign-rules")) {
    return { refused: `refused: ${forbidden(name, operator.role, "sign-rules")}` };
  }
  const genuine =
    isWellFormed(text) && verify(null, signedBytes(name, text), operator.key, signature);
  return genuine
    ? { accepted: name }
    : {
        refused: `refused: the signature of '${name}' is not over this text; was it changed since?`,
      };
}

function readSignature(
  text: string,
): { readonly operator: string; readonly signature: Uint8Array } | undefined {
  if (text.length > LONGEST) {
    return undefined;
  }
  try {
    const { operator, signature } = JSON.parse(text) as {
      readonly operator?: unknown;
      readonly signature?: unknown;
    };
    return typeof operator === "string" && typeof signature === "string"
      ? { operator, signature: Buffer.from(signature, "base64") }
      : undefined;
  } catch {
    return undefined;
  }
}
