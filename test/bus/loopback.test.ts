import { describe, expect, it } from "vitest";
import { Loopback, type LoopbackOptions } from "../../src/bus/loopback.ts";
import { Bool, Float64 } from "../../src/bus/messages/std-msgs.gen.ts";
import { Trigger } from "../../src/bus/messages/std-srvs.gen.ts";
import type { Topic } from "../../src/bus/port.ts";

const QOS = { reliability: "reliable", durability: "volatile", depth: 10 } as const;
const A: Topic<Float64> = { name: "/a", type: Float64, qos: QOS };
const B: Topic<Float64> = { name: "/b", type: Float64, qos: QOS };

/** Nodes that answer each other, with everything they see in one list. */
function runOnce(options: LoopbackOptions, steps: readonly number[]): string[] {
  const seen: string[] = [];
  const loopback = new Loopback(options);
  const [x, y] = [loopback.bus("x"), loopback.bus("y")];
  const a = x.advertise(A);
  const b = y.advertise(B);
  y.subscribe(A, ({ data }, { received }) => {
    seen.push(`y ${data} ${received}`);
    b.publish({ data: data * 2 });
    seen.push(`y sent ${data * 2}`);
  });
  x.subscribe(B, ({ data }, { received }) => seen.push(`x ${data} ${received}`));
  x.every(0.03, "steady", () => a.publish({ data: x.monotonic() }));
  y.every(0.05, "ros", () => seen.push(`y ticks ${y.now()}`));
  steps.reduce((time, step) => {
    loopback.advance(time + step);
    return time + step;
  }, 0);
  return seen;
}

describe("Loopback", () => {
  it("gives the same whatever the steps it is advanced by, and whichever way messages travel", () => {
    const whole = runOnce({}, [1]);
    expect(whole.length).toBeGreaterThan(100);
    expect(runOnce({}, Array<number>(1000).fill(0.001))).toHaveLength(whole.length);
    expect(runOnce({}, [0.5, 0.25, 0.25])).toEqual(whole);
    expect(runOnce({ wire: "bytes" }, [1])).toEqual(whole);
  });

  it("delivers after the callback that sent has ended, in the order of sending", () => {
    const seen = runOnce({}, [0.03]);
    expect(seen).toEqual(["y 0.03 0.03", "y sent 0.06", "x 0.06 0.03"]);
  });

  it("delays a topic by the time it takes, and keeps its order", () => {
    const loopback = new Loopback({ delay: (name) => (name === "/a" ? 0.02 : 0) });
    const bus = loopback.bus("x");
    const seen: string[] = [];
    bus.subscribe(A, ({ data }, { received }) => seen.push(`${data} at ${received}`));
    const publisher = bus.advertise(A);
    bus.every(0.01, "steady", () => publisher.publish({ data: bus.monotonic() }));
    loopback.advance(0.03);
    expect(seen).toEqual(["0.01 at 0.03"]);
  });

  it("hands a message to those who listened when it was sent and still do", () => {
    const loopback = new Loopback({ delay: () => 0.02 });
    const bus = loopback.bus("x");
    const seen: string[] = [];
    const listen = (name: string): { close: () => void } =>
      bus.subscribe(A, ({ data }) => seen.push(`${name} ${data}`));
    const publisher = bus.advertise(A);
    listen("stays");
    const leaver = listen("leaves");
    publisher.publish({ data: 1 });
    leaver.close();
    listen("comes");
    loopback.advance(0.02);
    publisher.publish({ data: 2 });
    loopback.advance(0.04);
    expect(seen).toEqual(["stays 1", "stays 2", "comes 2"]);
  });

  it("ends everything of a node that is disconnected, and nothing else", async () => {
    const loopback = new Loopback();
    const [x, y] = [loopback.bus("x"), loopback.bus("y")];
    const seen: string[] = [];
    const publisher = x.advertise(A);
    x.every(0.01, "steady", () => seen.push("x ticks"));
    x.serve({ name: "/s", type: Trigger }, () => ({ success: true, message: "" }));
    x.subscribe(B, () => seen.push("x hears"));
    y.subscribe(A, () => seen.push("y hears"));
    const talk = y.advertise(B);

    loopback.disconnect("x");
    publisher.publish({ data: 1 });
    talk.publish({ data: 1 });
    loopback.advance(0.1);

    expect(seen).toEqual([]);
    expect(y.publishers("/a")).toEqual([]);
    await expect(y.call({ name: "/s", type: Trigger }, {}, 1)).rejects.toThrow("nobody serves /s");
  });

  it("lets two nodes serve one name only one after the other", () => {
    const loopback = new Loopback();
    const service = { name: "/s", type: Trigger };
    const answer = (): { success: boolean; message: string } => ({ success: true, message: "" });
    const first = loopback.bus("x").serve(service, answer);
    expect(() => loopback.bus("y").serve(service, answer)).toThrow(/already served by x/);
    first.close();
    loopback.bus("y").serve(service, answer);
    first.close();
    expect(() => loopback.bus("z").serve(service, answer)).toThrow(/already served by y/);
  });

  it("treats a name with and without its first slash as one", () => {
    const loopback = new Loopback();
    const bus = loopback.bus("x");
    const seen: boolean[] = [];
    bus.subscribe({ name: "flag", type: Bool, qos: QOS }, ({ data }) => seen.push(data));
    bus.advertise({ name: "/flag", type: Bool, qos: QOS }).publish({ data: true });
    expect(seen).toEqual([true]);
    expect(bus.publishers("flag")).toHaveLength(1);
  });

  it("says in the log what nobody wanted to be told", () => {
    const sentences: string[] = [];
    const loopback = new Loopback({ log: (...parts) => sentences.push(parts.join(" ")) });
    loopback.bus("x").subscribe(A, () => {});
    loopback.inject(A, Uint8Array.of(0, 1));
    expect(sentences).toEqual([
      expect.stringMatching(/^x warn a message on \/a is no std_msgs\/msg\/Float64: \S/),
    ]);
  });
});
