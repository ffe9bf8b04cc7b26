import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEpisode } from "../../src/cli/episode.ts";
import { readScenario } from "../../src/cli/scenario.ts";
import { filesUnder, ROOT } from "../support/repository.ts";
import { spyOnLoopback } from "../support/spied-loopback.ts";

/** Who may know the truth of a simulated world: its maker, the record, the page, evaluation, and the table of topics. */
const MAY_KNOW =
  /^src\/(bus\/topics\.ts|bus\/messages\/|nodes\/(world|record|console)[\w-]*\.ts|record\/|console\/|cli\/|world\/)/;

/** How a source names it. */
const TRUTH = /ground_truth|contactTruth|worldTruth|\bWorldTruth\b|\bEntityTruth\b/;

const spy = spyOnLoopback();

beforeAll(async () => {
  const episode = await startEpisode({
    scenario: readScenario("plaza"),
    seed: 1,
    supervision: "supervised",
    settings: new Set(["simulation"]),
  });
  episode.loopback.advance(2);
  await episode.end();
});
afterAll(() => spy.restore());

describe("ground truth", () => {
  it("is named in no source of a faculty or of the supervisor", () => {
    const knowing = filesUnder(join(ROOT, "src"))
      .filter((path) => path.endsWith(".ts") && TRUTH.test(readFileSync(path, "utf8")))
      .map((path) => relative(ROOT, path));

    expect(knowing).toContain("src/cli/evaluation.ts");
    expect(knowing.filter((file) => !MAY_KNOW.test(file))).toEqual([]);
  });

  it("is read in a run by evaluation alone, and published by the world alone", () => {
    const truth = (asked: ReadonlySet<string>): readonly string[] => [
      ...new Set(
        [...asked]
          .filter((item) => item.includes("/ground_truth/"))
          .map((item) => item.split(" ")[0] ?? ""),
      ),
    ];

    expect(truth(spy.reads)).toEqual(["evaluation"]);
    expect(truth(spy.writes)).toEqual(["world"]);
  });

  it("is watched by one who publishes nothing", () => {
    expect([...spy.writes].filter((item) => item.startsWith("evaluation "))).toEqual([]);
  });
});
