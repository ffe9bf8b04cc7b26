import { afterAll, beforeAll, expect, it } from "vitest";
import { childrenOf, runCoalign, type Running } from "../support/coalign-process.ts";
import { RclpyPeer } from "../support/rclpy-peer.ts";
import { describeRos2, ros2Variables } from "../support/ros2.ts";

/** A domain that no other test file uses. */
const DOMAIN = 93;

/** Two robots in namespaces of their own. */
const ROBOTS = ["/robot1", "/fleet/robot2"] as const;

type State = {
  readonly namespace?: string;
  readonly latched: boolean;
  readonly latched_by: string;
};

describeRos2("an operator with two robots on the graph", () => {
  const env = ros2Variables(DOMAIN);
  const running: Running[] = [];
  let peer: RclpyPeer;

  beforeAll(async () => {
    for (const namespace of ROBOTS) {
      const args = ["run", "safety_supervisor", "--ros-args", "-r", `__ns:=${namespace}`];
      running.push(runCoalign(args, env));
    }
    peer = await RclpyPeer.start(DOMAIN);
    for (const namespace of ROBOTS) {
      const service = `${namespace}/safety_supervisor/reset`;
      await peer.insist(service, "coalign_msgs/srv/HumanAct", {}, 60);
    }
  }, 90_000);

  afterAll(async () => {
    await peer.kill();
    running.forEach(({ child }) => child.kill("SIGINT"));
    await Promise.all(running.map(async (one) => await one.ended(20)));
  }, 60_000);

  const coalign = async (...words: string[]): Promise<{ code: number; text: string }> => {
    const run = runCoalign(words, env);
    return { code: await run.ended(40), text: run.text() };
  };
  const stateOf = async (namespace: string): Promise<State> =>
    JSON.parse((await coalign("status", "--json", "--namespace", namespace)).text) as State;

  it("refuses an act of his that does not say for which", async () => {
    const { code, text } = await coalign("status", "--namespace", "not a name");
    expect(text).toContain("--namespace must be a namespace of ROS 2");
    expect(code).toBe(2);
  }, 60_000);

  it("reads the state of each, and of one", async () => {
    const { code, text } = await coalign("status");
    expect(code).toBe(0);
    ROBOTS.forEach((namespace) => expect(text).toContain(`${namespace}:\n`));

    expect(await stateOf("robot1")).toMatchObject({ namespace: "/robot1", latched: false });
  }, 60_000);

  it("stops one by its name, and the other goes on", async () => {
    const { code, text } = await coalign("stop", "--namespace", "/fleet/robot2");
    expect([code, text]).toEqual([0, expect.stringMatching(/^\/fleet\/robot2: /)]);
    expect(await stateOf("/fleet/robot2")).toMatchObject({ latched: true });
    expect(await stateOf("/robot1")).toMatchObject({ latched: false });
  }, 90_000);

  it("stops all of them where he names none", async () => {
    const { code, text } = await coalign("stop");
    expect(code).toBe(0);
    ROBOTS.forEach((namespace) => expect(text).toContain(`${namespace}: `));
    for (const namespace of ROBOTS) {
      expect(await stateOf(namespace)).toMatchObject({ latched: true });
    }
  }, 90_000);

  it("finds none in a namespace that is empty, and says so", async () => {
    const { code, text } = await coalign("stop", "--namespace", "/nobody");
    expect([code, text]).toEqual([1, expect.stringContaining("in /nobody")]);
  }, 60_000);
});

describeRos2("a robot whose latch nobody configured", () => {
  const env = ros2Variables(DOMAIN + 1);

  /** What it says once it runs. */
  const state = async (): Promise<State> => {
    let said = "";
    for (const deadline = performance.now() + 60_000; performance.now() < deadline;) {
      const status = runCoalign(["status", "--json"], env);
      const code = await status.ended(40);
      said = status.text();
      if (code === 0) {
        return JSON.parse(said) as State;
      }
    }
    throw new Error(`the supervisor never said what it does: ${said}`);
  };
  const life = async (signal: NodeJS.Signals): Promise<boolean> => {
    const run = runCoalign(["run", "safety_supervisor"], env);
    try {
      return (await state()).latched;
    } finally {
      const all = descendantsOf(run.child.pid ?? 0);
      all.forEach((pid) => process.kill(pid, signal));
      await run.ended(20);
    }
  };

  it("comes back latched after it was killed, and not after an orderly end", async () => {
    expect(await life("SIGINT")).toBe(false);
    expect(await life("SIGKILL")).toBe(false);
    expect(await life("SIGINT")).toBe(true);
  }, 150_000);
});

/** The processes that the launcher started: the last of them is the node. */
function descendantsOf(pid: number): readonly number[] {
  const children = childrenOf(pid).map((child) => child.pid);
  return [...children.flatMap(descendantsOf), ...children];
}
