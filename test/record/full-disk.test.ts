import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, openSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { AppendFile } from "../../src/record/append-file.ts";
import { readRecording } from "../../src/record/read-recording.ts";
import { Recorder } from "../../src/record/recorder.ts";
import { RecordingError } from "../../src/record/recording-error.ts";
import { createFiles } from "../../src/record/recording-folder.ts";
import { verifyDecisionLog } from "../../src/record/verify-decision-log.ts";
import { recordRun } from "./recorded.ts";
import { scratch } from "./scratch.ts";

const INFO = { topic: "/x", type: "x_msgs/msg/X", schema: "uint8[] x\n", qos: "" };
const [decision] = recordRun([{ kind: "reset", by: "someone", received: 1 }]);

/** A file on a device that is always full: the kernel itself answers ENOSPC. */
function full(): AppendFile {
  return new AppendFile("/dev/full", openSync("/dev/full", "w"));
}

/** Keeps recording for a while and returns what was said. */
function keepRecording(recorder: Recorder, said: string[]): readonly string[] {
  const channel = recorder.addChannel(INFO);
  for (let i = 0; i < 50; i++) {
    recorder.write(channel, randomBytes(10_000), i, undefined);
    recorder.decide(decision!, i);
    recorder.flush();
  }
  recorder.close();
  return said;
}

describe("a full disk", () => {
  it("is one error with one sentence", () => {
    expect(() => full().append(Uint8Array.of(1))).toThrow(RecordingError);
    expect(() => full().append(Uint8Array.of(1))).toThrow(
      "/dev/full cannot be written: the disk is full",
    );
  });

  it.each(["recording", "decisions"] as const)(
    "under the %s stops everything, says so once and throws at nobody",
    (which) => {
      const said: string[] = [];
      const files = { ...createFiles(scratch(), "x"), [which]: full() };
      const recorder = new Recorder(files, "", (sentence) => said.push(sentence));

      expect(keepRecording(recorder, said)).toEqual([
        "recording stopped: /dev/full cannot be written: the disk is full",
      ]);
      expect(recorder.state).toBe("stopped");
    },
  );
});

const mounted: string[] = [];

afterEach(() => {
  mounted.splice(0).forEach((folder) => execFileSync("umount", ["-l", folder]));
});

/** A disk of its own with room for a few hundred kilobytes; none where this user may not mount one. */
function smallDisk(): string | undefined {
  const folder = join(scratch(), "disk");
  mkdirSync(folder);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=300k", "tmpfs", folder], { stdio: "ignore" });
    mounted.push(folder);
    return folder;
  } catch {
    return undefined;
  }
}

describe("a disk that fills up", () => {
  it("leaves a recording that is whole up to its last chunk", (context) => {
    const disk = smallDisk();
    if (disk === undefined) {
      context.skip("this user may not mount a small disk: the case is not tested");
      return;
    }
    const said: string[] = [];
    const files = createFiles(disk, "x");
    const recorder = new Recorder(files, "", (sentence) => said.push(sentence));
    keepRecording(recorder, said);

    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^recording stopped: .* cannot be written: the disk is full$/);
    const kept = [...readRecording(files.recording.path)];
    expect(kept.filter((record) => record.kind === "message").length).toBeGreaterThan(10);
    expect(kept.at(-1)).toEqual({ kind: "end", end: "cut" });
    expect(verifyDecisionLog(files.decisions.path).state).toBe("open");
    expect(statSync(files.recording.path).size).toBe(files.recording.length);
  });
});

describe("a recording folder that vanishes", () => {
  it("stops the recording within one flush and says so once", () => {
    const said: string[] = [];
    const directory = scratch();
    const files = createFiles(directory, "x");
    const recorder = new Recorder(files, "", (sentence) => said.push(sentence));
    const channel = recorder.addChannel(INFO);
    recorder.write(channel, new Uint8Array(10), 1, undefined);
    recorder.flush();
    expect(recorder.state).toBe("recording");

    rmSync(directory, { recursive: true });
    keepRecording(recorder, said);

    expect(said).toEqual([
      `recording stopped: ${files.recording.path} cannot be written: it is no longer there`,
    ]);
  });

  it("is noticed too when another file took its place", () => {
    const files = createFiles(scratch(), "x");
    rmSync(files.recording.path);
    AppendFile.create(files.recording.path).close();
    expect(() => files.recording.verify()).toThrow("it is no longer there");
  });
});

describe("createFiles", () => {
  it("gives every recording a folder of its own", () => {
    const directory = scratch();
    const folders = [1, 2, 3].map(() => createFiles(directory, "run").folder);
    expect(folders).toEqual(["run", "run-2", "run-3"].map((name) => join(directory, name)));
  });

  it("refuses a directory that is a file with one sentence", () => {
    const path = join(scratch(), "file");
    AppendFile.create(path).close();
    expect(() => createFiles(path, "run")).toThrow(
      `${path} cannot be written: there is something of that name`,
    );
    expect(() => createFiles(join(path, "below"), "run")).toThrow(
      `${path}/below cannot be written: part of the path is no folder`,
    );
  });
});
