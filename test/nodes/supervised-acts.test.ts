import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type ActName, NO_LIMIT, NO_WAIVER, type WaiverTerms } from "../../src/authority/act.ts";
import { createKeyPair, createNonce, signAct } from "../../src/authority/keys.ts";
import { signFile } from "../../src/authority/signed-file.ts";
import { type HumanAct_Request, People, Person } from "../../src/bus/messages/coalign-msgs.gen.ts";
import { Loopback } from "../../src/bus/loopback.ts";
import { commandTopic, lockTopic, SERVICES, TOPICS } from "../../src/bus/topics.ts";
import { safetySupervisor } from "../../src/nodes/safety-supervisor.ts";
import { stampOf } from "../../src/quantity/time.ts";
import { SupervisedRobot } from "../support/supervised-robot.ts";

const folder = mkdtempSync(join(tmpdir(), "coalign-supervised-"));
const pair = createKeyPair();
const operators_file = join(folder, "operators.json");
const zones_file = join(folder, "zones.yaml");
writeFileSync(
  operators_file,
  JSON.stringify({ ada: { publicKey: pair.publicKey, role: "safety-engineer" } }),
);
writeFileSync(
  zones_file,
  `robot: { radius: 0.25, braking: 2.0, reaction: 0.5 }
sources: { scan: { topic: /scan, timeout: 0.3 } }
zones:
  dock: { action: stop, polygon: [[-0.3, 0.4], [2.5, 0.4], [2.5, -0.4], [-0.3, -0.4]], sources: [scan], min_points: 2, waiver: allowed }
`,
);
afterAll(() => rmSync(folder, { recursive: true }));

function signed(
  { boot }: SupervisedRobot,
  act: ActName | "waive",
  waiver: WaiverTerms = NO_WAIVER,
): HumanAct_Request {
  return signAct(pair.privateKey, {
    act,
    robot: "r1",
    boot,
    operator_name: "ada",
    reason: "looked",
    stamp: stampOf(Date.now() / 1000),
    nonce: createNonce(),
    waiver,
    limit: NO_LIMIT,
  });
}

async function ask(robot: SupervisedRobot, name: ActName): Promise<boolean> {
  return (await robot.bus.call(SERVICES[name], signed(robot, name), 1)).success;
}

function open(more: ConstructorParameters<typeof SupervisedRobot>[0] = {}): SupervisedRobot {
  return new SupervisedRobot({ robot: "r1", operators_file, ...more });
}

const ids = ({ state }: SupervisedRobot): string[] => state.reasons.map(({ id }) => id);

describe("a stop, and the way back", () => {
  it("needs a signed reset and then a signed resume, each once, in this order", async () => {
    const robot = open().run(3);
    await robot.bus.call(SERVICES.stop, {}, 1);
    expect(robot.run(0.1).speed).toBe(0);

    expect(await ask(robot, "resume")).toBe(false);
    const reset = signed(robot, "reset");
    expect((await robot.bus.call(SERVICES.reset, reset, 1)).success).toBe(true);
    expect((await robot.bus.call(SERVICES.resume, reset, 1)).success).toBe(false);
    expect(robot.run(5).speed).toBe(0);
    expect(ids(robot)).toEqual(["awaiting-resume"]);

    await robot.bus.call(SERVICES.stop, {}, 1);
    expect((await robot.bus.call(SERVICES.reset, reset, 1)).success).toBe(false);
    expect(await ask(robot, "resume")).toBe(false);
    expect(await ask(robot, "reset")).toBe(true);
    expect(await ask(robot, "resume")).toBe(true);
    expect(robot.run(2).speed).toBe(0.5);
  });

  it("brings back no waiver that was granted before it", async () => {
    const robot = open({ zones_file });
    robot.land = {
      discs: [],
      walls: [
        [
          { x: 2, y: -0.6 },
          { x: 2, y: 0.6 },
        ],
        ...robot.land.walls,
      ],
    };
    const waiver = { line: "dock", x: 0, y: 0, radius: 1, duration: 30, speed: 0.1 };
    await robot.bus.call(SERVICES.waive, signed(robot.run(3), "waive", waiver), 1);
    expect(robot.run(1).speed).toBeCloseTo(0.1, 6);

    await robot.bus.call(SERVICES.stop, {}, 1);
    robot.run(0.1);
    expect([await ask(robot, "reset"), await ask(robot, "resume")]).toEqual([true, true]);
    expect(robot.run(1).speed).toBeCloseTo(0, 3);
    expect(ids(robot)).toContain("zone-stop");
  });

  it("leaves a teleoperator who never let go standing until he does", async () => {
    const robot = open().run(3);
    const teleop = robot.bus.advertise(commandTopic("cmd_vel_teleop"));
    let stick = 0;
    robot.bus.every(0.05, "steady", () => teleop.publish(robot.commandOf(stick)));
    robot.run(0.2);
    stick = 0.3;
    expect(robot.run(1).speed).toBeCloseTo(0.3, 6);

    await robot.bus.call(SERVICES.stop, {}, 1);
    robot.run(0.5);
    expect([await ask(robot, "reset"), await ask(robot, "resume")]).toEqual([true, true]);
    expect(robot.run(3).speed).toBe(0);
    expect(ids(robot)).toEqual(["neutral-required"]);

    stick = 0;
    robot.run(0.2);
    stick = 0.3;
    expect(robot.run(1).speed).toBeCloseTo(0.3, 6);
  });

  it("does not begin while a veto is held, nor after it was pressed again", async () => {
    const robot = open().run(3);
    const veto = robot.bus.advertise(TOPICS.veto);
    veto.publish({ data: true });
    robot.run(0.1);
    expect(await ask(robot, "reset")).toBe(false);

    veto.publish({ data: false });
    robot.run(0.1);
    expect(await ask(robot, "reset")).toBe(true);
    veto.publish({ data: true });
    veto.publish({ data: false });
    robot.run(0.1);
    expect(await ask(robot, "resume")).toBe(false);
    expect(robot.run(2).speed).toBe(0);
  });
});

describe("a rule of a file of one's own", () => {
  it("is followed when it is signed, and waived when it says it may be", async () => {
    const rules_file = join(folder, "rules.yaml");
    const text = `rules:
  - id: calm-here
    clause: No faster than 0.05 m/s.
    formula: asked_speed < 0.05 m/s
    broken: { speed: 0.05 m/s }
    waivable: yes
    severity: minor
    source: a test
`;
    writeFileSync(rules_file, text);
    writeFileSync(`${rules_file}.sig`, signFile(pair.privateKey, "ada", text));
    const robot = open({ rules_file }).run(3);
    expect(robot.speed).toBeCloseTo(0.05, 6);
    expect(robot.state.sentence).toContain("calm-here: No faster than 0.05 m/s. (by 0.45 m/s)");

    const waiver = { line: "calm-here", x: 0, y: 0, radius: 1, duration: 5, speed: 0.08 };
    await robot.bus.call(SERVICES.waive, signed(robot, "waive", waiver), 1);
    expect(robot.run(1).speed).toBeCloseTo(0.08, 6);
    expect(robot.run(6).speed).toBeCloseTo(0.05, 6);
  });

  it("is named, with its clause, when it stops the robot", () => {
    const rules_file = join(folder, "still.yaml");
    const text = `rules:
  - id: stand-here
    clause: No motion here.
    formula: speed > 9 m/s
    broken: stop
    severity: red-line
    source: a test
`;
    writeFileSync(rules_file, text);
    writeFileSync(`${rules_file}.sig`, signFile(pair.privateKey, "ada", text));
    const { state } = open({ rules_file }).run(3);

    expect(state.sentence).toContain("a rule forbids motion now (stand-here: No motion here.");
    expect(state.reasons).toMatchObject([{ id: "rule-broken", margin: 0 }]);
    expect(state.sources.find(({ source }) => source === "rules")?.trouble).toBe("rule-broken");
  });
});

describe("a rule over an estimate", () => {
  const follow = (name: string, formula: string): string => {
    const rules_file = join(folder, name);
    const text = `rules:
  - { id: few, clause: Few., formula: "${formula}", broken: { speed: 0.2 m/s }, severity: minor, source: a test }
`;
    writeFileSync(rules_file, text);
    writeFileSync(`${rules_file}.sig`, signFile(pair.privateKey, "ada", text));
    return rules_file;
  };

  it("asks nobody to estimate, and takes from what is allowed when somebody does", () => {
    const robot = open({ rules_file: follow("few.yaml", "people < 2 and harm < 0.1") }).run(3);
    expect(robot.speed).toBe(0.5);

    const out = robot.bus.advertise(TOPICS.people);
    let count = 2;
    robot.bus.every(0.1, "steady", () =>
      out.publish(
        People.create({
          header: robot.header("odom"),
          people: Array.from({ length: count }, () => Person.create({ confidence: 0 })),
        }),
      ),
    );
    expect(robot.run(1).speed).toBeCloseTo(0.2, 6);
    count = 1;
    expect(robot.run(1).speed).toBe(0.5);
  });

  it("refuses the start where it would free the robot", () => {
    const rules_file = follow("many.yaml", "people > 0 or speed < 0.3 m/s");
    expect(() => open({ rules_file })).toThrow(/many\.yaml:2: .*'people' is an estimate/);
  });
});

describe("a zone whose shape is not known", () => {
  it("is named, and its source with it", () => {
    const unknown = join(folder, "unknown.yaml");
    writeFileSync(
      unknown,
      readFileSync(zones_file, "utf8") +
        "  station: { action: stop, topic: { name: /station, timeout: 1.0 }, sources: [scan], min_points: 2 }\n",
    );
    const { state } = open({ zones_file: unknown }).run(3);

    expect(state.sentence).toContain("the shape of a zone is not known (station)");
    expect(state.sources.find(({ source }) => source === "zones")?.trouble).toBe("zone-unknown");
    expect(state.sources.find(({ source }) => source === "rules")?.trouble).toBe("");
  });
});

describe("a lock", () => {
  it("that cannot be read is held", () => {
    const robot = open({ locks: ["/pause 5 autonomy"] });
    robot.bus.advertise(lockTopic("/pause")).publish({ data: false });
    expect(robot.run(3).speed).toBe(0.5);

    robot.loopback.inject(lockTopic("/pause"), new Uint8Array(0));
    expect(robot.run(0.1).speed).toBe(0);
    expect(ids(robot)).toEqual(["lock-held"]);
  });
});

describe("a press", () => {
  it.each([TOPICS.veto, lockTopic("hardware_stop")])(
    "of $name counts when it was said once, before the supervisor started",
    (topic) => {
      const loopback = new Loopback({ log: () => undefined });
      const box = loopback.bus("box");
      const early = { ...topic, qos: { ...topic.qos, durability: "transient-local" } } as const;
      box.advertise(early).publish({ data: true });
      let because = "";
      box.subscribe(TOPICS.supervisorState, (state) => (because = state.latched_because));
      const bus = loopback.bus("safety_supervisor");
      void safetySupervisor.start(bus, bus.declare(safetySupervisor.parameters));
      loopback.advance(0.2);
      expect(because).toBe(topic.name === "/veto" ? "human-veto" : "hardware-stop");
    },
  );
});
