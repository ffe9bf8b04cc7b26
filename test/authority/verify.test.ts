import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Act, canonicalBytes, NO_LIMIT, NO_WAIVER } from "../../src/authority/act.ts";
import { createKeyPair, createNonce, publicKeyOf, signAct } from "../../src/authority/keys.ts";
import { NOBODY, parseOperators } from "../../src/authority/operators.ts";
import { type Expected, NO_NONCES, verifyAct } from "../../src/authority/verify.ts";

const anna = createKeyPair();
const olaf = createKeyPair();
const operators = parseOperators(
  JSON.stringify({
    anna: { publicKey: anna.publicKey, role: "operator" },
    olaf: { publicKey: olaf.publicKey, role: "observer" },
  }),
  "operators.json",
);
const NOW = 1_000_000;
const RESET: Expected = { act: "reset", robot: "coalign", since: NOW - 1000 };

function act(fields: Partial<Act> = {}): Act {
  return {
    act: "reset",
    robot: "coalign",
    operator_name: "anna",
    reason: "the way is clear",
    stamp: { sec: NOW - 1, nanosec: 5 },
    nonce: createNonce(),
    boot: "first",
    waiver: NO_WAIVER,
    limit: NO_LIMIT,
    ...fields,
  };
}

describe("verifyAct", () => {
  it("accepts a fresh act of a known operator for this robot and service", () => {
    const signed = signAct(anna.privateKey, act());

    expect(verifyAct(operators, RESET, signed, NOW, NO_NONCES)).toEqual({ accepted: "anna" });
  });

  it.each([
    ["another service", { act: "resume" }, "'resume' was signed"],
    ["another robot", { robot: "other" }, "for the robot 'other'"],
    ["an unknown operator", { operator_name: "mallory" }, "'mallory' is not among the operators"],
    ["no reason", { reason: "  " }, "needs a reason"],
    ["a short nonce", { nonce: "abc" }, "at least 16 characters"],
    ["31 s ago", { stamp: { sec: NOW - 31, nanosec: 0 } }, "31.0 s ago"],
    ["3 s ahead", { stamp: { sec: NOW + 3, nanosec: 0 } }, "stamped 3.0 s in the future"],
    ["a long text", { reason: "x".repeat(1001) }, "longer than 1000"],
    ["half a character", { reason: "\ud800" }, "no Unicode"],
    ["two seconds of nanoseconds", { stamp: { sec: NOW - 2, nanosec: 2e9 } }, "whole seconds"],
    ["a long line", { waiver: { ...NO_WAIVER, line: "x".repeat(1001) } }, "longer than 1000"],
    ["half a second", { stamp: { sec: NOW - 0.5, nanosec: 0 } }, "whole seconds"],
    ["no time", { stamp: { sec: NaN, nanosec: 0 } }, "whole seconds"],
  ])("refuses an act with %s", (_, fields, sentence) => {
    const { signature } = signAct(anna.privateKey, act());
    const wrong = act(fields);
    const signed = Number.isInteger(wrong.stamp.sec)
      ? signAct(anna.privateKey, wrong)
      : { ...wrong, signature };

    expect(verifyAct(operators, RESET, signed, NOW, NO_NONCES).refused).toContain(sentence);
  });

  it("accepts up to the edges of time and nothing beyond", () => {
    const at = (sec: number): string | undefined =>
      verifyAct(
        operators,
        RESET,
        signAct(anna.privateKey, act({ stamp: { sec, nanosec: 0 } })),
        NOW,
        NO_NONCES,
      ).accepted;

    expect([at(NOW - 30), at(NOW + 2)]).toEqual(["anna", "anna"]);
  });

  it("looks at texts of 1000 characters", () => {
    const signed = signAct(anna.privateKey, act({ reason: "x".repeat(1000) }));

    expect(verifyAct(operators, RESET, signed, NOW, NO_NONCES).accepted).toBe("anna");
  });

  it("refuses an observer, who may not reset", () => {
    const signed = signAct(olaf.privateKey, act({ operator_name: "olaf" }));

    expect(verifyAct(operators, RESET, signed, NOW, NO_NONCES).refused).toContain("observer");
  });

  it("refuses a used act", () => {
    const signed = signAct(anna.privateKey, act());
    const seen = new Map([[signed.nonce, NOW]]);

    expect(verifyAct(operators, RESET, signed, NOW + 1, seen).refused).toContain("used before");
  });

  it("refuses what was signed before it began to remember nonces", () => {
    const signed = signAct(anna.privateKey, act());

    expect(
      verifyAct(operators, { ...RESET, since: NOW }, signed, NOW + 1, NO_NONCES).refused,
    ).toContain("before this supervisor started");
  });

  it("refuses another's signature, a cut signature and none", () => {
    const signed = signAct(anna.privateKey, act());
    const others = [
      signAct(olaf.privateKey, act()).signature,
      signed.signature.slice(0, 63),
      new Uint8Array(0),
      new Uint8Array(64),
    ];

    for (const signature of others) {
      expect(
        verifyAct(operators, RESET, { ...signed, signature }, NOW, NO_NONCES).refused,
      ).toContain("not that of 'anna'");
    }
  });

  it("refuses everyone where nobody is known", () => {
    expect(
      verifyAct(NOBODY, RESET, signAct(anna.privateKey, act()), NOW, NO_NONCES).refused,
    ).toContain("not among the operators");
  });
});

describe("canonicalBytes", () => {
  it("does not change: a signature of one release counts in the next", () => {
    const bytes = canonicalBytes(
      act({
        nonce: "n".repeat(16),
        operator_name: "ä",
        reason: "r",
        stamp: { sec: 1, nanosec: 2 },
        waiver: { line: "dock", x: 1, y: -2, radius: 0.5, duration: 30, speed: 0.1 },
        limit: { speed: 1.5, spin: 3 },
      }),
    );

    expect(Buffer.from(bytes).toString("hex")).toBe(
      "00000013636f616c69676e2f68756d616e2d6163742f32" +
        "000000057265736574" +
        "00000007636f616c69676e" +
        "000000056669727374" +
        "00000002c3a4" +
        "0000000172" +
        "000000106e6e6e6e6e6e6e6e6e6e6e6e6e6e6e6e" +
        "00000004646f636b" +
        "0000000000000001" +
        "00000002" +
        "3ff0000000000000" +
        "c000000000000000" +
        "3fe0000000000000" +
        "403e000000000000" +
        "3fb999999999999a" +
        "3ff8000000000000" +
        "4008000000000000",
    );
  });
});

describe("keys", () => {
  it("signs with Ed25519 and nothing else", () => {
    const pem = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const text = pem.export({ type: "pkcs8", format: "pem" }).toString();

    expect(() => signAct(text, act())).toThrow("signs with an Ed25519 key");
  });

  it("gives the public half of a private key", () => {
    expect(publicKeyOf(anna.privateKey)).toBe(anna.publicKey);
  });
});
