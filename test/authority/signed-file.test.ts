import { describe, expect, it } from "vitest";
import { createKeyPair } from "../../src/authority/keys.ts";
import { NOBODY, parseOperators } from "../../src/authority/operators.ts";
import { SIGNATURE_SUFFIX, signFile, verifySignedFile } from "../../src/authority/signed-file.ts";

const sam = createKeyPair();
const anna = createKeyPair();
const operators = parseOperators(
  JSON.stringify({
    sam: { publicKey: sam.publicKey, role: "safety-engineer" },
    anna: { publicKey: anna.publicKey, role: "operator" },
  }),
  "operators.json",
);
const TEXT = "rules:\n  - name: keep-still # ä\n";
const SIGNATURE = signFile(sam.privateKey, "sam", TEXT);

describe("verifySignedFile", () => {
  it("accepts the very text a safety engineer signed", () => {
    expect(verifySignedFile(TEXT, SIGNATURE, operators)).toEqual({ accepted: "sam" });
  });

  it("refuses a text changed in any one place", () => {
    for (let at = 0; at < TEXT.length; at += 1) {
      const changed = `${TEXT.slice(0, at)}\u0001${TEXT.slice(at + 1)}`;
      const cut = TEXT.slice(0, at) + TEXT.slice(at + 1);

      expect(verifySignedFile(changed, SIGNATURE, operators).refused).toContain("changed since");
      expect(verifySignedFile(cut, SIGNATURE, operators).refused).toContain("changed since");
    }
  });

  it("refuses a text that only looks the same as bytes", () => {
    const signed = signFile(sam.privateKey, "sam", "\ufffd");

    expect(verifySignedFile("\ufffd", signed, operators).accepted).toBe("sam");
    expect(verifySignedFile("\ud800", signed, operators).refused).toContain("changed since");
  });

  it("refuses a signer whose role may not sign rules", () => {
    const signed = signFile(anna.privateKey, "anna", TEXT);

    expect(verifySignedFile(TEXT, signed, operators).refused).toBe(
      "refused: 'anna' is an operator and may not sign rules (safety-engineer may)",
    );
  });

  it("refuses a name put over another's signature", () => {
    const signed = signFile(anna.privateKey, "sam", TEXT);
    const renamed = SIGNATURE.replace("sam", "anna");

    expect(verifySignedFile(TEXT, signed, operators).refused).toContain("'sam' is not over");
    expect(verifySignedFile(TEXT, renamed, operators).accepted).toBeUndefined();
  });

  it("refuses everyone where nobody is known", () => {
    expect(verifySignedFile(TEXT, SIGNATURE, NOBODY).refused).toContain(
      "'sam' is not among the operators",
    );
  });

  it.each([
    ["nothing", ""],
    ["no JSON", "ed25519: AAAA"],
    ["null", "null"],
    ["a list", "[]"],
    ["no signature", '{"operator": "sam"}'],
    ["no signer", '{"signature": "AAAA"}'],
    ["numbers", '{"operator": 1, "signature": 2}'],
    ["something endless", SIGNATURE.padEnd(1001)],
  ])("refuses %s for a signature", (_, text) => {
    expect(verifySignedFile(TEXT, text, operators).refused).toContain("must be JSON as");
  });

  it("looks at a signature of 1000 characters", () => {
    expect(verifySignedFile(TEXT, SIGNATURE.padEnd(1000), operators).accepted).toBe("sam");
  });

  it("refuses a cut signature and one of zeros", () => {
    for (const signature of ["", "AAAA", Buffer.alloc(64).toString("base64")]) {
      const text = JSON.stringify({ operator: "sam", signature });

      expect(verifySignedFile(TEXT, text, operators).refused).toContain("changed since");
    }
  });
});

describe("signFile", () => {
  it("does not change: a signature of one release counts in the next", () => {
    // The key of RFC 8032, section 7.1, test 1: known to everybody.
    const key =
      "-----BEGIN PRIVATE KEY-----\n" +
      "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n" +
      "-----END PRIVATE KEY-----\n";

    expect(JSON.parse(signFile(key, "sam", "rules: []\n"))).toEqual({
      operator: "sam",
      signature:
        "27Z96swn7CGTUzYqHkHye7xz9ZRWmEmg2CEqkKCJUCsJziQwjBR31oEfFcbFMKRzS4H5j8pv2NGjBQIFQyJsCA==",
    });
    expect(SIGNATURE_SUFFIX).toBe(".sig");
  });

  it("makes the same signature for the same text: Ed25519 draws nothing", () => {
    expect(signFile(sam.privateKey, "sam", TEXT)).toBe(SIGNATURE);
  });
});
