import { describe, expect, it } from "vitest";
import { Loopback } from "../../src/bus/loopback.ts";
import { Twist, TwistStamped, Vector3 } from "../../src/bus/messages/geometry-msgs.gen.ts";
import { Header } from "../../src/bus/messages/std-msgs.gen.ts";
import type { Overrides } from "../../src/bus/parameters.ts";
import type { RunningNode } from "../../src/bus/port.ts";
import { commandTopic, plainCommandTopic } from "../../src/bus/topics.ts";
import { deadman } from "../../src/nodes/deadman.ts";
import { stampOf } from "../../src/quantity/time.ts";

/** A supervisor's voice, a deadman, and the base that hears it. */
function stage(overrides: Overrides = {}) {
  const logged: string[] = [];
  const loopback = new Loopback({
    wire: "bytes",
    log: (_, severity, sentence) => logged.push(`${severity}: ${sentence}`),
  });
  const peers = loopback.bus("peers");
  const base: { readonly time: number; readonly speed: number; readonly stamp: number }[] = [];
  peers.subscribe(commandTopic("cmd_vel_base"), ({ header, twist }) =>
    base.push({ time: loopback.time, speed: twist.linear.x, stamp: header.stamp.nanosec }),
  );
  const voice = peers.advertise(commandTopic("cmd_vel"));
  const bus = loopback.bus("deadman", overrides);
  const node = deadman.start(bus, bus.declare(deadman.parameters)) as RunningNode;
  const say = (speed: number, stamp = loopback.time): void =>
    voice.publish(
      TwistStamped.create({
        header: Header.create({ stamp: stampOf(stamp), frame_id: "base_link" }),
        twist: Twist.create({ linear: Vector3.create({ x: speed }) }),
      }),
    );
  const run = (seconds: number): void => loopback.advance(loopback.time + seconds);
  /** The supervisor's 50 Hz for so many seconds. */
  const talk = (seconds: number, speed = 0.5, stamp?: number): void => {
    const end = loopback.time + seconds;
    while (loopback.time < end - 1e-9) {
      say(speed, stamp);
      run(0.02);
    }
  };
  return { loopback, peers, base, node, say, run, talk, logged };
}

describe("deadman", () => {
  it("holds zero from the start, at rate, until the supervisor speaks", () => {
    const { base, run } = stage();
    run(1);

    expect(base.length).toBeGreaterThanOrEqual(100);
    expect(base.every(({ speed }) => speed === 0)).toBe(true);
  });

  it("hands on what the supervisor gives, as it comes", () => {
    const { base, talk } = stage();
    talk(1);

    const moving = base.filter(({ speed }) => speed !== 0);
    expect(moving).toHaveLength(50);
    expect(moving.every(({ speed }) => speed === 0.5)).toBe(true);
  });

  it("gives zero within 0.12 s of the last word and holds it, then goes on by itself", () => {
    const { base, run, talk, loopback } = stage();
    talk(1);
    const silent = loopback.time - 0.02;
    run(2);
    const zero = base.find(({ time, speed }) => time > silent && speed === 0)!;
    const after = base.filter(({ time }) => time >= zero.time);

    expect(zero.time - silent).toBeLessThanOrEqual(0.12);
    expect(after.every(({ speed }) => speed === 0)).toBe(true);
    expect(after.length).toBeGreaterThan(180);
    talk(0.1);
    expect(base.at(-1)!.speed).toBe(0.5);
  });

  it("takes a frozen supervisor for a silent one", () => {
    const { base, talk, loopback } = stage();
    talk(1);
    const stamp = loopback.time;
    talk(1, 0.5, stamp);

    expect(base.filter(({ time, speed }) => time > stamp + 0.12 && speed !== 0)).toEqual([]);
  });

  it("gives zero at once for what is no motion and for what cannot be read", () => {
    const { base, talk, say, run, loopback } = stage();
    talk(1);
    say(NaN);
    run(0.001);
    expect(base.at(-1)!.speed).toBe(0);
    talk(0.1);
    expect(base.at(-1)!.speed).toBe(0.5);
    loopback.inject(commandTopic("cmd_vel"), new Uint8Array([0, 1, 0, 0, 9]));
    run(0.001);

    expect(base.at(-1)!.speed).toBe(0);
  });

  it("says when the supervisor falls silent and when it speaks, once each", () => {
    const { logged, run, talk } = stage();
    talk(0.5);
    run(0.5);
    talk(0.5);

    expect(logged).toEqual([
      "warn: the supervisor speaks: the base gets what it gives",
      "warn: the supervisor is silent: the base gets zero",
      "warn: the supervisor speaks: the base gets what it gives",
    ]);
  });

  it.each([
    ["beside the supervisor", "cmd_vel", commandTopic],
    ["beside the supervisor, in the other type", "cmd_vel", plainCommandTopic],
    ["to the base, beside the deadman", "cmd_vel_base", commandTopic],
  ] as const)(
    "gives zero while somebody speaks %s, and goes on when he is gone",
    (_, topic, of) => {
      const { loopback, base, talk, logged } = stage();
      talk(1);
      const rogue = loopback.bus("rogue").advertise(of(topic) as ReturnType<typeof commandTopic>);
      const began = loopback.time;
      talk(1);
      const ended = loopback.time;
      const during = base.filter(({ time }) => time > began + 0.06 && time < ended);
      rogue.close();
      talk(0.2);

      expect(during.length).toBeGreaterThan(80);
      expect(during.every(({ speed }) => speed === 0)).toBe(true);
      expect(logged.at(-2)).toMatch(
        /^warn: several command the base \(.*\/rogue.*\): it gets zero$/,
      );
      expect(base.at(-1)!.speed).toBe(0.5);
    },
  );

  it("hands on nothing that a rogue says in the supervisor's place", () => {
    const { loopback, base, talk, run } = stage();
    talk(1);
    const rogue = loopback.bus("rogue").advertise(commandTopic("cmd_vel"));
    run(0.06);
    for (let i = 0; i < 50; i++) {
      rogue.publish(
        TwistStamped.create({
          header: Header.create({ stamp: stampOf(loopback.time), frame_id: "base_link" }),
          twist: Twist.create({ linear: Vector3.create({ x: 2 }) }),
        }),
      );
      run(0.02);
    }

    expect(base.filter(({ speed }) => speed === 2)).toEqual([]);
    expect(base.at(-1)!.speed).toBe(0);
  });

  it("leaves the base standing when it ends", async () => {
    const { base, talk, node, run } = stage();
    talk(1);
    await node.stop();
    run(0.01);

    expect(base.at(-1)!.speed).toBe(0);
  });

  it("speaks the unstamped type to bases that know no other, and hears it", () => {
    const { loopback, peers, run } = stage({
      enable_stamped_cmd_vel: false,
      enable_stamped_cmd_vel_base: false,
      cmd_vel_topic: "given",
      cmd_vel_base_topic: "driver/cmd_vel",
    });
    const heard: number[] = [];
    peers.subscribe(plainCommandTopic("driver/cmd_vel"), ({ linear }) => heard.push(linear.x));
    const voice = peers.advertise(plainCommandTopic("given"));
    voice.publish(Twist.create({ linear: Vector3.create({ x: 0.3 }) }));
    run(0.05);
    expect(heard.at(-1)).toBe(0.3);
    run(0.1);

    expect(heard.at(-1)).toBe(0);
    expect(loopback.time).toBeGreaterThan(0);
  });

  it.each([
    { cmd_vel_base_topic: "cmd_vel" },
    { cmd_vel_base_topic: "/cmd_vel" },
    { cmd_vel_topic: "/x", cmd_vel_base_topic: "x" },
  ])("refuses to speak on the supervisor's topic: %j", (overrides) => {
    expect(() => stage(overrides)).toThrow("must be a topic of its own");
  });
});
