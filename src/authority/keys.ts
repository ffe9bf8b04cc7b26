import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from "node:crypto";
import { type Act, canonicalBytes, type SignedAct } from "./act.ts";

/** What an operator keeps and what the robot is told. */
export type KeyPair = {
  /** PKCS #8, PEM. Readable by its owner only. */
  readonly privateKey: string;
  /** SPKI, DER, base64: one line, as the list of operators carries it. */
  readonly publicKey: string;
};

/** A new Ed25519 pair. */
export function createKeyPair(): KeyPair {
  const pair = generateKeyPairSync("ed25519");
  return {
    privateKey: pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    publicKey: pair.publicKey.export({ type: "spki", format: "der" }).toString("base64"),
  };
}

/** The public half of a private key in PEM, as the list of operators carries it. */
export function publicKeyOf(privateKey: string): string {
  return createPublicKey(createPrivateKey(privateKey))
    .export({ type: "spki", format: "der" })
    .toString("base64");
}

/** A text that was never used before: 128 random bits. */
export function createNonce(): string {
  return randomBytes(16).toString("base64url");
}

/**
 * A private key, read once for many signatures.
 * @throws Error when the text is no Ed25519 private key in PEM.
 */
export function readKey(privateKey: string): KeyObject {
  const key = createPrivateKey(privateKey);
  if (key.asymmetricKeyType !== "ed25519") {
    throw new Error("an operator signs with an Ed25519 key, and this is another kind");
  }
  return key;
}

/**
 * The act with the operator's signature.
 * @throws Error when the text is no Ed25519 private key in PEM.
 */
export function signAct(privateKey: string | KeyObject, act: Act): SignedAct {
  const key = typeof privateKey === "string" ? readKey(privateKey) : privateKey;
  return { ...act, signature: new Uint8Array(sign(null, canonicalBytes(act), key)) };
}
