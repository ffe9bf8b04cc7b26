import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCoalign, type Running } from "../support/coalign-process.ts";
import { bundleProgram, Program } from "../support/program.ts";
import { type PeerEvent, RclpyPeer } from "../support/rclpy-peer.ts";
import { describeRos2, ros2, ros2Variables } from "../support/ros2.ts";

/** A domain that no other test file uses. */
const DOMAIN = 62;

const SERVICES = "lifecycle_msgs/srv";
const TWIST = "geometry_msgs/msg/TwistStamped";

type State = { readonly id: number; readonly label: string };

/** Managed nodes that one process runs; what the world says is what the others need. */
const NODES = ["world", "self_perception", "theory_of_mind"] as const;

describeRos2("managed nodes", () => {
  const folder = mkdtempSync(join(tmpdir(), "coalign-lifecycle-"));
  const env = { ...ros2Variables(DOMAIN), COALIGN_HOME: folder };
  let run: Running;
  let oracle: ChildProcess;
  let supervisor: Program;
  let peer: RclpyPeer;

  beforeAll(async () => {
    const common = ["-p", "use_sim_time:=true", "-p", "autostart:=false"];
    run = runCoalign(["run", ...NODES, "--ros-args", ...common, "-p", "world:world:=plaza"], env);
    const script = join("test", "support", "rclpy_lifecycle.py");
    oracle = spawn(ros2.python, [script, "oracle"], { env, stdio: "ignore" });
    supervisor = Program.start(
      await bundleProgram("test/ros2/lifecycle-program.ts"),
      DOMAIN,
      ["--ros-args", ...common],
      { COALIGN_HOME: folder },
    );
    peer = await RclpyPeer.start(DOMAIN);
  }, 60_000);

  afterAll(async () => {
    oracle.kill("SIGKILL");
    await peer.kill();
    await supervisor.kill();
    run.child.kill("SIGINT");
    await run.ended(20);
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const change = async (node: string, asked: Partial<State>): Promise<boolean> => {
    const request = { transition: { id: 0, label: "", ...asked } };
    const type = `${SERVICES}/ChangeState`;
    const answer = await peer.call(`/${node}/change_state`, type, request, 30);
    return (answer as { success: boolean }).success;
  };
  const stateOf = async (node: string): Promise<State> => {
    const answer = await peer.insist(`/${node}/get_state`, `${SERVICES}/GetState`, {});
    return (answer as { current_state: State }).current_state;
  };
  const listOf = async (node: string, service: string, type: string): Promise<unknown> =>
    await peer.insist(`/${node}/${service}`, `${SERVICES}/${type}`, {});
  /** What a manager of lifecycles can see of a node. */
  const looks = async (node: string): Promise<unknown> => [
    await stateOf(node),
    await listOf(node, "get_available_transitions", "GetAvailableTransitions"),
  ];

  it("tell the same states and transitions as a node of rclpy", async () => {
    for (const [service, type] of [
      ["get_available_states", "GetAvailableStates"],
      ["get_transition_graph", "GetAvailableTransitions"],
    ] as const) {
      expect(await listOf("theory_of_mind", service, type)).toEqual(
        await listOf("oracle", service, type),
      );
    }
  }, 60_000);

  it("answer every request, legal or not, as a node of rclpy does", async () => {
    peer.tell({
      do: "subscribe",
      topic: "/theory_of_mind/transition_event",
      type: "lifecycle_msgs/msg/TransitionEvent",
    });
    await pause(500);
    const requests: readonly Partial<State>[] = [
      { id: 3 },
      { id: 1 },
      { id: 1 },
      { id: 4 },
      { label: "activate" },
      { id: 3 },
      { id: 4 },
      { label: "fly" },
      { id: 255 },
      { id: 3 },
      { id: 4 },
      { id: 2 },
    ];
    expect(await looks("theory_of_mind")).toEqual(await looks("oracle"));
    for (const request of requests) {
      const ours = await change("theory_of_mind", request);
      expect([request, ours]).toEqual([request, await change("oracle", request)]);
      expect(await looks("theory_of_mind")).toEqual(await looks("oracle"));
    }
    const events = peer.events
      .filter(({ topic }) => topic === "/theory_of_mind/transition_event")
      .map(({ fields }) => fields as { start_state: State; goal_state: State })
      .map(({ start_state, goal_state }) => `${start_state.label} ${goal_state.label}`);
    expect(events).toEqual([
      "unconfigured configuring",
      "configuring inactive",
      "inactive activating",
      "activating active",
      "active deactivating",
      "deactivating inactive",
      "inactive activating",
      "activating active",
      "active deactivating",
      "deactivating inactive",
      "inactive cleaningup",
      "cleaningup unconfigured",
    ]);
    expect(run.text()).toContain("where 'deactivate' or 'shutdown' may be asked for");
  }, 60_000);

  /** Whether the base is told to move within a while; undefined when it is told nothing at all. */
  const heard = async (seconds: number): Promise<"motion" | "standstill" | undefined> => {
    peer.events.length = 0;
    await pause(seconds * 1000);
    const speeds = peer.events
      .filter(({ topic }) => topic === "/cmd_vel")
      .map(({ fields }: PeerEvent) => (fields as { twist: { linear: { x: number } } }).twist)
      .map(({ linear }) => linear.x);
    const rate = speeds.length / seconds;
    if (rate < 10) {
      return undefined;
    }
    return speeds.some((speed) => speed !== 0) ? "motion" : "standstill";
  };
  const becomes = async (what: "motion" | "standstill"): Promise<void> => {
    let last: string | undefined;
    for (const deadline = performance.now() + 30_000; performance.now() < deadline;) {
      last = await heard(0.5);
      if (last === what) {
        return;
      }
    }
    throw new Error(`the base hears ${last ?? "nothing"}: ${supervisor.output}\n${run.text()}`);
  };

  it("start, rest and go on as Nav2's manager asks them to, all together", async () => {
    peer.tell({ do: "subscribe", topic: "/cmd_vel", type: TWIST });
    expect(await stateOf("safety_supervisor")).toEqual({ id: 1, label: "unconfigured" });
    await becomes("standstill");

    const all = [...NODES, "safety_supervisor"];
    for (const label of ["configure", "activate"]) {
      for (const node of all) {
        expect([label, node, await change(node, { label })]).toEqual([label, node, true]);
      }
    }
    peer.tell({
      do: "flood",
      topic: "/cmd_vel_in",
      type: TWIST,
      fields: { twist: { linear: { x: 0.4 } } },
      count: 100_000,
      rate: 25,
    });
    await becomes("motion");

    for (const node of [...all].reverse()) {
      expect([node, await change(node, { label: "deactivate" })]).toEqual([node, true]);
    }
    await becomes("standstill");
    expect(await peer.publishers("/scan")).toEqual([]);
    for (const node of all) {
      expect([node, await change(node, { label: "activate" })]).toEqual([node, true]);
    }
    await becomes("motion");
  }, 120_000);

  it("keep the supervisor speaking, and standing still, while it is inactive", async () => {
    expect(await change("safety_supervisor", { id: 4 })).toBe(true);
    expect(await heard(1)).toBe("standstill");
    expect(await change("safety_supervisor", { id: 2 })).toBe(true);
    expect(await heard(1)).toBe("standstill");
    expect(await change("safety_supervisor", { id: 1 })).toBe(true);
    expect(await heard(1)).toBe("standstill");
    expect(await change("safety_supervisor", { id: 3 })).toBe(true);
    await becomes("motion");
  }, 60_000);

  it("do not lift a latch, whatever is asked of them", async () => {
    const stop = await peer.insist("/safety_supervisor/stop", "std_srvs/srv/Trigger", {});
    expect(stop).toMatchObject({ success: true });
    await becomes("standstill");
    for (const label of ["deactivate", "cleanup", "configure", "activate"]) {
      expect(await change("safety_supervisor", { label })).toBe(true);
      expect([label, await heard(0.5)]).toEqual([label, "standstill"]);
    }
    expect(await heard(2)).toBe("standstill");
    expect(await change("safety_supervisor", { label: "shutdown" })).toBe(true);
    expect(await heard(1)).toBe("standstill");
  }, 60_000);

  it("hold a bond with their manager while they are active, as Nav2's asks of them", async () => {
    const BOND = "bond/msg/Status";
    type Status = { readonly id: string; readonly instance_id: string; readonly active: boolean };
    const isOurs = ({ topic, fields }: PeerEvent): boolean =>
      topic === "/bond" && (fields as Status | undefined)?.id === "theory_of_mind";
    const hears = async (said: "alive" | "gone"): Promise<Status> => {
      const event = await peer.hear(
        (one) =>
          isOurs(one) &&
          (one.fields as Status).active === (said === "alive") &&
          (one.fields as Status).instance_id !== "manager",
        20,
      );
      return event.fields as Status;
    };
    /** Every managed node of the process hears it, and the peer itself. */
    const say = async (said: "alive" | "gone"): Promise<void> => {
      const fields = { id: "theory_of_mind", instance_id: "manager", active: said === "alive" };
      await peer.deliver("/bond", BOND, fields, NODES.length + 2);
    };
    peer.tell({ do: "subscribe", topic: "/bond", type: BOND });
    const alive = await hears("alive");
    expect(alive).toMatchObject({ heartbeat_timeout: 4, header: { frame_id: "" } });
    await say("alive");

    expect(await change("theory_of_mind", { label: "deactivate" })).toBe(true);
    await hears("gone");
    await say("gone");
    expect(await change("theory_of_mind", { label: "activate" })).toBe(true);
    peer.events.length = 0;
    expect((await hears("alive")).instance_id).not.toBe(alive.instance_id);
  }, 60_000);
});
