import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { COMMAND_NAMES } from "../../src/bus/topics.ts";
import { startEpisode } from "../../src/cli/episode.ts";
import { readScenario } from "../../src/cli/scenario.ts";
import { filesUnder, ROOT } from "../support/repository.ts";
import { spyOnLoopback } from "../support/spied-loopback.ts";

const SUPERVISOR = "src/nodes/safety-supervisor";

const sources = filesUnder(join(ROOT, "src"))
  .filter((path) => path.endsWith(".ts"))
  .map((path) => ({ file: relative(ROOT, path), text: readFileSync(path, "utf8") }));

/** Whether a source publishes a topic of commands. */
function speaks(text: string): boolean {
  return /advertise(<[^>]*>)?\(\s*(commandTopic|plainCommandTopic)\(/.test(text);
}

/** Whether a source knows the name of the base's command topic. */
function knowsTheBase(text: string): boolean {
  return /COMMAND_NAMES\.out|cmd_vel_out|["'`/]cmd_vel["'`]/.test(text);
}

describe("the base's command topic", () => {
  it("is published from one place in the code", () => {
    const mouths = sources.filter(({ text }) => speaks(text) && knowsTheBase(text));

    expect(mouths.map(({ file }) => file)).toEqual([`${SUPERVISOR}.ts`]);
  });

  it("has one more between it and the motors at most: the deadman, on a topic of its own", () => {
    const spoken = (file: string): readonly string[] => {
      const text = sources.find((source) => source.file === file)?.text ?? "";
      const topics = text.matchAll(/advertise(?:<[^>]*>)?\(\s*(?:plainC|c)ommandTopic\(([^)]*)\)/g);
      return [...new Set([...topics].map(([, topic]) => topic ?? ""))];
    };
    const speakers = sources.filter(({ text }) => speaks(text)).map(({ file }) => file);

    expect(speakers.sort()).toEqual([
      "src/console/server/drive-seat.ts",
      "src/nodes/commander.ts",
      "src/nodes/deadman.ts",
      `${SUPERVISOR}.ts`,
    ]);
    expect(spoken("src/nodes/deadman.ts")).toEqual(["cmd_vel_base_topic"]);
  });

  it("would be noticed in another place", () => {
    const second = `bus.advertise(commandTopic(COMMAND_NAMES.out)).publish(fast);`;

    expect(speaks(second) && knowsTheBase(second)).toBe(true);
  });

  it("is the only way to command the base: nobody makes a command topic by hand", () => {
    const byHand = sources.filter(
      ({ file, text }) =>
        !file.startsWith("src/bus/") && /type:\s*(TwistStamped|Twist)\b/.test(text),
    );

    expect(byHand.map(({ file }) => file)).toEqual([]);
  });
});

describe("a run", () => {
  const spy = spyOnLoopback();
  afterEach(() => {
    spy.reads.clear();
    spy.writes.clear();
  });
  afterAll(() => spy.restore());

  it("has one publisher of the base's topic, the supervisor", async () => {
    const episode = await startEpisode({
      scenario: readScenario("plaza"),
      seed: 1,
      supervision: "supervised",
      settings: new Set(["simulation"]),
    });
    episode.loopback.advance(1);
    await episode.end();
    const mouths = [...spy.writes].filter((asked) => asked.endsWith(` /${COMMAND_NAMES.out}`));

    expect(mouths).toEqual([`safety_supervisor /${COMMAND_NAMES.out}`]);
  });

  it("with a deadman has one publisher of the base's own topic too, the deadman", async () => {
    const episode = await startEpisode({
      scenario: readScenario("plaza"),
      seed: 1,
      supervision: "supervised",
      settings: new Set(["simulation", "deadman"]),
      fillings: { base_topic: COMMAND_NAMES.base },
    });
    episode.loopback.advance(10);
    const speed = episode.watch.topSpeed();
    await episode.end();
    const ends = [`/${COMMAND_NAMES.out}`, `/${COMMAND_NAMES.base}`];
    const mouths = [...spy.writes].filter((asked) => ends.some((end) => asked.endsWith(` ${end}`)));

    expect(mouths.sort()).toEqual([
      `deadman /${COMMAND_NAMES.base}`,
      `safety_supervisor /${COMMAND_NAMES.out}`,
    ]);
    expect([...spy.reads]).toContain(`world /${COMMAND_NAMES.base}`);
    expect([...spy.reads]).not.toContain(`world /${COMMAND_NAMES.out}`);
    expect(speed).toBeGreaterThan(0.3);
  });
});
