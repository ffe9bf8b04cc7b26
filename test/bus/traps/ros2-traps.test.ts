import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bundleProgram, Program } from "../../support/program.ts";
import { type Fields, RclpyPeer } from "../../support/rclpy-peer.ts";
import { describeRos2 } from "../../support/ros2.ts";

/**
 * Every trap of rclnodejs 2.2.0 that another node, a user or the operating system can spring: what bare rclnodejs does, and
 * that a node on the adapter does better.
 */

const DOMAIN = 41;
const BARE = "test/bus/traps/bare-program.mjs";
/** What a process ends with that was aborted. */
const ABORTED = /^(?:SIGABRT|134)$/;

const step = { topic: "/trap_step", type: "geometry_msgs/msg/TwistStamped" };

type Said = {
  readonly heardBy?: number;
  readonly value?: string;
  readonly time?: number;
  readonly fault?: string;
  readonly got?: number;
  readonly received?: number;
  readonly refused?: string;
  readonly lastWord?: string;
  readonly publishers?: readonly string[];
};
const saying =
  (name: keyof Said | "ready") =>
  (message: unknown): message is Said =>
    name in (message as object);

const rest = async (seconds: number): Promise<void> =>
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));

describeRos2("against rclnodejs' traps", () => {
  let hardened: string;
  let peer: RclpyPeer;
  let count = 0;
  const programs: Program[] = [];

  beforeAll(async () => {
    [hardened, peer] = await Promise.all([
      bundleProgram("test/bus/traps/hardened-program.ts"),
      RclpyPeer.start(DOMAIN),
    ]);
  });

  afterEach(async () => {
    await Promise.all(programs.splice(0).map(async (program) => await program.kill()));
  });

  afterAll(async () => await peer.kill());

  /** A node under a name of its own, since the graph remembers killed nodes for a while. */
  async function start(
    file: string,
    args: (name: string) => readonly string[],
  ): Promise<{ readonly program: Program; readonly node: string }> {
    const name = `trap${count++}`;
    const program = Program.start(file, DOMAIN, args(name));
    programs.push(program);
    await program.hear(saying("ready"));
    return { program, node: `/${name}` };
  }

  const startBare = async (trap: string): ReturnType<typeof start> =>
    await start(BARE, (name) => [trap, name]);
  const startOurs = async (...args: readonly string[]): ReturnType<typeof start> =>
    await start(hardened, (name) => ["--ros-args", "-r", `__node:=${name}`, ...args]);

  /** It lives when its next word comes. */
  async function expectAlive(program: Program): Promise<void> {
    await rest(0.1);
    program.forget("value");
    expect((await program.hear(saying("value"))).value).toBe("1");
  }

  /** Does something again and again until it shows. */
  async function repeat(act: () => void, shows: () => boolean): Promise<void> {
    for (let i = 0; i < 200 && !shows(); i++) {
      act();
      await rest(0.1);
    }
  }

  describe("a throw in a callback", () => {
    it.each([
      ["subscription", () => "the subscription of /trap_flag"],
      ["timer", () => "a steady timer"],
      ["service", (node: string) => `the service ${node}/service`],
    ])("of a %s aborts a bare node and is a fault of ours", async (kind, place) => {
      const spring = (node: string): void => {
        const type = "std_msgs/msg/Bool";
        peer.tell({ do: "publish", topic: "/trap_flag", type, fields: { data: true } });
        peer.call(`${node}/service`, "std_srvs/srv/Trigger", {}, 1).catch(() => undefined);
      };

      const bare = await startBare(`throw-${kind}`);
      await repeat(
        () => spring(bare.node),
        () => !bare.program.isAlive(),
      );
      expect(await bare.program.ended()).toMatch(ABORTED);

      const ours = await startOurs();
      const isFault = (said: unknown): said is Said => (said as Said).fault === place(ours.node);
      await repeat(
        () => spring(ours.node),
        () => ours.program.said.some(isFault),
      );
      await ours.program.hear(isFault);
      await expectAlive(ours.program);
      expect(ours.program.output).toContain(`${place(ours.node)} failed: Error: thrown`);
    });
  });

  describe("a lifecycle transition that is not legal", () => {
    it("aborts a bare node and is refused by ours, which says so in the log", async () => {
      const type = "lifecycle_msgs/srv/ChangeState";
      const activate = { transition: { id: 3, label: "" } };

      const bare = await startBare("lifecycle");
      await peer.call(`${bare.node}/change_state`, type, activate).catch(() => undefined);
      expect(await bare.program.ended()).toMatch(ABORTED);

      const { program, node } = await startOurs();
      expect(await peer.insist(`${node}/change_state`, type, activate)).toEqual({ success: false });
      const state = await peer.insist(`${node}/get_state`, "lifecycle_msgs/srv/GetState", {});
      expect(state).toEqual({ current_state: { id: 3, label: "active" } });
      await expectAlive(program);
      expect(program.output).toContain("refused the transition number 3");
    });
  });

  describe("set_parameters from another node", () => {
    const request = (name: string, value: Fields): Fields => ({ parameters: [{ name, value }] });
    const type = "rcl_interfaces/srv/SetParameters";
    const set = async (node: string, name: string, value: Fields): Promise<unknown> =>
      await peer.insist(`${node}/set_parameters`, type, request(name, value));

    it.each([
      ["with an empty name", "", { type: 3, double_value: 1 }],
      ["with an unknown type", "max_speed", { type: 42 }],
    ])("%s aborts a bare node and is refused by ours", async (_, name, value) => {
      const bare = await startBare("parameters");
      const fatal = request(name, value);
      await peer.call(`${bare.node}/set_parameters`, type, fatal).catch(() => undefined);
      expect(await bare.program.ended()).toMatch(ABORTED);

      const { program, node } = await startOurs();
      expect(await set(node, name, value)).toMatchObject({ results: [{ successful: false }] });
      await expectAlive(program);
    });

    it.each([
      ["NaN", { type: 3, double_value: "nan" }, /nan/i],
      ["not set", { type: 0 }, /none|undefined/],
    ])("to %s changes a bare node and nothing of ours", async (_, value, after) => {
      const bare = await startBare("parameters");
      await set(bare.node, "max_speed", value);
      await rest(0.3);
      bare.program.forget("value");
      expect((await bare.program.hear(saying("value"))).value).toMatch(after);

      const { program, node } = await startOurs();
      const answer = await set(node, "max_speed", value);
      expect(answer).toMatchObject({ results: [{ successful: false }] });
      await expectAlive(program);
    });

    it("is refused with the reason that fits, singly and atomically", async () => {
      const { node } = await startOurs();
      const reasons = async (name: string, value: Fields): Promise<string> => {
        const one = (await set(node, name, value)) as {
          results: { successful: boolean; reason: string }[];
        };
        const all = await peer.insist(
          `${node}/set_parameters_atomically`,
          "rcl_interfaces/srv/SetParametersAtomically",
          request(name, value),
        );
        const [result] = one.results;
        expect(result?.successful).toBe(false);
        expect(all).toEqual({ result });
        return result?.reason ?? "";
      };

      expect(await reasons("", { type: 3 })).toBe("the name of a parameter is empty");
      expect(await reasons("sped", { type: 3 })).toBe(`${node} has no parameter 'sped'`);
      expect(await reasons("max_speed", { type: 42 })).toMatch(/has no type 42/);
      expect(await reasons("max_speed", { type: 0 })).toBe("'max_speed' cannot be unset");
      expect(await reasons("max_speed", { type: 3, double_value: "nan" })).toMatch(
        /must be a number from 0 to 2, and not NaN/,
      );
      expect(await reasons("max_speed", { type: 3, double_value: 2.5 })).toMatch(/from 0 to 2/);
      expect(await reasons("mode", { type: 4, string_value: "wild" })).toMatch(/calm, brisk/);
      expect(await reasons("max_speed", { type: 3, double_value: 0.5 })).toMatch(/read-only/);
      expect(await reasons("use_sim_time", { type: 1, bool_value: true })).toMatch(/read-only/);
    });
  });

  describe("the parameters of a node", () => {
    it("are listed, typed and described with range to other nodes", async () => {
      const { node } = await startOurs("-p", "max_speed:=0.25");
      const ask = async (name: string, type: string, fields: Fields): Promise<unknown> =>
        await peer.insist(`${node}/${name}`, `rcl_interfaces/srv/${type}`, fields);

      const names = ["use_sim_time", "max_speed", "beams", "mode"];
      const [time, ...own] = names;
      expect(await ask("list_parameters", "ListParameters", {})).toEqual({
        result: { names: [time, "autostart", ...own], prefixes: [] },
      });
      expect(await ask("get_parameter_types", "GetParameterTypes", { names })).toEqual({
        types: [1, 3, 2, 4],
      });
      const values = await ask("get_parameters", "GetParameters", {
        names: ["max_speed", "beams", "mode", "nothing"],
      });
      expect(values).toMatchObject({
        values: [
          { type: 3, double_value: 0.25 },
          { type: 2, integer_value: 360 },
          { type: 4, string_value: "calm" },
          { type: 0 },
        ],
      });
      const described = await ask("describe_parameters", "DescribeParameters", { names });
      expect(described).toMatchObject({
        descriptors: [
          { name: "use_sim_time", type: 1, read_only: true },
          {
            name: "max_speed",
            type: 3,
            description: "Top speed [m/s].",
            read_only: true,
            floating_point_range: [{ from_value: 0, to_value: 2, step: 0 }],
          },
          { name: "beams", type: 2, integer_range: [{ from_value: 1, to_value: 2000, step: 0 }] },
          { name: "mode", type: 4, additional_constraints: "one of calm, brisk" },
        ],
      });
    });
  });

  describe("values for a node in a namespace", () => {
    it("are ignored by a bare node without a word, use_sim_time too, and reach ours", async () => {
      const file = join(mkdtempSync(join(tmpdir(), "coalign-")), "robot.yaml");
      const values = "ros__parameters: {max_speed: 0.5, use_sim_time: true}";
      writeFileSync(file, `/robot1/trapped:\n  ${values}\n`);
      const args = ["--params-file", file, "-r", "__ns:=/robot1", "-r", "__node:=trapped"];

      const bare = Program.start(BARE, DOMAIN, ["overrides", "trapped", "--ros-args", ...args]);
      programs.push(bare);
      const isTold = (said: unknown): said is Said => "overrides" in (said as object);
      expect(await bare.hear(isTold)).toEqual({ overrides: [], useSimTime: false });
      await bare.kill();

      const ours = Program.start(hardened, DOMAIN, ["--ros-args", ...args]);
      programs.push(ours);
      expect((await ours.hear(saying("value"))).value).toBe("0.5");
      const names = ["max_speed", "use_sim_time"];
      const type = "rcl_interfaces/srv/GetParameters";
      expect(await peer.insist("/robot1/trapped/get_parameters", type, { names })).toMatchObject({
        values: [{ double_value: 0.5 }, { bool_value: true }],
      });
    });

    it.each([
      [
        "a misspelt name",
        "/robot1/trapped: {ros__parameters: {max_sped: 1}}",
        /line 1: trapped has no parameter 'max_sped'/,
      ],
      [
        "a value out of range",
        "/**/trapped: {ros__parameters: {max_speed: 3}}",
        /line 1: .*from 0 to 2, and not 3$/,
      ],
      ["no YAML", "/**: {ros__parameters: {max_speed: [1}}", /line 1: \S/],
    ])("keep ours from starting when they are %s", async (_, text, sentence) => {
      const file = join(mkdtempSync(join(tmpdir(), "coalign-")), "robot.yaml");
      writeFileSync(file, text);
      const args = ["--params-file", file, "-r", "__ns:=/robot1", "-r", "__node:=trapped"];
      const program = Program.start(hardened, DOMAIN, ["--ros-args", ...args]);
      programs.push(program);
      const isTold = (said: unknown): said is { refusedToStart: string } =>
        "refusedToStart" in (said as object);
      const { refusedToStart } = await program.hear(isTold);
      expect(refusedToStart).toMatch(sentence);
      expect(refusedToStart).not.toContain("\n");
      expect(await program.ended()).toBe("2");
    });
  });

  describe("a worker thread", () => {
    it("kills a bare process that spins there, and is refused by ours", async () => {
      const bare = Program.start(BARE, DOMAIN, ["worker", "trapped"]);
      programs.push(bare);
      expect(await bare.ended(20)).toMatch(/SIGABRT|SIGTRAP|SIGSEGV|SIGILL|134|133/);

      const ours = Program.start(hardened, DOMAIN, ["--in-a-worker"]);
      programs.push(ours);
      const isTold = (said: unknown): said is { refusedToStart: string } =>
        "refusedToStart" in (said as object);
      expect((await ours.hear(isTold)).refusedToStart).toMatch(/main thread/);
    });
  });

  describe("bytes that are no message", () => {
    it.each([
      ["cut short", "00010000010000000200000000000000"],
      ["of five bytes", "0001000001"],
      ["with a text of four billion letters", "000100000100000002000000ffffffff6100"],
    ])("%s are refused in a sentence, and the next message comes through", async (_, hex) => {
      const { program } = await startOurs();
      await repeat(
        () => peer.tell({ do: "publish_bytes", ...step, hex }),
        () => program.said.some(saying("refused")),
      );
      expect((await program.hear(saying("refused"))).refused).toMatch(
        /a message on \/trap_step is no geometry_msgs\/msg\/TwistStamped: \S/,
      );
      peer.tell({ do: "publish", ...step, fields: { twist: { linear: { x: 3 } } } });
      expect((await program.hear(saying("got"))).got).toBe(3);
      await expectAlive(program);
    });
  });

  describe("an array of messages in a message", () => {
    it("is published many times faster by our codec than by bare rclnodejs", async () => {
      const isTold = (said: unknown): said is { readonly publishing: number } =>
        "publishing" in (said as object);
      const bare = await startBare("markers");
      const theirs = (await bare.program.hear(isTold)).publishing;
      await bare.program.kill();
      const ours = await startOurs();
      expect((await ours.program.hear(isTold)).publishing).toBeLessThan(theirs / 5);
    });
  });

  describe("a publisher killed while it publishes", () => {
    it("shows in the age of the last message on the node's own clock, since rclnodejs has no deadline", async () => {
      const doomed = await RclpyPeer.start(DOMAIN, "doomed");
      const { program } = await startOurs();
      const flood = { ...step, fields: {}, count: 10_000, rate: 100 };
      doomed.tell({ do: "flood", ...flood });
      let last: Said = {};
      for (let i = 0; i < 20; i++) {
        last = await program.hear(saying("got"));
      }
      await doomed.kill();
      await rest(0.6);
      last = program.said.filter(saying("got")).at(-1) ?? last;
      const now = program.said.filter(saying("value")).at(-1);
      expect(Number(now?.time) - Number(last.received)).toBeGreaterThan(0.3);
      await expectAlive(program);
    });
  });

  describe("a second publisher", () => {
    it("is foreign even when its node bears our own name", async () => {
      const { program, node } = await startOurs();
      const double = await RclpyPeer.start(DOMAIN, node.slice(1));
      const type = "std_msgs/msg/Bool";
      double.tell({ do: "advertise", topic: "/trap_last_word", type });
      const isBoth = ({ publishers }: Said): boolean =>
        publishers?.toSorted().join() === `${node} foreign,${node} own`;
      await program.hear((said): said is Said => isBoth(said as Said));
      await double.kill();
    });
  });

  describe("a signal", () => {
    it("leaves a bare node without publishers before its own handler runs", async () => {
      const { program } = await startBare("signal");
      program.child.kill("SIGINT");
      expect((await program.hear(saying("lastWord"))).lastWord).not.toBe("sent");
    });

    it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
      "(%s) runs our stops in order with publishers alive, then ends with 0",
      async (signal) => {
        peer.tell({ do: "subscribe", topic: "/trap_last_word", type: "std_msgs/msg/Bool" });
        const { program } = await startOurs();
        await program.hear(saying("heardBy"));
        program.child.kill(signal);
        const word = await peer.hear(({ event }) => event === "message");
        expect(word.fields).toEqual({ data: true });
        expect(await program.ended()).toBe("0");
      },
    );
  });
});
