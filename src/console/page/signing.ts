import { actBytes, NO_LIMIT, NO_WAIVER, type UnsignedAct } from "../act-bytes.ts";
import type { ActFrame } from "../protocol.ts";

/** An operator's key, held in this page's memory and nowhere else; its bytes cannot be read back. */
export type OperatorKey = CryptoKey;

/**
 * Reads a private key as `coalign keys` writes it.
 * @param text - PKCS #8 in PEM.
 * @throws Error with one sentence.
 */
export async function readKey(text: string): Promise<OperatorKey> {
  if (!window.isSecureContext) {
    throw new Error(
      "This browser signs only on localhost or https: use the robot's own machine, or `coalign reset` and `coalign resume`.",
    );
  }
  const body = /-----BEGIN PRIVATE KEY-----([\sA-Za-z0-9+/=]+)-----END PRIVATE KEY-----/u.exec(
    text,
  )?.[1];
  if (body === undefined) {
    throw new Error("This is no private key in PEM: it begins with -----BEGIN PRIVATE KEY-----.");
  }
  try {
    const der = Uint8Array.from(atob(body.replace(/\s/gu, "")), (c) => c.charCodeAt(0));
    return await crypto.subtle.importKey("pkcs8", der, { name: "Ed25519" }, false, ["sign"]);
  } catch {
    throw new Error(
      "This key cannot be used: it must be an Ed25519 key, and the browser must know Ed25519.",
    );
  }
}

/** Signs an act now, for one robot. */
export async function signAct(
  key: OperatorKey,
  act: Pick<ActFrame, "act" | "robot" | "boot" | "operator" | "reason">,
): Promise<ActFrame> {
  const now = Date.now();
  const dated = {
    ...act,
    sec: Math.floor(now / 1000),
    nanosec: (now % 1000) * 1_000_000,
    nonce: hex(crypto.getRandomValues(new Uint8Array(16))),
  };
  const unsigned: UnsignedAct = { ...dated, waiver: NO_WAIVER, limit: NO_LIMIT };
  const signature = await crypto.subtle.sign("Ed25519", key, actBytes(unsigned));
  return {
    kind: "act",
    ...dated,
    signature: btoa(String.fromCharCode(...new Uint8Array(signature))),
  };
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
