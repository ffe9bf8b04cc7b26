import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCoalign, type Running } from "../support/coalign-process.ts";
import { type PeerEvent, RclpyPeer } from "../support/rclpy-peer.ts";
import { describeRos2, ros2Variables } from "../support/ros2.ts";

/** A domain that no other test file uses. */
const DOMAIN = 63;

const TWIST = "geometry_msgs/msg/TwistStamped";

/** Two robots that see nothing but walls, far from each other. */
const WORLD = `
name: two-robots
description: An empty hall.
bounds: [0, 0, 30, 30]
structures:
  - { wall: south, from: [0, 0], to: [30, 0], thickness: 0.2, height: 2 }
  - { wall: north, from: [0, 30], to: [30, 30], thickness: 0.2, height: 2 }
  - { wall: west, from: [0, 0], to: [0, 30], thickness: 0.2, height: 2 }
  - { wall: east, from: [30, 0], to: [30, 30], thickness: 0.2, height: 2 }
robots:
  - { robot: robot1, urdf: diff_base, start: [8, 8, 0] }
  - { robot: robot2, urdf: diff_base, start: [8, 22, 0] }
`;

/** The first robot of a world has the plain names; this world's is remapped into a namespace, as users do. */
const FIRST = ["scan", "odom", "imu", "joint_states", "robot_description", "bumper", "cmd_vel"];

describeRos2("two robots on one graph", () => {
  const folder = mkdtempSync(join(tmpdir(), "coalign-namespaces-"));
  const running: Running[] = [];
  let peer: RclpyPeer;

  const run = (node: string, ...args: readonly string[]): void => {
    const env = { ...ros2Variables(DOMAIN), COALIGN_HOME: folder };
    running.push(runCoalign(["run", node, "--ros-args", "-p", "use_sim_time:=true", ...args], env));
  };
  const velocity = ({ fields }: PeerEvent): number =>
    (fields as { twist: { twist: { linear: { x: number } } } }).twist.twist.linear.x;

  beforeAll(async () => {
    const world = join(folder, "two.world.yaml");
    writeFileSync(world, WORLD);
    const remaps = FIRST.flatMap((name) => ["-r", `${name}:=robot1/${name}`]);
    run("world", "-p", `world:=${world}`, ...remaps);
    for (const robot of ["robot1", "robot2"]) {
      const home = ["-r", `__ns:=/${robot}`];
      const frames = robot === "robot1" ? [] : ["-r", "/tf_static:=tf_static"];
      const body = ["-p", "declared_braking:=1.8", "-p", "declared_latency:=0.07"];
      run("self_perception", ...body, ...home);
      run("safety_supervisor", "-p", `robot:=${robot}`, ...home, ...frames);
    }
    peer = await RclpyPeer.start(DOMAIN);
    for (const robot of ["robot1", "robot2"]) {
      peer.tell({ do: "subscribe", topic: `/${robot}/odom`, type: "nav_msgs/msg/Odometry" });
      peer.tell({ do: "subscribe", topic: `/${robot}/cmd_vel`, type: TWIST });
      peer.tell({ do: "advertise", topic: `/${robot}/cmd_vel_in`, type: TWIST });
    }
    peer.tell({ do: "advertise", topic: "/veto", type: "std_msgs/msg/Bool" });
  }, 60_000);

  afterAll(async () => {
    await peer.kill();
    for (const { child } of running) {
      child.kill("SIGINT");
    }
    await Promise.all(running.map(async (one) => await one.ended(20)));
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  /** Commands a robot for a while. */
  const drive = (robot: string, seconds: number): void =>
    peer.tell({
      do: "flood",
      topic: `/${robot}/cmd_vel_in`,
      type: TWIST,
      fields: { twist: { linear: { x: 0.4 } } },
      count: seconds * 25,
      rate: 25,
    });
  const said = (): string => running.map((one) => one.text()).join("\n");
  /** Waits until a robot's odometry says it moves, or stands. */
  const until = async (robot: string, what: "moves" | "stands"): Promise<void> => {
    peer.events.length = 0;
    const fits = (event: PeerEvent): boolean =>
      event.topic === `/${robot}/odom` &&
      (what === "moves" ? velocity(event) > 0.2 : Math.abs(velocity(event)) < 0.01);
    await peer.hear(fits, 30).catch((error: unknown) => {
      throw new Error(`${robot} never ${what}: ${String(error)}\n${said()}`);
    });
  };

  /** Who publishes a topic; a publisher may be discovered before the name of its node is. */
  const speakers = async (topic: string): Promise<readonly string[]> => {
    const deadline = performance.now() + 20_000;
    for (;;) {
      const names = await peer.publishers(topic);
      if (!names.includes("_NODE_NAME_UNKNOWN_") || performance.now() > deadline) {
        return names;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  it("gives each its own names and everyone the shared ones", async () => {
    for (const robot of ["robot1", "robot2"]) {
      await peer.hear(({ topic }) => topic === `/${robot}/odom`, 60);
      await peer.hear(({ topic }) => topic === `/${robot}/cmd_vel`, 60);
    }
    expect(await speakers("/cmd_vel")).toEqual([]);
    expect(await speakers("/scan")).toEqual([]);
    expect(await speakers("/robot1/scan")).toEqual(["world"]);
    for (const robot of ["robot1", "robot2"]) {
      expect(await speakers(`/${robot}/cmd_vel`)).toEqual(["safety_supervisor"]);
      expect(await speakers(`/${robot}/safety_supervisor/state`)).toHaveLength(1);
    }
    expect(await speakers("/clock")).toEqual(["world"]);
    expect(await speakers("/safety_supervisor/state")).toEqual([]);
  }, 90_000);

  it("lets each robot obey its own commands alone", async () => {
    drive("robot1", 40);
    await until("robot1", "moves");
    await until("robot2", "stands");

    drive("robot2", 40);
    await until("robot2", "moves");
  }, 90_000);

  it("stops one robot by its own stop service, and the other goes on", async () => {
    const answer = await peer.insist("/robot2/safety_supervisor/stop", "std_srvs/srv/Trigger", {});
    expect(answer).toMatchObject({ success: true });
    await until("robot2", "stands");
    await until("robot1", "moves");
  }, 90_000);

  it("stops every robot by one veto", async () => {
    peer.tell({ do: "publish", topic: "/veto", type: "std_msgs/msg/Bool", fields: { data: true } });
    await until("robot1", "stands");
    drive("robot1", 2);
    await peer.hear(({ event }) => event === "flooded", 60);
    await until("robot1", "stands");
  }, 90_000);
});
