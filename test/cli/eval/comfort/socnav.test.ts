import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { comfortEvaluation } from "../../../../src/cli/eval/comfort.ts";
import { parseScene } from "../../../../src/cli/eval/comfort/socnav.ts";

const LINE = {
  identifier: "00001 A",
  score: 40,
  robot: { id: 0 },
  humans: [
    { id: 1, xPos: 100, yPos: 0, orientation: -90 },
    { id: 3, xPos: -100, yPos: 0, orientation: 90 },
  ],
  objects: [{ id: 2, xPos: 0, yPos: 300, orientation: 0 }],
  links: [
    [1, 3, "interact"],
    [3, 1, "interact"],
    [2, 1, "interact"],
    [1, 9, "interact"],
  ],
  room: [
    [-200, -300],
    [200, -300],
    [200, 400],
    [-200, 400],
    [-200, -300],
  ],
};

describe("parseScene", () => {
  it("reads places in metres, fronts that face each other, ties and the room", () => {
    const { identifier, score, scene } = parseScene(JSON.stringify(LINE), "f:1");

    expect({ identifier, score }).toEqual({ identifier: "00001 A", score: 0.4 });
    expect(scene.people.map(({ x, y }) => [x, y])).toEqual([
      [1, 0],
      [-1, 0],
    ]);
    expect(Math.cos(scene.people[0]!.front!)).toBeCloseTo(-1, 9);
    expect(Math.cos(scene.people[1]!.front!)).toBeCloseTo(1, 9);
    expect(scene.ties).toEqual([
      { kind: "pair", one: 0, other: 1 },
      { kind: "pair", one: 0, other: 1 },
      { kind: "thing", one: 0, thing: { x: 0, y: 3 } },
    ]);
    expect(scene.place.area).toBeCloseTo(28, 9);
    expect(scene.place.wall).toBeCloseTo(2, 9);
  });

  it.each([
    ["nonsense", "f:3: a scene is a JSON object, and this is none"],
    [JSON.stringify({ ...LINE, identifier: 7 }), "f:3: 'identifier' is not as in SocNav1"],
    [JSON.stringify({ ...LINE, humans: [{ id: 1 }] }), "f:3: 'humans.0.xPos' is not as in SocNav1"],
    [JSON.stringify({ ...LINE, score: 140 }), "f:3: 'score' is not as in SocNav1"],
  ])("refuses %s in one sentence", (text, sentence) => {
    expect(() => parseScene(text, "f:3")).toThrow(sentence);
  });
});

describe("coalign eval comfort", () => {
  function evaluate(lines: readonly object[]): { told: string[]; answers: readonly unknown[] } {
    const folder = mkdtempSync(join(tmpdir(), "comfort-"));
    const [data, out] = [join(folder, "scenes.ndjson"), join(folder, "out.ndjson")];
    writeFileSync(data, lines.map((line) => JSON.stringify(line)).join("\n"));
    const told: string[] = [];
    expect(comfortEvaluation.run({ data, out }, (line) => told.push(line))).toBe(0);
    const written = readFileSync(out, "utf8").trim().split("\n");
    return { told, answers: written.map((line) => JSON.parse(line) as unknown) };
  }

  it("answers each scene whether it is judged or not, and scores the judged ones", () => {
    const { told, answers } = evaluate([LINE, { ...LINE, score: undefined }]);

    expect(answers).toEqual([
      { identifier: "00001 A", score: expect.any(Number) as number },
      { identifier: "00001 A", score: expect.any(Number) as number },
    ]);
    const { score } = answers[0] as { score: number };
    expect(score).toBeGreaterThan(0);
    expect(score).toBeLessThan(30);
    expect(told[0]).toContain(((score / 100 - 0.4) ** 2).toFixed(5));
    expect(told[0]).toContain("on 1 judged scenes of 2");
  });

  it("answers the same for people in another order and with other numbers", () => {
    const renumber: { readonly [id: number]: number } = { 1: 8, 2: 5, 3: 4 };
    const other = {
      ...LINE,
      humans: [...LINE.humans].reverse().map((one) => ({ ...one, id: renumber[one.id] })),
      objects: LINE.objects.map((one) => ({ ...one, id: renumber[one.id] })),
      links: [...LINE.links]
        .reverse()
        .map(([a, b, what]) => [renumber[a as number] ?? 90, renumber[b as number] ?? 90, what]),
    };

    const { answers } = evaluate([LINE, other]);

    expect(answers[1]).toEqual(answers[0]);
  });
});
