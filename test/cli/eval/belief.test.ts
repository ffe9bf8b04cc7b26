import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { beliefEvaluation } from "../../../src/cli/eval/belief.ts";

const STORY =
  "1 Ella entered the den.\n2 Owen entered the den.\n3 The peas is in the box.\n4 Ella exited the den.\n5 Owen moved the peas to the drawer.";
const FIRST = { story: STORY, question: "Where will Ella look for the peas?", answer: "box" };
const SECOND = {
  story: STORY,
  question: "Where does Owen think that Ella searches for the peas?",
  answer: "box",
};

function evaluate(text: string): {
  readonly code: number;
  readonly told: readonly string[];
  readonly answers: readonly unknown[];
} {
  const folder = mkdtempSync(join(tmpdir(), "belief-"));
  const data = join(folder, "stories");
  const out = join(folder, "out.ndjson");
  writeFileSync(data, text);
  const told: string[] = [];
  const code = beliefEvaluation.run({ data, out }, (line) => told.push(line.replace(data, "FILE")));
  const answers = readFileSync(out, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
  return { code, told, answers };
}

describe("coalign eval belief", () => {
  it("answers every line and scores by kind of question", () => {
    const { code, told, answers } = evaluate(
      [FIRST, SECOND].map((row) => JSON.stringify(row)).join("\n"),
    );

    expect(code).toBe(0);
    expect(answers).toEqual([
      { index: 0, answer: "box" },
      { index: 1, answer: "box" },
    ]);
    expect(told.join("\n")).toMatch(/believed, order 1 +1 +1 +100.00 %/);
    expect(told.at(-1)).toMatch(/all +2 +2 +100.00 %/);
  });

  it("reads numbered text with the answer after a tab", () => {
    const text = `${STORY}\n6 ${FIRST.question}\tbox\t1\n${STORY}\n6 ${SECOND.question}\tbox\t1\n`;

    expect(evaluate(text).answers).toEqual([
      { index: 0, answer: "box" },
      { index: 1, answer: "box" },
    ]);
  });

  it("never looks at the answer", () => {
    const { answers, told } = evaluate(JSON.stringify({ ...FIRST, answer: "drawer" }));

    expect(answers).toEqual([{ index: 0, answer: "box" }]);
    expect(told.at(-1)).toMatch(/all +0 +1 +0.00 %/);
  });

  it("names file and line of what it does not understand, and answers all the same", () => {
    const { told, answers, code } = evaluate(
      `${JSON.stringify({ ...FIRST, story: `${STORY}\n6 Blorp.` })}\n{"story": 1}\n`,
    );

    expect(told).toContain(
      'FILE:1: sentence 6 of the story is passed over, its meaning is not known: "6 Blorp."',
    );
    expect(
      told.some((line) => line.startsWith("FILE:2: a line is a JSON object with a story")),
    ).toBe(true);
    expect(answers).toEqual([
      { index: 0, answer: "box" },
      { index: 1, answer: "" },
    ]);
    expect(code).toBe(2);
  });

  it("refuses a file that is not there in a sentence", () => {
    expect(() => beliefEvaluation.run({ data: "/nowhere/x" }, () => undefined)).toThrow(
      "/nowhere/x: there are no stories that can be read",
    );
  });
});
