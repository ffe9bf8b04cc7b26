import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Act, NO_LIMIT, NO_WAIVER } from "../../src/authority/act.ts";
import { createKeyPair, createNonce, signAct } from "../../src/authority/keys.ts";
import { waived } from "../../src/authority/waivers.ts";
import { HumanActs } from "../../src/nodes/human-acts.ts";
import { stampOf } from "../../src/quantity/time.ts";

const sam = createKeyPair();
const SYSTEM = 1_790_000_000;
const NOW = { system: SYSTEM + 1, monotonic: 50 };
const CEILINGS = { speed: 1.2, spin: 2.5 };
const WAIVER = { line: "dock", x: 1, y: 2, radius: 1, duration: 30, speed: 0.1 };
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "coalign-acts-"));
  writeFileSync(
    join(folder, "operators.json"),
    JSON.stringify({ sam: { publicKey: sam.publicKey, role: "safety-engineer" } }),
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

const limitFile = (): string => join(folder, "state", "limit.json");

function open(file = limitFile()): HumanActs {
  return new HumanActs({
    operatorsFile: join(folder, "operators.json"),
    robot: "r",
    limitFile: file,
    ceilings: CEILINGS,
    waivable: new Set(["dock"]),
    since: SYSTEM,
  });
}

function signed(humans: HumanActs, act: string, fields: Partial<Act> = {}) {
  return signAct(sam.privateKey, {
    act,
    robot: "r",
    boot: humans.boot,
    operator_name: "sam",
    reason: "looked",
    stamp: stampOf(SYSTEM + 0.5),
    nonce: createNonce(),
    waiver: NO_WAIVER,
    limit: NO_LIMIT,
    ...fields,
  });
}

describe("HumanActs", () => {
  it("draws another name for every start, and takes acts for its own only", () => {
    const [one, other] = [open(), open()];
    const act = signed(one, "reset");

    expect(one.boot).not.toBe(other.boot);
    expect(other.judgeLatch("reset", act, NOW, () => undefined).refused).toContain("this start");
    expect(one.judgeLatch("reset", act, NOW, () => undefined).accepted).toBe("sam");
  });

  it("spends an act of which there is nothing to do, and asks the latch only about good ones", () => {
    const humans = open();
    const act = signed(humans, "reset");
    let asked = 0;
    const trouble = (): string => {
      asked += 1;
      return "nothing is latched";
    };

    expect(humans.judgeLatch("reset", act, NOW, trouble).refused).toBe(
      "refused: nothing is latched",
    );
    expect(humans.judgeLatch("reset", act, NOW, trouble).refused).toContain("used before");
    expect(asked).toBe(1);
  });

  it("grants waivers that run from the signature, until they are over or a stop ends them", () => {
    const humans = open();
    expect(humans.waive(signed(humans, "waive", { waiver: WAIVER }), NOW).accepted).toBe("sam");

    expect(waived(humans.waivers, "dock", { x: 1, y: 2 }, 79.4)?.speed).toBe(0.1);
    expect(waived(humans.waivers, "dock", { x: 1, y: 2 }, 79.6)).toBeUndefined();
    expect(humans.waive(signed(humans, "waive", { waiver: WAIVER }), NOW).refused).toContain(
      "never lengthened",
    );
    expect(waived(humans.waivers, "dock", { x: 1, y: 2 }, 79.4)?.speed).toBe(0.1);
    humans.endWaivers();
    expect(humans.waivers).toEqual([]);
    const wrong = { ...WAIVER, line: "human-veto" };
    expect(humans.waive(signed(humans, "waive", { waiver: wrong }), NOW).refused).toContain(
      "red line",
    );
    const forged = {
      ...signed(humans, "waive", { waiver: WAIVER }),
      signature: new Uint8Array(64),
    };
    expect(humans.waive(forged, NOW).refused).toContain("not that of");
  });

  it("keeps a limit over a restart, until a human gives the ceilings back", async () => {
    const humans = open();
    const limit = { speed: 0.4, spin: 1 };
    const lowering = humans.changeLimit(signed(humans, "limit", { limit }), NOW);
    expect(humans.limit, "at once").toEqual({ ...limit, by: "sam" });
    expect((await lowering).accepted).toBe("sam");

    const reborn = open();
    expect(reborn.limit).toEqual({ ...limit, by: "sam" });
    const back = reborn.changeLimit(signed(reborn, "limit", { limit: CEILINGS }), NOW);
    expect(reborn.limit, "not before it is on the disk").toMatchObject(limit);
    await back;
    expect(reborn.limit).toEqual({ ...CEILINGS, by: "sam" });
    expect(open().limit).toEqual({ ...CEILINGS, by: "sam" });
  });

  it("keeps the last of two changes that come at once", async () => {
    const humans = open();
    const change = async (speed: number) =>
      await humans.changeLimit(signed(humans, "limit", { limit: { speed, spin: 1 } }), NOW);
    await Promise.all([change(0.4), change(0.6)]);

    expect(humans.limit.speed).toBe(0.6);
    expect(open().limit.speed).toBe(0.6);
  });

  it("gives nothing back that it cannot remember, and holds what was lowered all the same", async () => {
    const humans = open();
    await humans.changeLimit(signed(humans, "limit", { limit: { speed: 0.4, spin: 2 } }), NOW);
    rmSync(join(folder, "state"), { recursive: true });
    const terms = { limit: { speed: 1, spin: 1 } };
    const answer = await humans.changeLimit(signed(humans, "limit", terms), NOW);

    expect(answer.refused).toContain("could not be kept");
    expect(humans.limit).toEqual({ speed: 0.4, spin: 1, by: "sam" });
  });

  it("refuses a limit above the ceiling and one that is forged", async () => {
    const humans = open();
    const high = signed(humans, "limit", { limit: { speed: 1.3, spin: 1 } });
    const low = signed(humans, "limit", { limit: { speed: 0.1, spin: 1 } });

    expect((await humans.changeLimit(high, NOW)).refused).toContain("at most the ceiling");
    expect(
      (await humans.changeLimit({ ...low, signature: new Uint8Array(64) }, NOW)).refused,
    ).toContain("not that of");
    expect(humans.limit).toEqual({ ...CEILINGS, by: "" });
    expect(existsSync(limitFile())).toBe(false);
  });

  it("does not start with a limit it cannot read, and needs no file", async () => {
    const humans = open("");
    await humans.changeLimit(signed(humans, "limit", { limit: { speed: 0.4, spin: 1 } }), NOW);
    expect(humans.limit.speed).toBe(0.4);
    open();
    writeFileSync(limitFile(), "{");

    expect(() => open()).toThrow("limit.json: must be");
    expect(readFileSync(limitFile(), "utf8")).toBe("{");
  });
});
