import { describe, expect, it } from "vitest";
import { Loopback } from "../../../src/bus/loopback.ts";
import { Status } from "../../../src/bus/messages/bond.gen.ts";
import { Bond } from "../../../src/bus/ros2/bond.ts";

const TOPIC = {
  name: "/bond",
  type: Status,
  qos: { reliability: "reliable", durability: "volatile", depth: 100 },
} as const;

/** A node's half of a bond, and a manager that hears it. */
function stage() {
  const loopback = new Loopback();
  const manager = loopback.bus("manager");
  const heard: { readonly time: number; readonly status: Status }[] = [];
  manager.subscribe(TOPIC, (status) => {
    if (status.instance_id !== "manager") {
      heard.push({ time: loopback.time, status });
    }
  });
  const voice = manager.advertise(TOPIC);
  const say = (what: "there" | "going", id = "scanner"): void =>
    voice.publish(Status.create({ id, instance_id: "manager", active: what === "there" }));
  const bond = new Bond(loopback.bus("scanner"), "scanner");
  const run = (seconds: number): void => loopback.advance(loopback.time + seconds);
  const since = (time: number): readonly boolean[] =>
    heard.filter((one) => one.time > time).map(({ status }) => status.active);
  return { loopback, heard, say, bond, run, since };
}

describe("a node's half of a bond", () => {
  it("says nothing before the node is active, then that it is there, at rate", () => {
    const { bond, heard, run } = stage();
    run(1);
    expect(heard).toEqual([]);
    bond.form();
    run(1);

    expect(heard.length).toBeGreaterThanOrEqual(10);
    expect(heard[0]?.status).toMatchObject({ id: "scanner", active: true });
    expect(heard[0]?.status.heartbeat_timeout).toBe(4);
    expect(new Set(heard.map(({ status }) => status.instance_id)).size).toBe(1);
  });

  it("goes on while the manager speaks or falls silent, and heeds no other bond", () => {
    const { bond, say, run, since, loopback } = stage();
    bond.form();
    say("there");
    run(1);
    say("going", "somebody");
    const then = loopback.time;
    run(10);

    expect(since(then).length).toBeGreaterThanOrEqual(99);
    expect(since(then).every(Boolean)).toBe(true);
  });

  it("says that it goes until that is answered", () => {
    const { bond, say, run, since, loopback } = stage();
    bond.form();
    run(1);
    const then = loopback.time;
    bond.end();
    run(0.5);
    expect(since(then).length).toBeGreaterThanOrEqual(5);
    expect(since(then).some(Boolean)).toBe(false);
    say("going");
    run(0.05);
    const answered = loopback.time;
    run(1);
    expect(since(answered)).toEqual([]);
  });

  it("says it for two seconds where nobody answers", () => {
    const { bond, run, since, loopback } = stage();
    bond.form();
    run(1);
    bond.end();
    run(2.2);
    const then = loopback.time;
    run(2);
    expect(since(then)).toEqual([]);
  });

  it("answers once when the manager ends it, and begins a new life when the node is activated again", () => {
    const { bond, say, run, since, loopback, heard } = stage();
    bond.form();
    say("there");
    run(1);
    const then = loopback.time;
    say("going");
    run(1);
    expect(since(then)).toEqual([]);
    expect(heard.at(-1)?.status.active).toBe(false);
    const first = heard[0]?.status.instance_id;
    bond.form();
    run(1);
    expect(heard.at(-1)?.status.active).toBe(true);
    expect(heard.at(-1)?.status.instance_id).not.toBe(first);
  });

  it("does not take a manager's farewell to its last life, come late, for the end of a new one", () => {
    const { bond, say, run, since, loopback } = stage();
    bond.form();
    say("there");
    run(1);
    bond.end();
    bond.form();
    run(0.1);
    const then = loopback.time;
    say("going");
    run(1);
    expect(since(then).length).toBeGreaterThanOrEqual(9);
    expect(since(then).every(Boolean)).toBe(true);
  });
});
