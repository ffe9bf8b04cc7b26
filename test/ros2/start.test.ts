import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  childrenOf,
  eventually,
  isAlive,
  runCoalign,
  type Running,
  stillRunning,
} from "../support/coalign-process.ts";
import { describeRos2, ros2Variables } from "../support/ros2.ts";

/** A domain that no other test file uses. */
const DOMAIN = 83;

let folder = "";
let env: NodeJS.ProcessEnv = {};
let run: Running | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "coalign-start-"));
  env = { ...ros2Variables(DOMAIN), COALIGN_HOME: folder };
});
afterEach(async () => {
  const attendant = run?.child.pid;
  const nodes = attendant === undefined ? [] : childrenOf(attendant).map(({ pid }) => pid);
  run?.child.kill("SIGKILL");
  // Nodes whose attendant is gone end by themselves, and write to the folder until then.
  await eventually(
    () => !nodes.some(isAlive),
    30,
    () => `live on: ${nodes.map(stillRunning).join("; ")}\n${run?.text()}`,
  );
  rmSync(folder, { recursive: true, force: true });
}, 40_000);

/** Starts a headless run and waits until the robot was asked something. */
async function start(...more: string[]): Promise<Running> {
  run = runCoalign(["start", "--bus", "ros2", "--headless", "--seed", "1", ...more], env);
  const running = run;
  await eventually(
    () => running.text().includes("world: "),
    60,
    () => running.text(),
  );
  return running;
}

/** What a command prints. */
async function ask(...args: string[]): Promise<{ readonly code: number; readonly text: string }> {
  const asked = runCoalign(args, env);
  const code = await asked.ended(60);
  return { code, text: asked.text() };
}

/** Asks for the status until it says something. */
async function awaitStatus(what: RegExp): Promise<string> {
  const deadline = performance.now() + 40_000;
  for (;;) {
    const { text } = await ask("status");
    if (what.test(text)) {
      return text;
    }
    if (performance.now() > deadline) {
      throw new Error(`the status never said ${String(what)}: ${text}`);
    }
  }
}

function pidOf(running: Running, node: string): number {
  const found = childrenOf(running.child.pid ?? 0).find(({ args }) =>
    args.includes(`run ${node} `),
  );
  expect(found, `a process of ${node}`).toBeDefined();
  return found!.pid;
}

/** Nodes as they run, by what kills them: whoever goes, the robot stops, and the state names the source. */
const SOURCES = [
  ["world", /scan-|body-/],
  ["self_perception", /body-/],
  ["commander", /command-/],
  ["theory_of_mind", /source-stale/],
  ["harm_prediction", /source-stale/],
] as const;

describeRos2("coalign start on ROS 2", () => {
  it("drives, ends by itself, and reports", async () => {
    const report = join(folder, "r.json");
    const running = await start("--duration", "6", "--report", report);

    expect(await running.ended(60)).toBe(0);
    expect(running.text()).toContain("the robot stands still");
    const written = JSON.parse(readFileSync(report, "utf8")) as {
      bus: string;
      duration: number;
      firstMotion: number;
      motion: { distance: number };
      contacts: { byOwnMotion: number };
    };
    expect(written).toMatchObject({ bus: "ros2", contacts: { byOwnMotion: 0 } });
    expect(written.duration).toBeGreaterThanOrEqual(6);
    expect(written.motion.distance).toBeGreaterThan(0.5);
    // `coalign bench start` holds the bar of 3 s on a quiet machine.
    expect(written.firstMotion).toBeLessThan(15);
  });

  it.each([1, 2, 3])("moves within the first 3 s that the world runs (start %i)", async () => {
    const report = join(folder, "r.json");
    const running = await start("--duration", "3", "--report", report);

    expect(await running.ended(60)).toBe(0);
    // Nodes that miss each other's first announcement would wait 3 s for the next by the default of Fast DDS.
    const { motion } = JSON.parse(readFileSync(report, "utf8")) as { motion: { distance: number } };
    expect(motion.distance).toBeGreaterThan(0.3);
  });

  it("stops the robot first on SIGINT, exits 0 and leaves no process behind", async () => {
    const running = await start();
    await awaitStatus(/^(moving|slowed)/);
    const pids = childrenOf(running.child.pid ?? 0).map(({ pid }) => pid);
    expect(pids.length).toBeGreaterThanOrEqual(6);

    running.child.kill("SIGINT");
    running.child.kill("SIGTERM");

    expect(await running.ended(30)).toBe(0);
    expect(running.text()).toContain("stop: the robot stands still");
    await eventually(
      () => !pids.some(isAlive),
      2,
      () => `${pids.filter(isAlive).join()} live`,
    );
  });

  it("takes every process with it when it is killed", async () => {
    const running = await start();
    await awaitStatus(/decisions/);
    const pids = childrenOf(running.child.pid ?? 0).map(({ pid }) => pid);

    running.child.kill("SIGKILL");

    await eventually(
      () => !pids.some(isAlive),
      10,
      () => `${pids.filter(isAlive).join()} live`,
    );
  });

  it("brings a killed supervisor back latched, until a human with a key resets and resumes", async () => {
    expect((await ask("keys", "create", "anna")).code).toBe(0);
    const running = await start();
    await awaitStatus(/^(moving|slowed)/);

    process.kill(pidOf(running, "safety_supervisor"), "SIGKILL");
    const latched = await awaitStatus(/^latched/);
    expect(latched).toContain("supervisor-restarted");
    expect(running.text()).toContain("safety_supervisor ended unasked (signal SIGKILL)");

    const early = await ask("resume", "--reason", "too early");
    expect(early).toMatchObject({
      code: 1,
      text: expect.stringContaining("must be reset first") as string,
    });
    expect(await ask("reset", "--reason", "looked at it")).toMatchObject({ code: 0 });
    expect(await awaitStatus(/waits for resume/)).toMatch(/^(latched|stopped)/);
    expect(await ask("resume", "--reason", "the way is clear")).toMatchObject({ code: 0 });
    await awaitStatus(/^(moving|slowed)/);
  });

  it.each(SOURCES)("stops when %s is killed, and says so", async (node, reason) => {
    const running = await start();
    await awaitStatus(/^(moving|slowed)/);

    process.kill(pidOf(running, node), "SIGKILL");

    const status = await awaitStatus(/^stopped/);
    expect(status).toMatch(reason);
    expect(running.text()).toContain(`${node} ended unasked (signal SIGKILL)`);
  });

  it("stops by `coalign stop`, which needs no key, and refuses a reset by a stranger", async () => {
    const running = await start();
    await awaitStatus(/^(moving|slowed)/);

    expect(await ask("stop")).toMatchObject({ code: 0 });
    expect(await awaitStatus(/^latched/)).toContain("human-veto");
    await ask("keys", "create", "mallory");
    const refused = await ask("reset", "--operator", "mallory", "--reason", "let me");

    expect(refused).toMatchObject({ code: 1, text: expect.stringContaining("refused") as string });
    expect(running.text()).not.toContain("[error]");
  });

  it("says in one sentence that nobody answers", async () => {
    const { code, text } = await ask("status");

    expect(code).toBe(1);
    expect(text).toMatch(/no supervisor was found within \d+ s; is one running\?/);
    expect(text).not.toContain("    at ");
  });

  it.each([
    ["a world that is not there", ["start", "--world", "mars"], "there is no world 'mars'"],
    [
      "a parameter that is not there",
      ["run", "commander", "--ros-args", "-p", "sped:=1"],
      "'sped'",
    ],
    ["a robot that is not there", ["start", "--robot", "diff_bas"], "did you mean 'diff_base'?"],
  ])("refuses %s with one sentence and nothing half-started", async (_, args, sentence) => {
    const { code, text } = await ask(...args);

    expect(code).toBe(2);
    expect(text).toContain(sentence);
    expect(text).not.toContain("    at ");
  });
});
