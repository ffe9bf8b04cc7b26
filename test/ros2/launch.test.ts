import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readProcesses } from "../../src/cli/processes.ts";
import { childrenOf, eventually, isAlive } from "../support/coalign-process.ts";
import { asSourced, HAS_CMAKE, installPackage } from "../support/installed-package.ts";
import { RclpyPeer } from "../support/rclpy-peer.ts";
import { ROOT } from "../support/repository.ts";
import { describeRos2, ros2, ros2Variables } from "../support/ros2.ts";

/** A domain that no other test file uses. */
const DOMAIN = 66;

const STUB = join(ROOT, "test", "support", "launch-stub");

/** The nodes that a launch without a page or a recording starts, under its namespace. */
const NODES = readProcesses()
  .filter(({ only }) => only === undefined || only === "simulation")
  .flatMap(({ nodes }) => nodes);

describeRos2("launch/sim.launch.py, installed and started", () => {
  const folder = mkdtempSync(join(tmpdir(), "coalign-launch-"));
  let launch: ChildProcess;
  let peer: RclpyPeer;
  let said = "";

  beforeAll(async () => {
    if (!HAS_CMAKE) {
      return;
    }
    const env = ros2Variables(DOMAIN);
    const prefix = installPackage(folder, env);
    const file = join(prefix, "share", "coalign", "launch", "sim.launch.py");
    const words = ["namespace:=robot1", "world:=plaza", "page:=false", "log_level:=warn"];
    // The interpreter itself: the script around it would set the ament prefixes anew.
    const asked = ["-c", "import sys; print(sys.executable)"];
    const python = execFileSync(ros2.python, asked, { encoding: "utf8", env }).trim();
    launch = spawn(python, [join(STUB, "run.py"), file, ...words], {
      env: {
        ...asSourced(env),
        AMENT_PREFIX_PATH: [prefix, env["AMENT_PREFIX_PATH"]].join(delimiter),
        PYTHONDONTWRITEBYTECODE: "1",
        HOME: folder,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [launch.stdout, launch.stderr]) {
      stream?.on("data", (data: Buffer) => (said += data.toString()));
    }
    peer = await RclpyPeer.start(DOMAIN);
    peer.tell({ do: "subscribe", topic: "/robot1/odom", type: "nav_msgs/msg/Odometry" });
  }, 60_000);

  afterAll(async () => {
    await peer.kill();
    launch.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it.skipIf(!HAS_CMAKE)(
    "ends with a robot that drives, every name in its namespace",
    async () => {
      const moves = ({ topic, fields }: { topic?: string; fields?: object }): boolean =>
        topic === "/robot1/odom" &&
        (fields as { twist: { twist: { linear: { x: number } } } }).twist.twist.linear.x > 0.2;
      await peer.hear(moves, 60).catch((error: unknown) => {
        throw new Error(`${String(error)}\n${said}`);
      });
      // Names of nodes travel after their messages do.
      const named = NODES.map((node) => `/robot1/${node}`);
      await expect
        .poll(async () => await peer.nodes(), { timeout: 20_000 })
        .toEqual(expect.arrayContaining(named));
      expect(await peer.publishers("/robot1/cmd_vel")).toEqual(["safety_supervisor"]);
      expect(await peer.publishers("/robot1/tf_static")).toEqual(["world"]);
      expect(await peer.publishers("/tf_static")).toEqual([]);
    },
    90_000,
  );

  it.skipIf(!HAS_CMAKE)(
    "brings a killed supervisor back, latched",
    async () => {
      const pidOf = (): number =>
        childrenOf(launch.pid ?? 0).find(({ args }) => args.includes("run safety_supervisor"))
          ?.pid ?? 0;
      const first = pidOf();
      process.kill(first, "SIGKILL");
      await eventually(
        () => pidOf() !== first && pidOf() !== 0,
        20,
        () => said,
      );
      peer.tell({
        do: "subscribe",
        topic: "/robot1/safety_supervisor/state",
        type: "coalign_msgs/msg/SupervisorState",
        qos: { durability: "transient-local", depth: 1 },
      });
      const state = await peer.hear(({ topic }) => topic === "/robot1/safety_supervisor/state", 30);
      expect(state.fields).toMatchObject({
        latched: true,
        latched_because: "supervisor-restarted",
      });
    },
    60_000,
  );

  it.skipIf(!HAS_CMAKE)(
    "ends at Ctrl-C, every process by itself and with exit code 0",
    async () => {
      const pids = childrenOf(launch.pid ?? 0).map(({ pid }) => pid);
      expect(pids.length).toBeGreaterThanOrEqual(NODES.length);
      const code = new Promise((resolve) => launch.once("exit", resolve));

      launch.kill("SIGINT");

      expect(await code).toBe(0);
      expect(said).not.toContain("failed to terminate");
      const codes = [...said.matchAll(/\[(\w+)-\d+\]: process has died, exit code (-?\d+)/g)];
      const bad = codes
        .filter(([, , status]) => status !== "0")
        .map(([, name, status]) => [name, status]);
      expect(bad).toEqual([["safety_supervisor", "-9"]]);
      expect(codes).toHaveLength(NODES.length + 1);
      expect(pids.filter(isAlive)).toEqual([]);
    },
    60_000,
  );
});
