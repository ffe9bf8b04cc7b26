import { generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { canonicalBytes } from "../../src/authority/act.ts";
import {
  type Decision,
  HarmForecast,
  HumanAct_Request,
  Limit,
  People,
  Person,
} from "../../src/bus/messages/coalign-msgs.gen.ts";
import { Point, Vector3 } from "../../src/bus/messages/geometry-msgs.gen.ts";
import { Header } from "../../src/bus/messages/std-msgs.gen.ts";
import { Loopback } from "../../src/bus/loopback.ts";
import { commandTopic, SERVICES, TOPICS } from "../../src/bus/topics.ts";
import { decide } from "../../src/kernel/decide.ts";
import { observe, SILENT } from "../../src/kernel/observe.ts";
import { stampOf } from "../../src/quantity/time.ts";
import { safetySupervisor } from "../../src/nodes/safety-supervisor.ts";
import { readFact } from "../../src/record/fact-text.ts";
import { readState } from "../../src/record/state-text.ts";
import { SupervisedRobot } from "../support/supervised-robot.ts";

const nothing = (): undefined => undefined;
const stops = (robot: SupervisedRobot): string[] => robot.state.reasons.map(({ id }) => id);

describe("safety_supervisor", () => {
  it("passes a safe command as it is and says so", () => {
    const robot = new SupervisedRobot().run(3);

    expect(robot.speed).toBe(0.5);
    expect(robot.state).toMatchObject({
      mode: "moving",
      latched: false,
      driver: "autonomy",
      reasons: [],
    });
    expect(robot.logged).toEqual([]);
  });

  it("speaks at its own rate although nobody commands (H1)", () => {
    const robot = new SupervisedRobot();
    robot.sources.command = nothing;
    robot.run(2);

    expect(robot.given.length).toBeGreaterThanOrEqual(98);
    expect(robot.given.every(({ twist }) => twist.linear.x === 0)).toBe(true);
    expect(stops(robot)).toContain("command-missing");
  });

  it("holds zero without a gap long after the commander died (H2, H13)", () => {
    const robot = new SupervisedRobot().run(3);
    robot.sources.command = nothing;
    const died = robot.loopback.time;
    robot.run(600);
    const after = robot.given.filter(({ time }) => time > died);
    const moving = after.filter(({ twist }) => twist.linear.x !== 0);
    const gaps = after.slice(1).map(({ time }, at) => time - (after[at]?.time ?? 0));

    expect(Math.max(...moving.map(({ time }) => time)) - died).toBeLessThanOrEqual(0.2 + 0.02);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(0.04);
    expect(stops(robot)).toContain("command-stale");
  });

  it.each([
    ["command", "command-stale"],
    ["body", "body-stale"],
    ["scan", "scan-stale"],
  ] as const)("stops when %s falls silent and names it", (source, reason) => {
    const robot = new SupervisedRobot().run(3);
    robot.sources[source] = nothing;
    robot.run(1);

    expect(robot.speed).toBe(0);
    expect(robot.state.mode).toBe("stopped");
    expect(stops(robot)).toEqual([reason]);
    expect(robot.state.sources.find((item) => item.source === source)?.trouble).toBe(reason);
  });

  it.each([
    ["NaN", (r: SupervisedRobot) => r.commandOf(NaN), "command-not-finite"],
    ["infinite", (r: SupervisedRobot) => r.commandOf(Infinity), "command-not-finite"],
    ["absurdly large", (r: SupervisedRobot) => r.commandOf(500), "command-implausible"],
    [
      "NaN beside the plane",
      (r: SupervisedRobot) => {
        const message = r.commandOf(0.5);
        return { ...message, twist: { ...message.twist, angular: Vector3.create({ x: NaN }) } };
      },
      "command-not-finite",
    ],
    [
      "in a frame that is not the base's",
      (r: SupervisedRobot) => ({ ...r.commandOf(0.5), header: r.header("map") }),
      "command-not-finite",
    ],
    [
      "stamped in the future (H3)",
      (r: SupervisedRobot) => {
        const header = Header.create({ stamp: stampOf(r.loopback.time + 5) });
        return { ...r.commandOf(0.5), header };
      },
      "command-future",
    ],
    [
      "stamped in the past",
      (r: SupervisedRobot) => {
        const header = Header.create({ stamp: stampOf(r.loopback.time - 0.5) });
        return { ...r.commandOf(0.5), header };
      },
      "command-stale",
    ],
  ] as const)("turns a command that is %s into a stop (H7)", (_, command, reason) => {
    const robot = new SupervisedRobot().run(3);
    robot.sources.command = () => command(robot);
    robot.run(0.3);

    expect(robot.speed).toBe(0);
    expect(stops(robot)).toEqual([reason]);
  });

  it("notices a command whose stamp is frozen", () => {
    const robot = new SupervisedRobot().run(3);
    const frozen = robot.commandOf(0.5);
    robot.sources.command = () => frozen;
    robot.run(0.3);

    expect(stops(robot)).toEqual(["command-stale"]);
  });

  it("takes a scanner that shows nothing for blind, not for an empty room (H4)", () => {
    const robot = new SupervisedRobot().run(3);
    robot.land = { discs: [], walls: [] };
    robot.run(0.3);

    expect(robot.speed).toBe(0);
    expect(stops(robot)[0]).toBe("scan-blind");
  });

  it("does not move without a footprint (H5)", () => {
    const robot = new SupervisedRobot();
    robot.sources.body = () => ({ ...robot.bodyNow(), footprint: { points: [] } });
    robot.run(1);

    expect(robot.speed).toBe(0);
    expect(stops(robot)).toEqual(expect.arrayContaining(["scan-missing", "footprint-unknown"]));
  });

  it("does not move when it does not know where its scanner sits", () => {
    const robot = new SupervisedRobot();
    robot.sources.scan = () => ({ ...robot.scanNow(), header: robot.header("elsewhere") });
    robot.run(1);

    expect(stops(robot)).toEqual(expect.arrayContaining(["scan-missing", "transform-unknown"]));
  });

  it("lets the robot back out of a place too near (H14)", () => {
    const robot = new SupervisedRobot();
    robot.land = {
      discs: [],
      walls: [
        [
          { x: 0.29, y: -3 },
          { x: 0.29, y: 3 },
        ],
        ...robot.land.walls,
      ],
    };
    robot.run(2);
    expect(robot.speed).toBe(0);
    expect(stops(robot)).toContain("protective-separation");

    robot.sources.command = () => robot.commandOf(-0.4);
    robot.run(2);
    expect(robot.speed).toBeLessThanOrEqual(-0.1);
  });

  it("stops while somebody else commands the base, and says who", () => {
    const robot = new SupervisedRobot().run(3);
    const rogue = robot.loopback.bus("rogue").advertise(commandTopic("cmd_vel"));
    robot.run(0.2);

    expect(robot.speed).toBe(0);
    expect(robot.state.sentence).toContain("/rogue");
    rogue.close();
    robot.run(1);
    expect(robot.speed).toBe(0.5);
  });

  it("lets a teleoperator outrank autonomy under the same red lines", () => {
    const robot = new SupervisedRobot().run(3);
    const teleop = robot.bus.advertise(commandTopic("cmd_vel_teleop"));
    let stick = -0.2;
    const hold = robot.bus.every(0.05, "steady", () => teleop.publish(robot.commandOf(stick)));
    robot.run(1);
    expect(robot.state.driver).toBe("teleop");
    expect(stops(robot)).toEqual(["neutral-required"]);

    stick = 0;
    robot.run(0.1);
    stick = -0.2;
    robot.run(1);
    expect(robot.speed).toBe(-0.2);
    expect(robot.state.mode).toBe("teleoperated");

    hold.cancel();
    robot.run(0.17);
    expect(robot.speed).toBe(0);
    robot.run(1.8);
    expect(robot.state.driver).toBe("autonomy");
  });

  it("heeds the advice of harm and of minds, and stops when one of them falls silent", () => {
    const robot = new SupervisedRobot().run(3);
    const forecast = robot.bus.advertise(TOPICS.forecast);
    const people = robot.bus.advertise(TOPICS.people);
    forecast.publish(
      HarmForecast.create({
        header: robot.header("odom"),
        advice: Limit.create({ speed: 0.25, spin: Infinity }),
      }),
    );
    robot.run(0.1);
    expect(robot.speed).toBeCloseTo(0.25, 9);
    expect(stops(robot)).toEqual(["foreseen-harm"]);

    robot.run(1);
    expect(robot.speed).toBe(0);
    expect(stops(robot)).toEqual(["source-stale"]);
    const free = Limit.create({ speed: Infinity, spin: Infinity });
    robot.bus.every(0.1, "steady", () => {
      forecast.publish(HarmForecast.create({ header: robot.header("odom"), advice: free }));
    });
    robot.run(1);
    expect(robot.speed).toBe(0.5);
    const covariance = new Float64Array(16).fill(0.01);
    const person = Person.create({
      id: "p7",
      position: Point.create({ x: 0.7 }),
      covariance,
      radius: 0.3,
      confidence: 1,
    });
    people.publish(People.create({ header: robot.header("odom"), people: [person] }));
    robot.run(0.1);
    expect(robot.speed).toBeLessThan(0.1);
    expect(robot.state.sentence).toContain("p7");
  });

  it("says why in every decision, and its facts give the same verdict again", () => {
    const robot = new SupervisedRobot().run(3);
    robot.sources.scan = nothing;
    robot.run(1);
    let state = SILENT;

    for (const decision of robot.decisions) {
      state = decision.facts.map(readFact).reduce(observe, state);
      const verdict = decide(state, decision.now);
      expect(verdict.given.vx).toBe(decision.given.linear.x);
      expect(verdict.reasons.map(({ id }) => id)).toEqual(decision.reasons.map(({ id }) => id));
    }
    expect(robot.decisions.length).toBeGreaterThan(150);
    expect(robot.decisions.at(-1)?.sentence).toBe(
      "The robot stands still: its view of the surroundings is too old (scan).",
    );
  });
});

describe("a listener that comes late", () => {
  it("first hears all that the kernel knows, and then what it learns", async () => {
    const loopback = new Loopback();
    const bus = loopback.bus("safety_supervisor");
    await safetySupervisor.start(bus, bus.declare(safetySupervisor.parameters));
    loopback.advance(1);
    const heard: Decision[] = [];
    loopback.bus("late").subscribe(TOPICS.decisions, (decision) => heard.push(decision));
    loopback.advance(1.1);

    const [first, second] = heard;
    expect(first?.sequence).toBeGreaterThan(40n);
    expect(readState(first?.state ?? "").settings?.speed).toBe(1.2);
    expect(second?.state).toBe("");
    expect(second?.facts.map(readFact)[0]?.kind).toBe("given");
  });
});

describe("the veto", () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const folder = mkdtempSync(join(tmpdir(), "coalign-"));
  const operators_file = join(folder, "operators.json");
  const key = publicKey.export({ format: "der", type: "spki" }).toString("base64");
  writeFileSync(operators_file, JSON.stringify({ ada: { publicKey: key, role: "operator" } }));

  const act = (
    { boot }: SupervisedRobot,
    name: string,
    more: Partial<HumanAct_Request> = {},
  ): HumanAct_Request => {
    const unsigned = HumanAct_Request.create({
      act: name,
      boot,
      robot: "r1",
      operator_name: "ada",
      reason: "the way is clear",
      stamp: stampOf(Date.now() / 1000),
      nonce: randomUUID(),
      ...more,
    });
    return {
      ...unsigned,
      signature: new Uint8Array(sign(null, canonicalBytes(unsigned), privateKey)),
    };
  };
  const robot = () => new SupervisedRobot({ robot: "r1", operators_file }).run(3);

  it("stops from the topic, and false releases nothing", () => {
    const it_ = robot();
    const veto = it_.bus.advertise(TOPICS.veto);
    veto.publish({ data: true });
    it_.run(0.02);
    expect(it_.speed).toBe(0);
    veto.publish({ data: false });
    it_.run(2);

    expect(it_.state).toMatchObject({
      mode: "latched",
      latched_because: "human-veto",
      latched_by: "/veto",
    });
    expect(it_.speed).toBe(0);
  });

  it("stops from the service without any permission, and only signed reset and then resume lift it", async () => {
    const it_ = robot();
    const call = async (name: "reset" | "resume", request: HumanAct_Request) =>
      await it_.bus.call(SERVICES[name], request, 1);
    expect((await it_.bus.call(SERVICES.stop, {}, 1)).success).toBe(true);

    expect(await call("resume", act(it_, "resume"))).toMatchObject({
      success: false,
      message: "refused: the latch must be reset first",
    });
    expect(
      (await call("reset", { ...act(it_, "reset"), signature: new Uint8Array(64) })).success,
    ).toBe(false);
    expect((await call("reset", act(it_, "resume"))).success).toBe(false);
    const reset = act(it_, "reset");
    expect((await call("reset", reset)).success).toBe(true);
    expect((await call("reset", reset)).message).toContain("used before");
    expect(it_.run(1).speed).toBe(0);
    expect(it_.state).toMatchObject({ mode: "latched", reset_done: true });
    expect((await call("resume", act(it_, "resume"))).success).toBe(true);
    expect(it_.run(1).speed).toBe(0.5);
  });

  it("is not reset while it is asserted, nor by an operator nobody knows", async () => {
    const it_ = robot();
    it_.bus.advertise(TOPICS.veto).publish({ data: true });
    const asserted = await it_.bus.call(SERVICES.reset, act(it_, "reset"), 1);
    const stranger = await it_.bus.call(
      SERVICES.reset,
      act(it_, "reset", { operator_name: "eve" }),
      1,
    );

    expect(asserted.message).toContain("still asserted");
    expect(stranger.success).toBe(false);
  });

  it("survives a restart that was not in order, and an orderly end while latched", async () => {
    const latch_file = join(folder, "latch");
    const first = new SupervisedRobot({ latch_file }).run(3);
    expect(first.speed).toBe(0.5);
    const afterCrash = new SupervisedRobot({ latch_file }).run(3);
    expect(afterCrash.speed).toBe(0);
    expect(afterCrash.state.latched_because).toBe("supervisor-restarted");
    await afterCrash.stop();
    expect(existsSync(latch_file)).toBe(true);

    await first.stop();
    expect(existsSync(latch_file)).toBe(false);
    expect(new SupervisedRobot({ latch_file, start_latched: true }).run(3).state.mode).toBe(
      "latched",
    );
  });

  it("latches on an error of the supervisor's own", () => {
    const it_ = robot();
    it_.sources.scan = () => ({ ...it_.scanNow(), header: undefined }) as never;
    it_.run(0.3);

    expect(it_.state.latched_because).toBe("internal-fault");
    expect(it_.speed).toBe(0);
    expect(it_.logged[0]).toContain("internal fault");
  });
});
