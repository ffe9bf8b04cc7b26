import { describe, expect, it } from "vitest";
import { Loopback } from "../../src/bus/loopback.ts";
import { TwistStamped } from "../../src/bus/messages/geometry-msgs.gen.ts";
import * as sim from "../../src/bus/messages/simulation-interfaces.gen.ts";
import type { Overrides } from "../../src/bus/parameters.ts";
import type { Bus, RunningNode, Topic } from "../../src/bus/port.ts";
import { commandTopic, TOPICS } from "../../src/bus/topics.ts";
import { secondsOf } from "../../src/quantity/time.ts";
import { world } from "../../src/nodes/world.ts";

const HALL = "test/world/support/hall.yaml";

type Played = { readonly loopback: Loopback; readonly me: Bus; readonly node: RunningNode };

async function play(overrides: Overrides = {}): Promise<Played> {
  const loopback = new Loopback();
  const bus = loopback.bus("world", { world: HALL, ...overrides });
  const node = await world.start(bus, bus.declare(world.parameters));
  return { loopback, me: loopback.bus("me"), node };
}

function drive(me: Bus, vx: number, wz: number): void {
  const commands = me.advertise(commandTopic("cmd_vel"));
  const twist = { linear: { x: vx, y: 0, z: 0 }, angular: { x: 0, y: 0, z: wz } };
  me.every(0.1, "steady", () => commands.publish(TwistStamped.create({ twist })));
}

/** Everything a run publishes, as bytes. */
function collect(me: Bus, topics: readonly Topic<never>[]): string[] {
  const heard: string[] = [];
  for (const topic of topics) {
    me.tap(topic, (bytes) => heard.push(`${topic.name} ${Buffer.from(bytes).toString("base64")}`));
  }
  return heard;
}

const ALL = [
  TOPICS.clock,
  TOPICS.scan,
  TOPICS.odom,
  TOPICS.imu,
  TOPICS.jointStates,
  TOPICS.tf,
  TOPICS.bumper,
  TOPICS.peopleDetections,
  TOPICS.worldTruth,
  TOPICS.contactTruth,
] as unknown as readonly Topic<never>[];

describe("the world", () => {
  it("says the same bits for the same seed, and others for another", async () => {
    const runs = await Promise.all(
      [7, 7, 8].map(async (seed) => {
        const { loopback, me, node } = await play({ seed });
        const heard = collect(me, ALL);
        drive(me, 0.8, 0.2);
        loopback.advance(6);
        await node.stop();
        return heard;
      }),
    );

    expect(runs[0]?.length).toBeGreaterThan(1500);
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]).not.toEqual(runs[0]);
  });

  it("publishes everything at its rate, stamped with the clock", async () => {
    const { loopback, me, node } = await play();
    const counts = new Map<string, number>();
    let clock = 0;
    const late: number[] = [];
    me.subscribe(TOPICS.clock, (m) => {
      clock = secondsOf(m.clock);
    });
    ALL.forEach((topic) =>
      me.subscribe(topic, () => counts.set(topic.name, (counts.get(topic.name) ?? 0) + 1)),
    );
    me.subscribe(TOPICS.scan, ({ header }) => late.push(clock - secondsOf(header.stamp)));

    loopback.advance(2);

    expect(counts.get("/clock")).toBe(100);
    expect(counts.get("/odom")).toBe(100);
    expect(counts.get("/tf")).toBe(100);
    expect(counts.get("/joint_states")).toBe(100);
    expect(counts.get("/imu")).toBe(100);
    expect(counts.get("/scan")).toBe(20);
    expect(counts.get("/people_detections")).toBe(20);
    expect(counts.get("/ground_truth/world")).toBe(20);
    expect(late.every((age) => Math.abs(age) < 1e-6)).toBe(true);
    await node.stop();
  });

  it("introduces the robot to whoever comes later", async () => {
    const { loopback, me, node } = await play();
    loopback.advance(1);
    let text = "";
    let frames: string[] = [];

    me.subscribe(TOPICS.robotDescription, ({ data }) => {
      text = data;
    });
    me.subscribe(TOPICS.tfStatic, ({ transforms }) => {
      frames = transforms.map((t) => t.child_frame_id);
    });

    expect(text).toContain('<robot name="diff_base">');
    expect(frames).toEqual(expect.arrayContaining(["chassis", "laser", "imu", "camera"]));
    await node.stop();
  });

  it.each([
    [{ world: "no-such" }, /there is no world 'no-such'/],
    [{ robot: "dif_base" }, /there is no robot 'dif_base'; did you mean 'diff_base'\?/],
    [{ world: "package.json" }, /^package\.json:\d+: |package\.json:\d+: /],
  ])("refuses %j with one sentence", async (overrides, sentence) => {
    await expect(play(overrides)).rejects.toThrow(sentence);
  });
});

describe("simulation_interfaces", () => {
  const ask = async <Q, A>(
    me: Bus,
    name: string,
    type: {
      readonly name: string;
      readonly request: { create(f?: Partial<Q>): Q };
      readonly response: object;
    },
    fields: Partial<Q> = {},
  ): Promise<A> => await me.call({ name, type } as never, type.request.create(fields) as never, 1);

  it("pauses: no clock; steps: exactly so many; plays on", async () => {
    const { loopback, me, node } = await play();
    const times: number[] = [];
    me.subscribe(TOPICS.clock, ({ clock }) => times.push(secondsOf(clock)));
    loopback.advance(1);

    const paused = await ask<sim.SetSimulationState_Request, sim.SetSimulationState_Response>(
      me,
      "/set_simulation_state",
      sim.SetSimulationState,
      { state: { state: sim.SimulationStateConstants.STATE_PAUSED } },
    );
    loopback.advance(3);
    expect(paused.result.result).toBe(sim.ResultConstants.RESULT_OK);
    expect(times).toHaveLength(50);

    const steps = await ask<sim.StepSimulation_Request, sim.StepSimulation_Response>(
      me,
      "/step_simulation",
      sim.StepSimulation,
      { steps: 7n },
    );
    expect(steps.result.result).toBe(sim.ResultConstants.RESULT_OK);
    expect(times).toHaveLength(57);
    expect(times.at(-1)).toBeCloseTo(57 * 0.02, 6);

    await ask(me, "/set_simulation_state", sim.SetSimulationState, {
      state: { state: sim.SimulationStateConstants.STATE_PLAYING },
    });
    const refused = await ask<sim.StepSimulation_Request, sim.StepSimulation_Response>(
      me,
      "/step_simulation",
      sim.StepSimulation,
      { steps: 1n },
    );
    expect(refused.result).toMatchObject({ result: sim.ResultConstants.RESULT_INCORRECT_STATE });
    loopback.advance(4);
    expect(times.length).toBeGreaterThan(100);

    await ask(me, "/set_simulation_state", sim.SetSimulationState, {
      state: { state: sim.SimulationStateConstants.STATE_STOPPED },
    });
    const told = await ask<sim.GetSimulationState_Request, sim.GetSimulationState_Response>(
      me,
      "/get_simulation_state",
      sim.GetSimulationState,
      {},
    );
    expect(told.state.state).toBe(sim.SimulationStateConstants.STATE_STOPPED);
    await node.stop();
  });

  it("begins anew twenty times, each time as at first, with time going on and no memory lost", async () => {
    const { loopback, me, node } = await play({ seed: 5 });
    const poses: unknown[] = [];
    let last: unknown;
    me.subscribe(TOPICS.worldTruth, ({ entities }) => {
      last = entities.map(({ pose: { position } }) => [
        position.x.toFixed(6),
        position.y.toFixed(6),
      ]);
    });
    const times: number[] = [];
    me.subscribe(TOPICS.clock, ({ clock }) => times.push(secondsOf(clock)));
    const memory: number[] = [];
    for (let round = 0; round < 20; round++) {
      loopback.advance(loopback.time + 1);
      poses.push(last);
      await ask(me, "/reset_simulation", sim.ResetSimulation, {});
      memory.push(process.memoryUsage().arrayBuffers + process.memoryUsage().external);
    }

    poses.slice(2).forEach((pose) => expect(pose).toEqual(poses[1]));
    expect(times.every((time, i) => i === 0 || time > (times[i - 1] ?? 0))).toBe(true);
    expect((memory[19] ?? 0) - (memory[5] ?? 0)).toBeLessThan(8e6);
    await node.stop();
  });

  it("refuses to reset the time, and its features do not claim it", async () => {
    const { me, node } = await play();
    const reset = await ask<sim.ResetSimulation_Request, sim.ResetSimulation_Response>(
      me,
      "/reset_simulation",
      sim.ResetSimulation,
      { scope: sim.ResetSimulation_RequestConstants.SCOPE_TIME },
    );
    const { features } = await ask<
      sim.GetSimulatorFeatures_Request,
      sim.GetSimulatorFeatures_Response
    >(me, "/get_simulator_features", sim.GetSimulatorFeatures);

    expect(reset.result.result).toBe(sim.ResultConstants.RESULT_FEATURE_UNSUPPORTED);
    expect([...features.features]).not.toContain(
      sim.SimulatorFeaturesConstants.SIMULATION_RESET_TIME,
    );
    await node.stop();
  });

  it("spawns, lists, moves and deletes objects, and refuses what it cannot do", async () => {
    const { loopback, me, node } = await play();
    const spawn = async (
      fields: Partial<sim.SpawnEntity_Request>,
    ): Promise<sim.SpawnEntity_Response> =>
      await ask(me, "/spawn_entity", sim.SpawnEntity, {
        initial_pose: {
          header: { stamp: { sec: 0, nanosec: 0 }, frame_id: "" },
          pose: { position: { x: 1, y: -4, z: 0.5 }, orientation: { x: 0, y: 0, z: 0, w: 1 } },
        },
        ...fields,
      });
    const urdf = `<robot name="ball"><link name="l"><inertial><mass value="0.4"/></inertial>
      <collision><geometry><sphere radius="0.1"/></geometry></collision></link></robot>`;
    const yaml = "{ box: parcel, length: 0.3, width: 0.3, height: 0.3, mass: 2, at: [0, 0, 0, 0] }";

    const ball = await spawn({ entity_resource: { uri: "", resource_string: urdf } });
    const again = await spawn({ entity_resource: { uri: "", resource_string: urdf } });
    const renamed = await spawn({
      entity_resource: { uri: "", resource_string: urdf },
      allow_renaming: true,
    });
    const parcel = await spawn({
      entity_resource: { uri: "", resource_string: yaml },
      name: "box1",
    });
    const broken = await spawn({
      entity_resource: { uri: "", resource_string: "{ box: b, length: -1 }" },
    });
    expect(ball).toMatchObject({ entity_name: "ball" });
    expect(again.result.result).toBe(sim.SpawnEntity_ResponseConstants.NAME_NOT_UNIQUE);
    expect(renamed.entity_name).toBe("ball_2");
    expect(parcel.entity_name).toBe("box1");
    expect(broken.result.result).toBe(sim.SpawnEntity_ResponseConstants.RESOURCE_PARSE_ERROR);

    loopback.advance(2);
    const list = await ask<sim.GetEntities_Request, sim.GetEntities_Response>(
      me,
      "/get_entities",
      sim.GetEntities,
      { filters: sim.EntityFilters.create({ filter: "^ball|^robot$" }) },
    );
    expect(list.entities.toSorted()).toEqual(["ball", "ball_2", "robot"]);
    const state = await ask<sim.GetEntityState_Request, sim.GetEntityState_Response>(
      me,
      "/get_entity_state",
      sim.GetEntityState,
      { entity: "box1" },
    );
    expect(state.state.pose.position.z).toBeCloseTo(0.15, 1);

    const set = await ask<sim.SetEntityState_Request, sim.SetEntityState_Response>(
      me,
      "/set_entity_state",
      sim.SetEntityState,
      {
        entity: "robot",
        set_pose: true,
        state: {
          ...sim.EntityState.create(),
          pose: { position: { x: 3, y: 2, z: 0 }, orientation: { x: 0, y: 0, z: 0, w: 1 } },
        },
      },
    );
    const outside = await ask<sim.SetEntityState_Request, sim.SetEntityState_Response>(
      me,
      "/set_entity_state",
      sim.SetEntityState,
      {
        entity: "robot",
        set_pose: true,
        state: {
          ...sim.EntityState.create(),
          pose: { position: { x: 99, y: 2, z: 0 }, orientation: { x: 0, y: 0, z: 0, w: 1 } },
        },
      },
    );
    const robot = await ask<sim.GetEntityState_Request, sim.GetEntityState_Response>(
      me,
      "/get_entity_state",
      sim.GetEntityState,
      { entity: "robot" },
    );
    expect(set.result.result).toBe(sim.ResultConstants.RESULT_OK);
    expect(outside.result.result).toBe(sim.SetEntityState_ResponseConstants.INVALID_POSE);
    expect(robot.state.pose.position).toMatchObject({ x: 3, y: 2 });

    const gone = await ask<sim.DeleteEntity_Request, sim.DeleteEntity_Response>(
      me,
      "/delete_entity",
      sim.DeleteEntity,
      { entity: "box1" },
    );
    const stays = await ask<sim.DeleteEntity_Request, sim.DeleteEntity_Response>(
      me,
      "/delete_entity",
      sim.DeleteEntity,
      { entity: "robot" },
    );
    expect(gone.result.result).toBe(sim.ResultConstants.RESULT_OK);
    expect(stays.result.error_message).toBe("'robot' is a robot; only objects can go");
    loopback.advance(3);
    await node.stop();
  });
});
