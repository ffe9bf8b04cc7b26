import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli/coalign.ts";

const folder = mkdtempSync(join(tmpdir(), "coalign-cli-rules-"));
const RULES = join(folder, "rules.yaml");
const TRACE = join(folder, "trace.jsonl");
const OUT = join(folder, "out.jsonl");

let out = "";
let err = "";

beforeEach(() => {
  out = "";
  err = "";
  vi.stubEnv("COALIGN_HOME", join(folder, "home"));
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    err += String(text);
    return true;
  });
  writeFileSync(
    RULES,
    `rules:
  - id: pause
    clause: No motion for 2 s after a person was within 0.5 m.
    formula: not once[0 s, 2 s] person_distance < 0.5 m
    broken: stop
    before_start: left-out
    severity: serious
    source: me
`,
  );
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("coalign rules", () => {
  it("prints the shipped rules with their clauses and sources, and that they may be followed", async () => {
    expect(await main(["rules"])).toBe(0);
    expect(out).toContain("slow-until-clear (serious)");
    expect(out).toContain("shipped with coalign; sha256 ");
  });

  it("prints a file of the user's, and that it needs a signature", async () => {
    expect(await main(["rules", RULES])).toBe(1);
    expect(out).toContain("pause (serious)");
    expect(out).toContain("would refuse to start");
    expect(out).toContain(`coalign keys sign ${RULES}`);
  });

  it("follows it once a safety engineer has signed it", async () => {
    await main(["keys", "create", "ada", "--role", "safety-engineer"]);
    expect(await main(["keys", "sign", RULES])).toBe(0);

    expect(await main(["rules", RULES])).toBe(0);
    expect(out).toContain(`${RULES}: signed by ada; sha256 `);
  });

  it("refuses a file that is wrong, by line", async () => {
    writeFileSync(RULES, "rules:\n  - 5\n");

    expect(await main(["rules", RULES])).toBe(2);
    expect(err).toBe(`coalign: ${RULES}:2: a rule must be a map from names to values\n`);
  });
});

describe("coalign eval rules", () => {
  it("says for each sample of a trace what every rule is worth, and sums up", async () => {
    const distances = [2, 0.4, "inf", null, 2, 2, 2, 2];
    writeFileSync(
      TRACE,
      distances
        .map((person_distance, at) => `${JSON.stringify({ time: at / 2, person_distance })}\n`)
        .join(""),
    );

    expect(await main(["eval", "rules", "--data", TRACE, "--rules", RULES, "--out", OUT])).toBe(0);

    const answers = readFileSync(OUT, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { rules: { verdict: string }[]; trouble: string });
    expect(answers.map(({ rules: [rule] }) => rule?.verdict)).toEqual([
      ...["kept", "broken", "broken", "unknown", "broken", "broken", "unknown", "unknown"],
    ]);
    expect(answers[0]).toMatchObject({ time: 0, speed: "inf", because: "", trouble: "" });
    expect(answers[1]).toMatchObject({
      speed: 0,
      because: "rule-broken",
      trouble: "rule-broken",
      rules: [{ id: "pause", unit: "m", since: 0.5, missing: [] }],
    });
    expect(out).toMatch(/pause +1 +4 +3 +-0\.1 m +0\.5 s +person_distance/);
  });

  it.each([
    [["eval", "rules"], "coalign eval rules needs --data PATH"],
    [["eval", "rulez", "--data", "x"], "there is no evaluation 'rulez'; did you mean 'rules'?"],
    [
      ["eval", "rules", "--data", "/nowhere.jsonl"],
      "/nowhere.jsonl: there is no trace that can be",
    ],
    [
      ["eval", "rules", "--data", "x", "--rules", "/nowhere.yaml"],
      "/nowhere.yaml: there is no file",
    ],
  ])("refuses %j", async (args, sentence) => {
    expect(await main(args)).toBe(2);
    expect(err).toContain(sentence);
  });
});
