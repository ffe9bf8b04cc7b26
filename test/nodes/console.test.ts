import { afterEach, describe, expect, it } from "vitest";
import { Loopback } from "../../src/bus/loopback.ts";
import { ParameterError } from "../../src/bus/parameters.ts";
import type { RunningNode } from "../../src/bus/port.ts";
import { plainCommandTopic, TOPICS } from "../../src/bus/topics.ts";
import { console as consoleNode } from "../../src/nodes/console.ts";
import { Socket, until } from "../console/rig.ts";

let running: RunningNode | undefined;

afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function start(overrides: { readonly [name: string]: unknown } = {}): Promise<{
  readonly loopback: Loopback;
  readonly sentences: readonly string[];
  readonly origin: string;
}> {
  const sentences: string[] = [];
  const loopback = new Loopback({
    log: (_, severity, text) => sentences.push(`${severity} ${text}`),
  });
  const bus = loopback.bus("console", { port: 0, ...overrides });
  running = await consoleNode.start(bus, bus.declare(consoleNode.parameters));
  const origin = /http:\/\/[\d.:]+/u.exec(sentences.join("\n"))?.[0] ?? "";
  return { loopback, sentences, origin };
}

describe("console", () => {
  it("says its address once and listens on this machine alone", async () => {
    const { sentences } = await start();

    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toMatch(/^info console: http:\/\/127\.0\.0\.1:\d+\/$/u);
  });

  it("drives by Twist where the robot takes no stamps", async () => {
    const { loopback, origin } = await start({ enable_stamped_cmd_vel: false, drive_speed: 1 });
    const speeds: number[] = [];
    loopback
      .bus("ear")
      .subscribe(plainCommandTopic("cmd_vel_teleop"), ({ linear }) => speeds.push(linear.x));
    const page = await new Socket(origin).opened();

    page.send({ kind: "drive", hold: 1, forward: -0.5, left: 0, turn: 0 });
    await until(() => speeds.length > 0, "a command comes");

    expect(speeds[0]).toBe(-0.5);
    await until(() => speeds.at(-1) === 0, "the hold lapses");
  });

  it("reads no ground truth unless it is told to", async () => {
    const listeners = async (overrides: { readonly [name: string]: unknown }): Promise<number> => {
      const { loopback } = await start(overrides);
      const count = loopback.bus("world").advertise(TOPICS.worldTruth).subscribers();
      await running?.stop();
      running = undefined;
      return count;
    };

    expect([await listeners({}), await listeners({ show_ground_truth: true })]).toEqual([0, 1]);
  });

  it("refuses a heartbeat that would let a lost operator drive on", () => {
    const bus = new Loopback().bus("console", { drive_heartbeat: 2 });

    expect(() => bus.declare(consoleNode.parameters)).toThrow(ParameterError);
    expect(() => bus.declare(consoleNode.parameters)).toThrow("from 0.15 to 0.25");
  });

  it("names the parameter when it cannot listen", async () => {
    await expect(start({ host: "203.0.113.7" })).rejects.toThrow("parameter 'host'");
  });
});
