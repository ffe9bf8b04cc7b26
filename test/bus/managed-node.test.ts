import { beforeEach, describe, expect, it } from "vitest";
import { Loopback } from "../../src/bus/loopback.ts";
import { type ManagedNode, manageNode } from "../../src/bus/managed-node.ts";
import { Twist, type TwistStamped } from "../../src/bus/messages/geometry-msgs.gen.ts";
import { Bool } from "../../src/bus/messages/std-msgs.gen.ts";
import { Trigger } from "../../src/bus/messages/std-srvs.gen.ts";
import type { Bus, NodeDefinition } from "../../src/bus/port.ts";
import { commandTopic, lockTopic, plainCommandTopic } from "../../src/bus/topics.ts";

const FORWARD = Twist.create({ linear: { x: 1, y: 0, z: 0 } });

let loopback: Loopback;
let bus: Bus;
let said: string[];

/** Publishes forward motion at 10 Hz, listens, serves. */
const driver: NodeDefinition = {
  name: "driver",
  parameters: {},
  start: (own) => {
    said.push("started");
    const out = own.advertise(commandTopic("stamped"));
    const plain = own.advertise(plainCommandTopic("plain"));
    own.subscribe(lockTopic("heard"), () => said.push("heard"));
    own.serve({ name: "/driver/there", type: Trigger }, () => ({ success: true, message: "" }));
    own.every(0.1, "steady", () => {
      out.publish({
        header: { stamp: { sec: 7, nanosec: 0 }, frame_id: "base_link" },
        twist: FORWARD,
      });
      plain.publish(FORWARD);
    });
    return {
      stop: () => void said.push("stopped"),
      hold: (hold) => void said.push(hold),
    };
  },
};

beforeEach(() => {
  loopback = new Loopback();
  bus = loopback.bus("driver");
  said = [];
});

/** Speeds heard on both topics over a second. */
function listen(): number[] {
  const heard: number[] = [];
  const observer = loopback.bus(`observer${loopback.time}`);
  observer.subscribe(commandTopic("stamped"), (message: TwistStamped) => {
    expect(message.header.stamp.sec).toBe(7);
    heard.push(message.twist.linear.x);
  });
  observer.subscribe(plainCommandTopic("plain"), ({ linear }) => heard.push(linear.x));
  loopback.advance(loopback.time + 1);
  loopback.disconnect(observer.node);
  return heard;
}

async function isThere(): Promise<boolean> {
  const answer = loopback.bus("asker").call({ name: "/driver/there", type: Trigger }, {}, 0.05);
  loopback.advance(loopback.time + 0.1);
  return await answer.then(
    () => true,
    () => false,
  );
}

describe("a node that is silent while inactive", () => {
  let node: ManagedNode;
  beforeEach(async () => {
    node = await manageNode(bus, { ...driver, inactive: "silent" });
  });

  it("does nothing until it is activated", async () => {
    await node.configure();
    expect(listen()).toEqual([]);
    expect(said).toEqual([]);

    await node.activate();
    expect(listen()).toContain(1);
    expect(await isThere()).toBe(true);
  });

  it("ends everything it opened when it is deactivated, and starts anew when activated again", async () => {
    await node.configure();
    await node.activate();
    await node.deactivate();
    said = [];

    expect(listen()).toEqual([]);
    loopback.bus("other").advertise(lockTopic("heard")).publish(Bool.create());
    loopback.advance(loopback.time + 0.1);
    expect(said).toEqual([]);
    expect(await isThere()).toBe(false);
    expect(bus.publishers("stamped")).toEqual([]);

    await node.activate();
    expect(listen().length).toBeGreaterThan(15);
    expect(listen().length).toBeLessThan(25);
  });

  it("ends it also when its stop throws", async () => {
    const broken: NodeDefinition = {
      ...driver,
      inactive: "silent",
      start: async (own, parameters) => {
        await driver.start(own, parameters);
        return {
          stop: () => {
            throw new Error("broken");
          },
        };
      },
    };
    node = await manageNode(bus, broken);
    await node.activate();
    await expect(node.deactivate()).rejects.toThrow("broken");
    expect(listen()).toEqual([]);
  });

  it("leaves nothing behind when its start throws", async () => {
    node = await manageNode(bus, {
      ...driver,
      inactive: "silent",
      start: (own) => {
        own.every(0.1, "steady", () => said.push("left behind"));
        throw new Error("no");
      },
    });
    await expect(node.activate()).rejects.toThrow("no");
    loopback.advance(loopback.time + 1);
    expect(said).toEqual([]);
  });
});

describe("a node that holds while inactive", () => {
  it("speaks from the start, at its rate, and its motions are standstill until it is activated", async () => {
    const node = await manageNode(bus, { ...driver, inactive: "holds" });
    const before = listen();
    expect(before.length).toBeGreaterThan(15);
    expect(before.every((speed) => speed === 0)).toBe(true);

    await node.configure();
    expect(new Set(listen())).toEqual(new Set([0]));
    await node.activate();
    expect(new Set(listen())).toEqual(new Set([1]));
  });

  it("is never stopped or started anew by its lifecycle", async () => {
    const node = await manageNode(bus, { ...driver, inactive: "holds" });
    await node.configure();
    await node.activate();
    for (const act of [node.deactivate, node.cleanup, node.configure, node.shutdown]) {
      await act();
      const heard = listen();
      expect(heard.length).toBeGreaterThan(15);
      expect(new Set(heard)).toEqual(new Set([0]));
    }
    expect(said.filter((word) => word === "started")).toHaveLength(1);
    expect(said).not.toContain("stopped");
    expect(said).toEqual(["started", "held", "held", "released", "held", "held", "held", "held"]);

    await node.end();
    expect(said.at(-1)).toBe("stopped");
  });
});
