import { describe, expect, it } from "vitest";
import { Freshness } from "../../src/separation/freshness.ts";
import { freshRun } from "../../src/cli/soak/freshness/fresh-run.ts";
import { sampleSize } from "../support/sample-size.ts";

const pose = (x: number) => ({ x, y: 0, yaw: 0 });
const twist = { vx: 0.5, vy: 0, wz: 0 };
const came = (received: number, age = 0) => ({ received, age });

describe("freshness", () => {
  it("has nothing to say while nothing is wrong", () => {
    expect(new Freshness("system").restriction(0)).toMatchObject({
      speed: Infinity,
      about: "",
      trouble: "",
    });
  });

  it("finds a body and a driver whose stamps do not go on, and names them", () => {
    const freshness = new Freshness("system");
    for (const at of [1, 1.02, 1.04]) {
      freshness.body(1, pose(at), twist, came(at));
      freshness.command("autonomy", 1, came(at));
    }
    expect(freshness.findings(1.05).map(({ trouble }) => trouble)).toEqual([
      "body-frozen",
      "command-stale",
    ]);
    expect(freshness.restriction(1.05)).toMatchObject({
      speed: 0,
      spin: 0,
      trouble: "body-frozen",
    });
    expect(freshness.findings(3).map(({ trouble }) => trouble)).toEqual(["body-frozen"]);
  });

  it("takes a command that was never stamped for news", () => {
    const freshness = new Freshness("system");
    for (const at of [1, 1.05, 1.1, 1.15]) {
      freshness.clock(at, 1000 + at);
      freshness.command("teleop", 0, came(at));
    }
    expect(freshness.findings(1.2)).toEqual([]);
  });

  it("finds a clock that jumps, and learns all sources anew", () => {
    const freshness = new Freshness("simulated");
    freshness.clock(1, 50);
    freshness.body(50, pose(1), twist, came(1));
    freshness.clock(1.02, 3);
    freshness.body(3, pose(0), twist, came(1.02));
    freshness.body(3.02, pose(0.01), twist, came(1.04));
    expect(freshness.findings(1.1)).toEqual([{ trouble: "clock-jumped", about: "clock" }]);
    expect(freshness.findings(2.1)).toEqual([]);
  });

  const scan = (stamp: number, range = 3) => ({
    stamp,
    angleMin: -3,
    angleIncrement: 0.1,
    rangeMin: 0.05,
    rangeMax: 10,
    ranges: new Float32Array(60).fill(range),
  });

  it("finds a scan whose stamp does not go on at once", () => {
    const freshness = new Freshness("system");
    expect(freshness.scan(scan(1), pose(0), came(1))).toBe("");
    expect(freshness.scan(scan(1.1, 2), pose(0), came(1.1))).toBe("");
    expect(freshness.scan(scan(1.1, 4), pose(0), came(1.2))).toBe("scan-frozen");
    expect(freshness.findings(1.2)).toEqual([]);
    freshness.scan(scan(1.1, 5), pose(0), came(1.3));
    expect(freshness.findings(1.3)).toEqual([{ trouble: "scan-frozen", about: "scan" }]);
  });

  it("finds a scan that cannot show the same from elsewhere", () => {
    const freshness = new Freshness("system");
    const told = [0, 0.5, 1].map((x) => freshness.scan(scan(1 + x), pose(x), came(1 + x)));
    expect(told).toEqual(["", "", "scan-frozen"]);
    expect(freshness.findings(2)).toEqual([{ trouble: "scan-frozen", about: "scan" }]);
    freshness.restart();
    expect(freshness.findings(2)).toEqual([]);
  });

  it("finds a body that rests though it was told to move and the view moves", () => {
    const freshness = new Freshness("system");
    freshness.body(1, pose(0), { vx: 0, vy: 0, wz: 0 }, came(1));
    freshness.given(twist, 1);
    [3, 2, 1.5].forEach((range, k) => {
      freshness.scan(scan(1.1 + k / 10, range), pose(0), came(1.1 + k / 10));
    });
    expect(freshness.findings(1.8)).toEqual([{ trouble: "body-frozen", about: "body" }]);
  });

  it("finds rates that collapse, and says whose", () => {
    const freshness = new Freshness("system");
    let at = 1;
    for (let k = 0; k < 24; k++) {
      at += k < 20 ? 0.1 : 0.5;
      freshness.scan(scan(at, 3 + k / 100), pose(0), came(at));
      freshness.body(at, pose(at), twist, came(at));
      freshness.command("autonomy", at, came(at));
    }
    expect(freshness.findings(at)).toEqual([
      { trouble: "scan-stale", about: "scan" },
      { trouble: "body-stale", about: "body" },
      { trouble: "command-stale", about: "autonomy" },
    ]);
    expect(freshness.findings(at + 0.99)).toHaveLength(3);
    expect(freshness.findings(at + 1.01)).toHaveLength(2);
  });

  it("misses no fault of a source or a clock, and raises no false alarm at 20 ms of jitter", () => {
    for (let seed = 7001; seed < 7001 + sampleSize(300); seed++) {
      const { found, due, fault } = freshRun(seed);
      expect(found, `${fault} ${seed}`).toBeLessThanOrEqual(due);
    }
    for (let seed = 7001; seed < 7001 + sampleSize(80); seed++) {
      expect(freshRun(seed, "none").reasons, `seed ${seed}`).toEqual([]);
    }
  });
});
