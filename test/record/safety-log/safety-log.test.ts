import {
  appendFileSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readAnchor } from "../../../src/record/safety-log/anchor.ts";
import { logFiles } from "../../../src/record/safety-log/log-folder.ts";
import { readLog } from "../../../src/record/safety-log/read-log.ts";
import { parseBody, readEntry } from "../../../src/record/safety-log/entry.ts";
import {
  type LogVerdict,
  verifyLog,
  type VerifyOptions,
} from "../../../src/record/safety-log/verify-log.ts";
import { scratch } from "../scratch.ts";
import { copyOf, entryNumber, openLog, START_TIME, write } from "./written.ts";

const verify = (path: string, more: Partial<VerifyOptions> = {}): LogVerdict =>
  verifyLog(path, { now: START_TIME + 1000, ...more });

const linesOf = (path: string): string[] => readFileSync(path, "utf8").split(/(?<=\n)/);
const lastFile = (path: string): string => join(path, logFiles(path).at(-1)!.name);

describe("a safety log", () => {
  it("gives back to the bit what was written, and is whole when it ended in order", async () => {
    const { path, log } = openLog();
    await log.close(write(log, 30));
    const entries = [...readLog(path, logFiles(path))].flatMap((read) =>
      read.kind === "record" ? (readEntry(parseBody(read.record.body ?? ""))?.entry ?? []) : [],
    );

    expect(entries).toEqual(Array.from({ length: 30 }, (_, i) => entryNumber(i)));
    expect(verify(path)).toMatchObject({ state: "whole", bad: undefined, notes: [] });
    expect(verify(path).sentence).toMatch(/log is whole up to record \d+, hash [0-9a-f]{64}$/);
  });

  it("keeps its private key to its owner, and the public one beside the log", () => {
    const { folder, path } = openLog();
    expect(statSync(join(folder, "keys", "robot.pem")).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(path, "robot-key.pub"), "utf8")).toMatch(/^[A-Za-z0-9+/=]+\n$/);
    expect(readdirSync(path).some((name) => name.endsWith(".pem"))).toBe(false);
  });

  it("signs where it is each half second, and tells it to whoever keeps it", async () => {
    const anchors: string[] = [];
    const { path, log } = openLog(undefined, { anchored: (line) => anchors.push(line) });
    await log.close(write(log, 200));
    const times = anchors.map((line) => readAnchor(line).time);

    expect(Math.max(...times.slice(1).map((time, i) => time - times[i]!))).toBeLessThanOrEqual(
      0.56,
    );
    expect(verify(path, { anchors: anchors.map(readAnchor) }).state).toBe("whole");
  });

  it("carries its chain over a restart in order, and one that was not", async () => {
    const { folder, path, log } = openLog();
    const later = write(log, 20);
    await log.close(later);
    write(openLog(folder, {}, later).log, 7, later);
    const third = openLog(folder, {}, later + 1).log;

    expect(third.opened).toBe("");
    expect(verify(path)).toMatchObject({ state: "open", bad: undefined });
    await third.close(later + 2);
    expect(verify(path).state).toBe("whole");
    expect(logFiles(path).map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(logFiles(path).map(({ name }) => verify(join(path, name)).state)).toEqual([
      "whole",
      "whole",
      "whole",
    ]);
  });

  it("begins a new file when one is full, and when the day is over", async () => {
    const { path, log } = openLog(undefined, { fileSize: 20_000 });
    const later = write(log, 300);
    const files = logFiles(path).length;
    write(log, 1, START_TIME + 86_400);
    await log.close(START_TIME + 86_401);

    expect(later).toBeLessThan(START_TIME + 86_400);
    expect(files).toBeGreaterThan(4);
    expect(logFiles(path)).toHaveLength(files + 1);
    expect(logFiles(path).at(-1)?.name).toMatch(/-20261124\.jsonl$/);
    expect(verify(path).state).toBe("whole");
  });
});

describe("what a crash leaves", () => {
  it("is found at the next start, told in the log, and never dropped", async () => {
    const { folder, path, log } = openLog();
    const later = write(log, 25);
    log.append(entryNumber(0), later);
    const file = lastFile(path);
    truncateSync(file, statSync(file).size - 50);
    const torn = linesOf(file).at(-1)!;
    expect(verify(path)).toMatchObject({ state: "broken" });
    const next = openLog(folder, {}, later + 5).log;

    expect(next.opened).toBe(
      `${torn.length} bytes of a record that was never finished stand at the end of ${logFiles(path)[0]?.name}`,
    );
    await next.close(later + 6);
    expect(readFileSync(file, "utf8").endsWith(torn)).toBe(true);
    expect(verify(path)).toMatchObject({ state: "whole" });
    expect(verify(path).notes.join()).toContain("never finished");
  });

  it("is told from damage: a cut below the signed head is no crash", () => {
    const { folder, path, log } = openLog();
    const later = write(log, 60);
    const file = lastFile(path);
    writeFileSync(file, linesOf(file).slice(0, 20).join(""));
    const next = openLog(folder, {}, later).log;
    next.tend(later);

    expect(next.opened).toMatch(
      /^the log is damaged: head.json says that record \d+ was written, and the log ends with record 20$/,
    );
    expect(next.failing()).toBe("");
    expect(verify(path)).toMatchObject({ state: "broken" });
  });

  it("is told from damage in the middle, from a head that is gone, and from a head of another robot", () => {
    const hurt: readonly ((path: string, file: string) => void)[] = [
      (_, file) => writeFileSync(file, readFileSync(file, "utf8").replace("slowed", "moving")),
      (path) => rmSync(join(path, "head.json")),
      (path) =>
        writeFileSync(join(path, "head.json"), readFileSync(join(openLog().path, "head.json"))),
    ];
    for (const act of hurt) {
      const { folder, path, log } = openLog();
      write(log, 40);
      act(path, lastFile(path));
      expect(openLog(folder).log.opened).toMatch(/^the log is damaged: /);
      expect(verify(path).state).toBe("broken");
    }
  });

  it("may be anything in the last unsigned half second: nothing before it is lost at any cut", () => {
    const { path, log } = openLog();
    write(log, 33);
    const size = statSync(lastFile(path)).size;
    const signed = readAnchor(readFileSync(join(path, "head.json"), "utf8")).number;
    for (let cut = 0; cut < 3000; cut += 97) {
      const copy = copyOf(path);
      truncateSync(lastFile(copy), size - cut);
      const records =
        [...readLog(copy, logFiles(copy))].filter((read) => read.kind === "record").length + 1;
      const verdict = verify(copy);
      const isWholeLine = linesOf(lastFile(copy)).at(-1)?.endsWith("\n") ?? true;
      expect(verdict.state).toBe(isWholeLine && records > signed ? "open" : "broken");
    }
  });
});

describe("a log that cannot be written", () => {
  it("says so, goes on, and tells how many records are missing when it can again", async () => {
    const folder = scratch();
    writeFileSync(join(folder, "log"), "a file where the folder should be");
    const { path, log } = openLog(folder);
    expect(log.failing()).toMatch(/EEXIST|something of that name/);
    const later = write(log, 10);
    rmSync(path);
    log.tend(later + 2);

    expect(log.failing()).toBe("");
    await log.close(later + 3);
    expect(verify(path)).toMatchObject({ state: "whole" });
    expect(verify(path).notes[0]).toMatch(/^10 records could not be written before safety-000001/);
  });

  it("notices within a second that its folder is gone, and begins anew", async () => {
    const { path, log } = openLog(undefined, { pace: "behind" });
    write(log, 5);
    rmSync(path, { recursive: true });
    log.tend(START_TIME + 1.5);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(log.failing()).toMatch(/is no longer there$/);
    log.tend(START_TIME + 3);
    expect(log.failing()).toBe("");
    await log.close(START_TIME + 4);
    expect(verify(path).sentence).toMatch(/is number 2, and the files before it are missing$/);
  });

  it("behind the caller is as whole as at once, and keeps what was accepted", async () => {
    const { path, log } = openLog(undefined, { pace: "behind", fileSize: 30_000 });
    let at = START_TIME;
    for (let i = 0; i < 40; i++) {
      at = write(log, 10, at);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await log.close(at);

    const entries = [...readLog(path, logFiles(path))].filter(
      (read) => read.kind === "record" && read.record.class !== "chain",
    );
    expect(entries).toHaveLength(400);
    expect(logFiles(path).length).toBeGreaterThan(3);
    expect(verify(path)).toMatchObject({ state: "whole", notes: [] });
  });

  it("takes a flood without growing, and tells what it did not take", async () => {
    const { path, log } = openLog(undefined, { pace: "behind" });
    for (let i = 0; i < 3000; i++) {
      log.append(entryNumber(0), START_TIME);
    }
    expect(log.failing()).toMatch(/cannot be written as fast as records come$/);
    await new Promise((resolve) => setTimeout(resolve, 50));
    log.tend(START_TIME + 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    log.tend(START_TIME + 2);
    await log.close(START_TIME + 3);
    expect(readFileSync(lastFile(path), "utf8")).toMatch(
      /\d+ records are missing here: the disk was too slow/,
    );
    expect(verify(path).state).toBe("whole");
  });
});

describe("a forged log", () => {
  it("that another key signed is found by the robot's key", async () => {
    const { path, log } = openLog();
    await log.close(write(log, 10));
    const forged = openLog();
    await forged.log.close(write(forged.log, 10));
    const key = readFileSync(join(path, "robot-key.pub"), "utf8");

    expect(verify(forged.path).state).toBe("whole");
    expect(verify(forged.path, { key }).sentence).toMatch(
      /names another key than that of the robot$/,
    );
  });

  it("that was rolled back with its head is found by an anchor somebody kept, and by nothing else", async () => {
    const { path, log } = openLog();
    const later = write(log, 30);
    const old = copyOf(path);
    write(log, 30, later);
    await log.close(later + 30);
    const anchor = readAnchor(log.anchor);

    expect(verify(old).state).toBe("open");
    expect(verify(old, { anchors: [anchor] })).toMatchObject({ state: "broken" });
  });

  it("with a file more or less is found", async () => {
    const { path, log } = openLog(undefined, { fileSize: 5000 });
    await log.close(write(log, 100));
    const names = logFiles(path).map(({ name }) => name);
    for (const name of names) {
      const copy = copyOf(path);
      rmSync(join(copy, name));
      expect(verify(copy).state).toBe("broken");
    }
    const copy = copyOf(path);
    writeFileSync(
      join(copy, names.at(-1)!.replace(/\d{6}-/, "000099-")),
      readFileSync(join(path, names.at(-1)!)),
    );
    expect(verify(copy).state).toBe("broken");
    appendFileSync(lastFile(path), linesOf(lastFile(path)).at(-1)!);
    expect(verify(path).state).toBe("broken");
  });
});
