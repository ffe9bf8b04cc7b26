import { beforeEach, describe, expect, it } from "vitest";
import { typeInUse, whenTypeKnown } from "../../src/bus/command-type.ts";
import { Loopback } from "../../src/bus/loopback.ts";
import type { Bus, Endpoint } from "../../src/bus/port.ts";
import { commandTopic, plainCommandTopic } from "../../src/bus/topics.ts";

const STAMPED = "geometry_msgs/msg/TwistStamped";
const PLAIN = "geometry_msgs/msg/Twist";

const end = (node: string, type: string, own: Endpoint["own"] = "foreign"): Endpoint => ({
  node,
  type,
  own,
});

describe("the type others use", () => {
  it.each([
    ["nobody", [], "unknown"],
    ["one who is stamped", [end("/nav", STAMPED)], "stamped"],
    ["two who are plain", [end("/nav", PLAIN), end("/joy", PLAIN)], "plain"],
    ["two who differ", [end("/nav", PLAIN), end("/joy", STAMPED)], "both"],
    ["oneself alone", [end("/nav", PLAIN, "own")], "unknown"],
    ["oneself and another", [end("/me", PLAIN, "own"), end("/nav", STAMPED)], "stamped"],
    ["a type that is no command", [end("/nav", "std_msgs/msg/Bool")], "unknown"],
  ] as const)("of %s", (_, endpoints, expected) => {
    expect(typeInUse(endpoints, "publishers")).toBe(expected);
    expect(typeInUse(endpoints, "subscriptions")).toBe(expected);
  });

  it("is not told by nodes that only follow what is commanded", () => {
    const endpoints = [end("/robot1/self_perception", STAMPED), end("/base", PLAIN)];
    expect(typeInUse(endpoints, "subscriptions")).toBe("plain");
    expect(typeInUse([end("/console", PLAIN)], "publishers")).toBe("plain");
  });
});

describe("an end that waits for its type", () => {
  let loopback: Loopback;
  let bus: Bus;
  let opened: string[];
  let said: string[];
  beforeEach(() => {
    said = [];
    opened = [];
    loopback = new Loopback({
      log: (_, severity, sentence) => said.push(`${severity} ${sentence}`),
    });
    bus = loopback.bus("me");
  });
  const open = (setting: boolean | "auto", others: "publishers" | "subscriptions") =>
    whenTypeKnown(bus, { topic: "cmd", others, setting }, (type) => opened.push(type));

  it("opens at once what is set", () => {
    open(true, "publishers");
    open(false, "publishers");
    expect(opened).toEqual(["stamped", "plain"]);
  });

  it("opens when the first other is there, once", () => {
    open("auto", "publishers");
    loopback.advance(1);
    expect(opened).toEqual([]);
    loopback.bus("nav").advertise(plainCommandTopic("cmd"));
    loopback.advance(2);
    loopback.bus("other").advertise(commandTopic("cmd"));
    loopback.advance(3);
    expect(opened).toEqual(["plain"]);
  });

  it("asks those who read about what it publishes", () => {
    loopback.bus("nav").advertise(plainCommandTopic("cmd"));
    loopback.bus("base").subscribe(commandTopic("cmd"), () => undefined);
    open("auto", "subscriptions");
    loopback.advance(1);
    expect(opened).toEqual(["stamped"]);
  });

  it("opens nothing between two types, says so once, and opens when one of them is gone", () => {
    const plain = loopback.bus("nav").advertise(plainCommandTopic("cmd"));
    loopback.bus("joy").advertise(commandTopic("cmd"));
    open("auto", "publishers");
    loopback.advance(3);
    expect(opened).toEqual([]);
    expect(said.filter((line) => line.includes("must say which counts"))).toHaveLength(1);
    plain.close();
    loopback.advance(4);
    expect(opened).toEqual(["stamped"]);
  });

  it("says after a while that nobody is there, and nothing more once it is cancelled", () => {
    const looking = open("auto", "subscriptions");
    loopback.advance(10);
    expect(said).toEqual(["warn cmd is not opened: nobody reads it, so its type is unknown"]);
    looking.cancel();
    loopback.bus("base").subscribe(commandTopic("cmd"), () => undefined);
    loopback.advance(11);
    expect(opened).toEqual([]);
  });
});
