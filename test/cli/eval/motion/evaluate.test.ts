import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { motionEvaluation } from "../../../../src/cli/eval/motion/evaluate.ts";
import { hallOf, type Moment } from "../../../theory-of-mind/motion/walkers.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "coalign-motion-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, moments: readonly Moment[]): void {
  const lines = moments.flatMap((present, at) =>
    present.map(({ id, x, y }) => `${at * 10}.0\t${id}.0\t${x}\t${y}`),
  );
  writeFileSync(join(folder, name), lines.join("\n"));
}

function run(score?: string): readonly string[] {
  const told: string[] = [];
  const out = join(folder, "answers.jsonl");
  motionEvaluation.run({ data: folder, out, score }, (line) => told.push(line));
  return told;
}

function answers(): readonly { scene: string; frame: number; person: number }[] {
  const text = readFileSync(join(folder, "answers.jsonl"), "utf8").trim();
  return text.split("\n").map((line) => JSON.parse(line) as ReturnType<typeof answers>[number]);
}

describe("coalign eval motion", () => {
  it("answers every window once, in the promised shape, and scores what it wrote", () => {
    write("hall.txt", hallOf(50, 1));
    const told = run();
    expect(told.join("\n")).toMatch(/hall +\d+ +0 +\d\.\d{3}\/\d\.\d{3}/);
    const [first] = answers();
    expect(first).toMatchObject({ scene: "hall", frame: expect.any(Number) as number });
    expect(first).toHaveProperty("samples.length", 20);
    expect(first).toHaveProperty("samples.19.11.length", 2);
    expect(first).toHaveProperty("path.length", 12);
    expect(first).toHaveProperty("region90.length", 12);
    const windows = new Set(answers().map(({ frame, person }) => `${frame} ${person}`));
    expect(windows.size).toBe(answers().length);
  });

  it("does not change an answer when the future changes, in the file to the letter", () => {
    write("hall.txt", hallOf(50, 1));
    run();
    const before = answers().filter(({ frame }) => frame < 270);
    write("hall.txt", [...hallOf(50, 1).slice(0, 38), ...hallOf(50, 1).slice(38).map(elsewhere)]);
    run();
    expect(answers().filter(({ frame }) => frame < 270)).toEqual(before);
    expect(before.length).toBeGreaterThan(20);
  });

  it("scores a file of answers alone, and says how many are missing", () => {
    write("hall.txt", hallOf(50, 1));
    const table = run().slice(1);
    const file = join(folder, "answers.jsonl");
    expect(run(file)).toEqual(table);
    const lines = readFileSync(file, "utf8").trim().split("\n");
    writeFileSync(file, lines.slice(3).join("\n"));
    expect(run(file).join("\n")).toMatch(new RegExp(`hall +${lines.length} +3 `));
    writeFileSync(file, `${lines[0] ?? ""}\n{"scene": "hall"}`);
    expect(() => run(file)).toThrow(`${file}:2: an answer is`);
  });
});

function elsewhere(present: Moment): Moment {
  return present.map(({ id, x, y }) => ({ id, x: x + 0.3, y: y - 0.7 }));
}
