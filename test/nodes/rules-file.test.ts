import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createKeyPair } from "../../src/authority/keys.ts";
import { NOBODY, type Operators, parseOperators } from "../../src/authority/operators.ts";
import type { Role } from "../../src/authority/roles.ts";
import { signFile } from "../../src/authority/signed-file.ts";
import { openRules, SHIPPED_RULES, shippedRulesFile } from "../../src/nodes/rules-file.ts";
import { ROOT } from "../support/repository.ts";

const folder = mkdtempSync(join(tmpdir(), "coalign-rules-"));
const file = join(folder, "rules.yaml");
const shipped = readFileSync(shippedRulesFile(), "utf8");
const own = shipped.replace("0.25 m/s until", "0.2 m/s until");
const pair = createKeyPair();

function operators(role: Role): Operators {
  return parseOperators(JSON.stringify({ ada: { publicKey: pair.publicKey, role } }), "operators");
}

function place(text: string, signature?: string): void {
  writeFileSync(file, text);
  rmSync(`${file}.sig`, { force: true });
  if (signature !== undefined) {
    writeFileSync(`${file}.sig`, signature);
  }
}

beforeEach(() => place(own));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the shipped rules", () => {
  it("are launch/rules.yaml, pinned by its hash; after a change of the file the constant must be this", () => {
    expect(shippedRulesFile()).toBe(join(ROOT, "launch", "rules.yaml"));
    expect(SHIPPED_RULES).toBe(createHash("sha256").update(shipped).digest("hex"));
  });

  it("need no key, wherever they lie", () => {
    place(shipped);
    const { book, hash, trust } = openRules(file, NOBODY);

    expect(book.rules.length).toBeGreaterThanOrEqual(5);
    expect(hash).toBe(SHIPPED_RULES);
    expect(trust).toBe("shipped with coalign");
  });

  it("each name who asks for them, and speak only of what a supervisor always knows", () => {
    const { rules } = openRules(shippedRulesFile(), NOBODY).book;

    expect(rules.map(({ source }) => source.length > 10)).not.toContain(false);
    expect(rules.filter(({ text }) => /people|harm/.test(text))).toEqual([]);
  });
});

describe("openRules", () => {
  it("follows rules that a safety engineer signed", () => {
    place(own, signFile(pair.privateKey, "ada", own));
    const { book, hash, trust } = openRules(file, operators("safety-engineer"));

    expect(trust).toBe("signed by ada");
    expect(hash).not.toBe(SHIPPED_RULES);
    expect(book.rules.map(({ clause }) => clause).join()).toContain("0.2 m/s until");
  });

  it("refuses a changed file without a signature", () => {
    expect(() => openRules(file, operators("safety-engineer"))).toThrow(
      `${file}: these are not the rules coalign ships, and ${file}.sig is missing; a safety-engineer signs them with: coalign keys sign ${file}`,
    );
  });

  it("refuses one byte more than was signed", () => {
    place(`${own} `, signFile(pair.privateKey, "ada", own));

    expect(() => openRules(file, operators("safety-engineer"))).toThrow("is not over this text");
  });

  it.each(["operator", "observer"] as const)("refuses the signature of an %s", (role) => {
    place(own, signFile(pair.privateKey, "ada", own));

    expect(() => openRules(file, operators(role))).toThrow("may not sign rules");
  });

  it("refuses a signer nobody knows, and a signature that is none", () => {
    place(own, signFile(pair.privateKey, "ada", own));
    expect(() => openRules(file, NOBODY)).toThrow("its signer 'ada' is not among the operators");

    place(own, "{}");
    expect(() => openRules(file, NOBODY)).toThrow("refused: the signature must be JSON");
  });

  it("refuses a signature of another's key", () => {
    place(own, signFile(createKeyPair().privateKey, "ada", own));

    expect(() => openRules(file, operators("safety-engineer"))).toThrow(
      "refused: the signature of",
    );
  });

  it("refuses signed rules that cannot be read, and a file that is not there", () => {
    place("rules: 5", signFile(pair.privateKey, "ada", "rules: 5"));

    expect(() => openRules(file, operators("safety-engineer"))).toThrow(`${file}:1: rules must be`);
    expect(() => openRules(join(folder, "none.yaml"), NOBODY)).toThrow(
      "there is no file of rules that can be read",
    );
  });
});
