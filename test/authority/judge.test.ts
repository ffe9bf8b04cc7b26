import { describe, expect, it } from "vitest";
import { type Act, NO_LIMIT, NO_WAIVER, type SignedActName } from "../../src/authority/act.ts";
import { type Authority, judgeAct, openAuthority } from "../../src/authority/judge.ts";
import { createKeyPair, createNonce, signAct } from "../../src/authority/keys.ts";
import { parseOperators } from "../../src/authority/operators.ts";
import { stampOf } from "../../src/quantity/time.ts";

const sam = createKeyPair();
const anna = createKeyPair();
const operators = parseOperators(
  JSON.stringify({
    sam: { publicKey: sam.publicKey, role: "safety-engineer" },
    anna: { publicKey: anna.publicKey, role: "operator" },
  }),
  "operators.json",
);
const NOW = 1_000_000;
const WAIVER = { line: "dock", x: 1, y: 2, radius: 1, duration: 30, speed: 0.1 };
const LIMIT = { speed: 0.5, spin: 1 };

function act(name: string, fields: Partial<Act> = {}): Act {
  return {
    act: name,
    robot: "r",
    boot: "b1",
    operator_name: "sam",
    reason: "the way is clear",
    stamp: { sec: NOW, nanosec: 0 },
    nonce: createNonce(),
    waiver: name === "waive" ? WAIVER : NO_WAIVER,
    limit: name === "limit" ? LIMIT : NO_LIMIT,
    ...fields,
  };
}

function open(boot = "b1", since = NOW - 1): Authority {
  return openAuthority(operators, "r", boot, since);
}

function judge(
  authority: Authority,
  service: SignedActName,
  fields: Partial<Act> = {},
  now = NOW,
): string {
  const signed = signAct(sam.privateKey, act(service, fields));
  const { answer } = judgeAct(authority, service, signed, now);
  return answer.accepted ?? answer.refused;
}

describe("judgeAct", () => {
  it.each(["reset", "resume", "waive", "limit"] as const)("accepts a %s", (service) => {
    expect(judge(open(), service)).toBe("sam");
  });

  it("refuses an act of an operator whose role may not, by what the role is", () => {
    for (const service of ["waive", "limit"] as const) {
      const signed = signAct(anna.privateKey, act(service, { operator_name: "anna" }));

      expect(judgeAct(open(), service, signed, NOW).answer.refused).toContain(
        "'anna' is an operator and may not",
      );
    }
  });

  it("refuses an act for another start of the supervisor, and every act where there is no start", () => {
    expect(judge(open(), "reset", { boot: "b0" })).toContain("not for this start");
    expect(judge(open(), "reset", { boot: "" })).toContain("not for this start");
    expect(judge(open(""), "reset", { boot: "" })).toContain("not for this start");
  });

  it.each([
    ["reset", { waiver: WAIVER }, "a reset carries no waiver"],
    ["resume", { limit: LIMIT }, "a resume carries no limit"],
    ["waive", { limit: LIMIT }, "a waive carries no limit"],
    ["limit", { waiver: WAIVER }, "a limit carries no waiver"],
    ["reset", { waiver: { ...NO_WAIVER, x: -0 } }, "a reset carries no waiver"],
    ["reset", { limit: { speed: NaN, spin: 0 } }, "a reset carries no limit"],
  ] as const)("refuses a %s that carries what nobody reads", (service, fields, sentence) => {
    expect(judge(open(), service, fields)).toContain(sentence);
  });

  it("spends an accepted act, and nothing by a refused one", () => {
    const signed = signAct(sam.privateKey, act("reset"));
    const forged = { ...signed, signature: new Uint8Array(64) };
    const fresh = open();
    const afterForged = judgeAct(fresh, "reset", forged, NOW).authority;
    const after = judgeAct(afterForged, "reset", signed, NOW);

    expect(afterForged).toBe(fresh);
    expect(after.answer.accepted).toBe("sam");
    expect(judgeAct(after.authority, "reset", signed, NOW + 1).answer.refused).toContain(
      "used before",
    );
  });

  it("never accepts an act twice, however the clock jumps", () => {
    const signed = signAct(sam.privateKey, act("reset"));
    let { authority } = judgeAct(open(), "reset", signed, NOW);
    const later = signAct(sam.privateKey, act("reset", { stamp: stampOf(NOW + 33) }));
    authority = judgeAct(authority, "reset", later, NOW + 33).authority;

    expect([...authority.nonces.keys()]).toEqual([later.nonce]);
    expect(judgeAct(authority, "reset", signed, NOW).answer.refused).toContain("signed before");
  });

  it("remembers what is not older than can be fresh, to the second", () => {
    const signed = signAct(sam.privateKey, act("reset"));
    const { authority } = judgeAct(open(), "reset", signed, NOW);
    const at = (later: number): Authority =>
      judgeAct(
        authority,
        "reset",
        signAct(sam.privateKey, act("reset", { stamp: stampOf(NOW + later) })),
        NOW + later,
      ).authority;

    expect(at(32).nonces.size).toBe(2);
    expect(at(32).since).toBe(NOW - 1);
    expect(at(32.5).nonces.size).toBe(1);
    expect(at(32.5).since).toBeGreaterThan(NOW);
  });

  it("remembers a bounded number, and nothing signed before what it forgot comes back", () => {
    let authority = open("b1", NOW - 20);
    const first = signAct(sam.privateKey, act("reset", { stamp: stampOf(NOW - 10) }));
    authority = judgeAct(authority, "reset", first, NOW).authority;
    for (let i = 0; i < 1000; i++) {
      const signed = signAct(sam.privateKey, act("reset"));
      authority = judgeAct(authority, "reset", signed, NOW).authority;
    }
    const late = signAct(sam.privateKey, act("reset", { stamp: stampOf(NOW - 11) }));

    expect(authority.nonces.size).toBe(1000);
    expect(judgeAct(authority, "reset", first, NOW).answer.refused).toContain("signed before");
    expect(judgeAct(authority, "reset", late, NOW).answer.refused).toContain("signed before");
    expect(judge(authority, "reset")).toBe("sam");
  });
});
