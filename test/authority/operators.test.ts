import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createKeyPair } from "../../src/authority/keys.ts";
import { OperatorsError, parseOperators } from "../../src/authority/operators.ts";

const { publicKey } = createKeyPair();
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .publicKey.export({ type: "spki", format: "der" })
  .toString("base64");

describe("parseOperators", () => {
  it("reads names, roles and keys", () => {
    const text = JSON.stringify({ anna: { publicKey, role: "operator" } });

    expect(parseOperators(text, "f").get("anna")?.role).toBe("operator");
  });

  it.each([
    ["{", "f: must be JSON"],
    ["[]", "f: must be a JSON object"],
    ["null", "f: must be a JSON object"],
    [`{"anna": null}`, "f: the role of 'anna' must be one of observer, operator, safety-engineer"],
    [`{"anna": {"role": "king"}}`, "f: the role of 'anna'"],
    [`{"${"a".repeat(65)}": {"role": "operator"}}`, "is no operator's name"],
    [`{"anna/x": {"role": "operator"}}`, "f: 'anna/x' is no operator's name"],
    [`{"../anna": {"role": "operator"}}`, "f: '../anna' is no operator's name"],
    [`{"anna": {"role": "operator"}}`, "f: the publicKey of 'anna' must be an Ed25519 key"],
    [`{"anna": {"role": "operator", "publicKey": "AAAA"}}`, "f: the publicKey of 'anna'"],
    [`{"anna": {"role": "operator", "publicKey": "${rsa}"}}`, "f: the publicKey of 'anna'"],
  ])("refuses %s with one sentence", (text, sentence) => {
    expect(() => parseOperators(text, "f")).toThrow(sentence);
    expect(() => parseOperators(text, "f")).toThrow(OperatorsError);
    expect(new OperatorsError("").name).toBe("OperatorsError");
  });
});
