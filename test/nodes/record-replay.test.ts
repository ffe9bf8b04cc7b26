import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Decision } from "../../src/bus/messages/coalign-msgs.gen.ts";
import { Bool } from "../../src/bus/messages/std-msgs.gen.ts";
import { TOPICS } from "../../src/bus/topics.ts";
import { record } from "../../src/nodes/record.ts";
import {
  findRecording,
  replayRecording,
  verifyRecording,
} from "../../src/record/judge-recording.ts";
import { KERNEL } from "../record/recorded.ts";
import { scratch } from "../record/scratch.ts";
import { SupervisedRobot } from "../support/supervised-robot.ts";

type Run = { readonly folder: string; readonly decisions: number };

/** Records a supervised robot that is slowed by a wall, sent nonsense, silenced, and stopped by a human. */
async function recordRun(directory: string, late = 0): Promise<Run> {
  const robot = new SupervisedRobot();
  robot.run(late);
  const bus = robot.loopback.bus("record", { directory, name: "run" });
  const node = await record.start(bus, bus.declare(record.parameters));
  robot.run(3);
  robot.sources.command = () => robot.commandOf(NaN, 0.3);
  robot.run(1);
  robot.sources.command = () => robot.commandOf(0.9, 0.3);
  robot.land = { discs: [{ x: 1.2, y: 0.3, radius: 0.2 }], walls: robot.land.walls };
  robot.run(2);
  robot.sources.scan = () => undefined;
  robot.run(2);
  const veto = robot.bus.advertise(TOPICS.veto);
  veto.publish(Bool.create({ data: true }));
  robot.run(1);
  await node.stop();
  return { folder: join(directory, "run"), decisions: robot.decisions.length };
}

describe("a recording of the supervisor", () => {
  it("is replayed bit for bit, from the recording and from the decision log", async () => {
    const { folder, decisions } = await recordRun(scratch());
    const recording = findRecording(folder);
    const [fromMcap, fromLog] = [recording, { ...recording, recording: undefined }].map((files) =>
      replayRecording(files, KERNEL, (bytes) => Decision.decode(bytes)),
    );

    expect(fromMcap?.sentence).toMatch(
      /^\d+ decisions over \d+ facts replayed, every one the same/,
    );
    expect(fromMcap).toMatchObject({ decisions, different: 0, unjudged: 0 });
    expect(fromLog).toEqual(fromMcap);
  });

  it("has a decision log that is whole, and holds to the places noted in the recording", async () => {
    const { folder, decisions } = await recordRun(scratch());
    expect(verifyRecording(findRecording(folder))).toMatchObject({ state: "whole", decisions });

    const path = join(folder, "decisions.jsonl");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.split("\n").slice(0, 50).join("\n") + "\n");
    expect(verifyRecording(findRecording(folder))).toMatchObject({
      state: "broken",
      badRecord: 51,
    });
  });

  it("gives the same decision log in two runs of the same scene", async () => {
    const [a, b] = [await recordRun(scratch()), await recordRun(scratch())];
    const hash = (run: Run): string => verifyRecording(findRecording(run.folder)).head?.hash ?? "";
    expect(hash(a)).toBe(hash(b));
  });

  it("that began late is judged from the first decision that says all the kernel knew", async () => {
    const { folder } = await recordRun(scratch(), 1.7);
    const found = replayRecording(findRecording(folder), KERNEL, (bytes) => Decision.decode(bytes));
    expect(found.different).toBe(0);
    expect(found.unjudged).toBeLessThan(100);
    expect(found.decisions).toBeGreaterThan(300);
  });

  it("tells a kernel that decides otherwise, and in what", async () => {
    const { folder } = await recordRun(scratch());
    const other = {
      ...KERNEL,
      decide: (...given: Parameters<typeof KERNEL.decide>) => {
        const verdict = KERNEL.decide(...given);
        return { ...verdict, given: { ...verdict.given, vx: verdict.given.vx * (1 + 2 ** -52) } };
      },
    };
    const found = replayRecording(findRecording(folder), other, (bytes) => Decision.decode(bytes));
    expect(found.different).toBeGreaterThan(10);
    expect(found.first?.part).toBe("given.vx");
  });
});

describe("findRecording", () => {
  it("says in one sentence what a recording is", () => {
    const folder = scratch();
    expect(() => findRecording(join(folder, "x"))).toThrow(
      `${folder}/x cannot be read: it is not there`,
    );
    expect(() => findRecording(folder)).toThrow(
      `${folder} cannot be read: a recording is an .mcap file, a .jsonl file, or a folder with recording.mcap or decisions.jsonl`,
    );
  });
});
