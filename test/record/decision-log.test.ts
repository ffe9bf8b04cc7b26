import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { AppendFile } from "../../src/record/append-file.ts";
import { DecisionLog } from "../../src/record/decision-log.ts";
import { extend, type Head } from "../../src/record/hash-chain.ts";
import { readDecisionLog } from "../../src/record/read-decision-log.ts";
import { verifyDecisionLog, type Verification } from "../../src/record/verify-decision-log.ts";
import { createRandom } from "../../src/quantity/random.ts";
import { recordRun } from "./recorded.ts";
import { scratch } from "./scratch.ts";

const decisions = recordRun(
  Array.from({ length: 6 }, (_, i) => ({
    kind: "command",
    driver: "autonomy",
    by: "program",
    twist: { vx: i === 3 ? NaN : 0.1 * i, vy: -0, wz: 1 / 3 },
    received: i / 50,
    stampAge: 0,
  })),
);

type Written = { readonly bytes: Uint8Array; readonly heads: readonly Head[] };

function write(ending: "closed" | "killed", count = decisions.length): Written {
  const path = join(scratch(), "decisions.jsonl");
  const log = new DecisionLog(AppendFile.create(path), "a test");
  const heads = decisions.slice(0, count).map((decision) => {
    log.append(decision, decision.now);
    return log.head;
  });
  if (ending === "closed") {
    log.close();
  } else {
    log.flush();
  }
  return { bytes: new Uint8Array(readFileSync(path)), heads };
}

function verify(bytes: Uint8Array, anchors: readonly Head[] = []): Verification {
  return verifyDecisionLog("the log", anchors, [bytes]);
}

/** The lines of a log with their line breaks. */
function linesOf(bytes: Uint8Array): Buffer[] {
  return Buffer.from(bytes)
    .toString("latin1")
    .split(/(?<=\n)/)
    .map((line) => Buffer.from(line, "latin1"));
}

let log: Written;
beforeAll(() => {
  log = write("closed");
});

describe("a decision log", () => {
  it("is whole when it ended in order", () => {
    const found = verify(log.bytes, log.heads);
    expect(found).toMatchObject({ state: "whole", decisions: 6, badRecord: undefined });
    expect(found.head?.records).toBe(8);
    expect(found.sentence).toMatch(/^the log is whole: 6 decisions, hash [0-9a-f]{64}$/);
  });

  it("gives its decisions back to the bit", () => {
    const read = [...readDecisionLog("the log", [log.bytes])].flatMap((record) =>
      record.kind === "decision" ? [record.decision] : [],
    );
    expect(read).toStrictEqual(decisions.map((decision) => ({ ...decision })));
  });

  it("is the same in two runs that decide the same", () => {
    expect(write("closed").bytes).toEqual(log.bytes);
  });

  it("is open when its recorder was killed", () => {
    expect(verify(write("killed").bytes)).toMatchObject({ state: "open", decisions: 6 });
  });

  it("is read alike whatever pieces it comes in", () => {
    for (const size of [1, 7, 100]) {
      const pieces = Array.from({ length: Math.ceil(log.bytes.length / size) }, (_, i) =>
        log.bytes.slice(i * size, (i + 1) * size),
      );
      expect(verifyDecisionLog("the log", [], pieces).state).toBe("whole");
    }
  });
});

describe("verifyDecisionLog", () => {
  it("finds every single bit that was flipped, in the record where it is", () => {
    const { bytes } = write("closed", 2);
    let missed = 0;
    let record = 1;
    for (let at = 0; at < bytes.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const forged = bytes.slice();
        forged[at] = (forged[at] ?? 0) ^ (1 << bit);
        const found = verify(forged);
        missed += found.state === "broken" && found.badRecord === record ? 0 : 1;
      }
      record += bytes[at] === 10 ? 1 : 0;
    }
    expect(missed).toBe(0);
  });

  it("finds records that were removed, doubled, exchanged or brought from another log", () => {
    const lines = linesOf(log.bytes);
    const other = linesOf(write("killed").bytes);
    const forge = (edit: (lines: Buffer[]) => void): Verification => {
      const copy = [...lines];
      edit(copy);
      return verify(Buffer.concat(copy));
    };
    for (let i = 0; i < lines.length - 1; i++) {
      expect(forge((copy) => copy.splice(i, 1)).badRecord).toBe(i + 1);
      expect(forge((copy) => copy.splice(i, 0, lines[i]!)).badRecord).toBe(i + 2);
      expect(forge((copy) => copy.splice(i, 2, lines[i + 1]!, lines[i]!)).badRecord).toBe(i + 1);
    }
    expect(forge((copy) => copy.push(other[3]!)).badRecord).toBe(9);
  });

  it("finds a cut at every length, and with an anchor even one between two records", () => {
    const { bytes, heads } = log;
    const whole = new Set(
      linesOf(bytes).map((_, i, lines) => Buffer.concat(lines.slice(0, i)).length),
    );
    for (let length = 0; length < bytes.length; length++) {
      const cut = bytes.subarray(0, length);
      const state = verify(cut).state;
      expect(state).toBe(whole.has(length) && length > 0 ? "open" : "broken");
      expect(verify(cut, heads).state).toBe(
        length >= bytes.length - linesOf(bytes).at(-1)!.length ? state : "broken",
      );
    }
  });

  it("finds with an anchor that the whole log was written anew", () => {
    const path = join(scratch(), "decisions.jsonl");
    const forged = new DecisionLog(AppendFile.create(path), "a test");
    decisions.forEach((decision) => forged.append({ ...decision, scale: 1 }, decision.now));
    forged.close();

    expect(verifyDecisionLog(path).state).toBe("whole");
    expect(verifyDecisionLog(path, log.heads)).toMatchObject({ state: "broken", badRecord: 2 });
  });

  it("finds a record behind the end, and an end that counts wrong, though the chain is sound", () => {
    const end = verify(log.bytes).head!;
    const more = extend(end, '{"decisions":6,"kind":"end"}').line;
    expect(verify(Buffer.concat([log.bytes, Buffer.from(more)]))).toMatchObject({
      state: "broken",
      badRecord: 9,
      sentence: "record 9 of the log comes after the end",
    });

    const open = write("killed");
    const wrong = extend(open.heads.at(-1)!, '{"decisions":5,"kind":"end"}').line;
    expect(verify(Buffer.concat([open.bytes, Buffer.from(wrong)])).sentence).toBe(
      "record 8 of the log counts 5 decisions, and there are 6",
    );
  });

  it.each([
    ["no JSON", "{", "is no JSON"],
    ["no object", "[]", "is no object"],
    ["of an unknown kind", '{"kind":"wish"}', "is of a kind nobody knows"],
    ["no decision", '{"decision":{},"kind":"decision"}', "is no record: the decision"],
    ["a second start", '{"about":"","kind":"start","version":1}', "stands where it cannot stand"],
    [
      "of another version",
      '{"about":"","kind":"start","version":9}',
      "is of version 9, and 1 can be read",
    ],
  ])("finds a record that is %s, though the chain is sound", (_, body, sentence) => {
    const open = write("killed");
    const line = extend(open.heads.at(-1)!, body).line;
    const found = verify(Buffer.concat([open.bytes, Buffer.from(line)]));
    expect(found).toMatchObject({ state: "broken", badRecord: 8, decisions: 6 });
    expect(found.sentence).toContain(`record 8 of the log ${sentence}`);
  });

  it("ends in a hash over every record there is", () => {
    const ends = decisions.map((_, changed) => {
      const path = join(scratch(), "decisions.jsonl");
      const forged = new DecisionLog(AppendFile.create(path), "a test");
      decisions.forEach((decision, i) => {
        forged.append(i === changed ? { ...decision, scale: 7 } : decision, decision.now);
      });
      return forged.head.hash;
    });
    expect(new Set([...ends, log.heads.at(-1)?.hash]).size).toBe(decisions.length + 1);
  });

  it("finds 1000 random rewritings", () => {
    const random = createRandom(7);
    for (let i = 0; i < 1000; i++) {
      const forged = log.bytes.slice();
      const from = random.index(forged.length);
      const length = 1 + random.index(40);
      for (let at = from; at < Math.min(from + length, forged.length); at++) {
        forged[at] = random.index(256);
      }
      if (!Buffer.from(forged).equals(log.bytes)) {
        expect(verify(forged).state).toBe("broken");
      }
    }
  });

  it("says of a file that is not there, in one sentence, that it is not", () => {
    expect(() => verifyDecisionLog("/nowhere/decisions.jsonl")).toThrow(
      "/nowhere/decisions.jsonl cannot be read: it is not there",
    );
  });
});
