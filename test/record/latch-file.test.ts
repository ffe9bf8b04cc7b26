import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { killOnce } from "../../src/cli/soak/latch-kill-round.ts";
import { createRandom } from "../../src/quantity/random.ts";
import { openLatchFile } from "../../src/record/latch-file.ts";
import { scratch } from "./scratch.ts";

const settle = async (): Promise<unknown> =>
  await new Promise((resolve) => setTimeout(resolve, 60));
const fileIn = (folder: string): string => join(folder, "below", "latch");

describe("the latch file", () => {
  it("stands on the disk from the start, and goes with an orderly end without a latch", async () => {
    const path = fileIn(scratch());
    const file = openLatchFile(path);
    expect(file.before).toBe("clean");
    expect(existsSync(path)).toBe(true);
    await file.close("free");
    expect(existsSync(path)).toBe(false);
    expect(openLatchFile(path).before).toBe("clean");
  });

  it("stays when the end was not in order, or latched", async () => {
    const path = fileIn(scratch());
    openLatchFile(path);
    const second = openLatchFile(path);
    expect(second.before).toBe("unclean");
    await second.close("latched");
    expect(openLatchFile(path).before).toBe("unclean");
  });

  it.each([
    ["empty", ""],
    ["torn", '{"state":"latched","beca'],
    ["of zeros", "\0\0\0\0"],
    ["of somebody else", "hello"],
  ])("that is %s counts as latched", (_, text) => {
    const path = fileIn(scratch());
    mkdirSync(dirname(path));
    writeFileSync(path, text);
    expect(openLatchFile(path)).toMatchObject({ before: "unclean", cause: undefined });
  });

  it("counts as latched when only the part of one is there", () => {
    const path = fileIn(scratch());
    mkdirSync(dirname(path));
    writeFileSync(`${path}.new`, "");
    expect(openLatchFile(path).before).toBe("unclean");
  });

  it("tells the next run what latched, until it is lifted", async () => {
    const path = fileIn(scratch());
    const first = openLatchFile(path);
    first.note({ because: "human-veto", by: "/veto" });
    await settle();
    const second = openLatchFile(path);
    expect(second.cause).toEqual({ because: "human-veto", by: "/veto" });
    second.note(undefined);
    await settle();
    expect(openLatchFile(path)).toMatchObject({ before: "unclean", cause: undefined });
  });

  it("does not come back behind an orderly end", async () => {
    const path = fileIn(scratch());
    const file = openLatchFile(path);
    file.note({ because: "human-veto", by: "/veto" });
    file.note(undefined);
    await file.close("free");
    expect(existsSync(path)).toBe(false);
  });

  it("has said its last word when it ended latched", async () => {
    const path = fileIn(scratch());
    const file = openLatchFile(path);
    file.note({ because: "human-veto", by: "/veto" });
    await file.close("latched");
    expect(openLatchFile(path)).toMatchObject({
      before: "unclean",
      cause: { because: "human-veto", by: "/veto" },
    });
  });

  it("is made again when somebody takes it away, and says when it cannot", () => {
    const path = fileIn(scratch());
    const file = openLatchFile(path);
    rmSync(path);
    expect(file.keep()).toBeUndefined();
    expect(readFileSync(path, "utf8")).toContain("running");
    rmSync(dirname(path), { recursive: true });
    expect(file.keep()).toMatch(/latch cannot be kept: ENOENT/);
  });

  it("cannot be opened where nothing can be written: then the supervisor must not start", () => {
    const folder = scratch();
    writeFileSync(join(folder, "file"), "");
    expect(() => openLatchFile(join(folder, "file", "latch"))).toThrow(
      /^the supervisor does not start where .*'latch_file' or the variable COALIGN_HOME must name a place where it can$/,
    );
  });
});

describe("kill -9 while latched or being latched", () => {
  let program: string;
  beforeAll(async () => {
    program = join(import.meta.dirname, "..", "..", ".build", "test", "latch-rig.mjs");
    await build({
      entryPoints: [join(import.meta.dirname, "latch-rig-program.ts")],
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
      outfile: program,
      logLevel: "warning",
    });
  });

  it("leaves a supervisor that is latched on restart, 15 of 15 (`coalign soak latch-kill`: 1,500)", async () => {
    const outcomes = [];
    for (let seed = 0; seed < 10; seed++) {
      const file = fileIn(scratch());
      const random = createRandom(seed);
      const run = [process.execPath, program] as const;
      outcomes.push(await killOnce(run, file, "latching", random));
      if (seed % 2 === 1) {
        outcomes.push(await killOnce(run, file, "starting", random));
      }
    }
    expect(outcomes).toHaveLength(15);
    expect(outcomes.filter(({ outcome }) => outcome !== "latched")).toEqual([]);
  }, 60_000);
});
