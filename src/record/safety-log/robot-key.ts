import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from "node:crypto";
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { RecordingError } from "../recording-error.ts";
import { makeFolder } from "../make-folder.ts";

/** The Ed25519 key with which a robot signs its log. */
export type RobotKey = {
  readonly privateKey: KeyObject;
  /** SPKI, DER, base64. */
  readonly publicKey: string;
};

/** Readable and writable by its owner only. */
const PRIVATE = 0o600;

/**
 * The robot's key; made at the first start. A file that others may read is closed to them.
 * @param path - File of the private key, PKCS #8 in PEM.
 * @throws RecordingError with one sentence when it cannot be made or is none.
 */
export function openRobotKey(path: string): RobotKey {
  try {
    if (!existsSync(path)) {
      createKey(path);
    } else if ((statSync(path).mode & 0o077) !== 0) {
      chmodSync(path, PRIVATE);
    }
    const privateKey = createPrivateKey(readFileSync(path, "utf8"));
    if (privateKey.asymmetricKeyType !== "ed25519") {
      throw new Error("it is no Ed25519 key");
    }
    return { privateKey, publicKey: publicText(createPublicKey(privateKey)) };
  } catch (error) {
    throw new RecordingError(path, error, existsSync(path) ? "read" : "written");
  }
}

function createKey(path: string): void {
  makeFolder(dirname(path), 0o700);
  const { privateKey } = generateKeyPairSync("ed25519");
  const descriptor = openSync(path, "wx", PRIVATE);
  try {
    writeSync(descriptor, privateKey.export({ type: "pkcs8", format: "pem" }).toString());
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function publicText(key: KeyObject): string {
  return key.export({ type: "spki", format: "der" }).toString("base64");
}

/** The public key in a text of SPKI in base64; undefined when it is none of Ed25519. */
export function parsePublicKey(text: string): KeyObject | undefined {
  try {
    const der = Buffer.from(text.trim(), "base64");
    const key = createPublicKey({ key: der, format: "der", type: "spki" });
    return key.asymmetricKeyType === "ed25519" ? key : undefined;
  } catch {
    return undefined;
  }
}
