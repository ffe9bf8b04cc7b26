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

/** What a source makes a publisher of commands for: the topic as it is written there. */
function spoken(text: string): readonly string[] {
  const calls = text.matchAll(
    /advertise(?:<[^>]*>)?\(\s*(?:commandTopic|plainCommandTopic)\(([^)]*)\)/g,
  );
  return [...new Set([...calls].map(([, topic]) => topic ?? ""))].sort();
}

/** Who speaks on a topic of commands, and on which; campaigns stand in for autonomy and the supervisor on buses of their own. */
const speakers = Object.fromEntries(
  sources
    .filter(({ file }) => !file.startsWith("src/cli/soak/"))
    .map(({ file, text }) => [file, spoken(text)] as const)
    .filter(([, topics]) => topics.length > 0),
);

describe("the base's command topic", () => {
  it("is published from one place in the code: who else speaks does it on a topic of its own", () => {
    expect(speakers).toEqual({
      // `name` is the parameter cmd_vel_out_topic: the one mouth.
      [`${SUPERVISOR}.ts`]: ["topic"],
      // The supervisor's rehearsal, on a bus of its own.
      [`${SUPERVISOR}-warm-up.ts`]: ["COMMAND_NAMES.in"],
      // Between the supervisor and a base without a time-out of its own, where there is one.
      "src/nodes/deadman.ts": ["cmd_vel_base_topic"],
      // Autonomy and the teleoperator; the base hears them by way of the supervisor.
      "src/nodes/commander.ts": ["name"],
      "src/console/server/drive-seat.ts": ["this.#options.topic"],
    });
  });

  it("would be noticed in another place", () => {
    expect(spoken(`bus.advertise(commandTopic(COMMAND_NAMES.out)).publish(fast);`)).toEqual([
      "COMMAND_NAMES.out",
    ]);
    expect(spoken(`bus.advertise<Twist>(\n  plainCommandTopic("cmd_vel"))`)).toEqual(['"cmd_vel"']);
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
