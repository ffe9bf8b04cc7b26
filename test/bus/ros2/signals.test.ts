import { describe, expect, it } from "vitest";
import { stopInOrder, stopOnSignals } from "../../../src/bus/ros2/signals.ts";

describe("stopInOrder", () => {
  it("runs every stop in turn, whatever the ones before it do", async () => {
    const done: string[] = [];
    const sentences: string[] = [];
    await stopInOrder({
      patience: 0.05,
      log: (sentence) => sentences.push(sentence),
      stops: [
        () => void done.push("standstill"),
        () => {
          throw new Error("thrown");
        },
        async () => await Promise.reject(new Error("rejected")),
        async () => await new Promise(() => {}),
        async () => {
          await new Promise((resolve) => setTimeout(resolve, 10));
          done.push("late");
        },
        () => void done.push("last"),
      ],
    });
    expect(done).toEqual(["standstill", "late", "last"]);
    expect(sentences).toEqual([
      "stop 2 of 6 failed: thrown",
      "stop 3 of 6 failed: rejected",
      "stop 4 of 6 failed: it took longer than 0.05 s",
    ]);
  });
});

describe("stopOnSignals", () => {
  it("stops once however often it is asked, and exits with 0", async () => {
    const codes: number[] = [];
    let stops = 0;
    const { stop, disarm } = stopOnSignals({
      stops: [
        () => {
          stops++;
        },
      ],
      log: () => {},
      exit: (code) => codes.push(code),
    });
    process.emit("SIGTERM");
    process.emit("SIGINT");
    await Promise.all([stop(), stop()]);
    disarm();
    expect(stops).toBe(1);
    expect(codes).toEqual([0]);
    expect(process.listenerCount("SIGHUP")).toBe(0);
  });
});
