import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../support/coalign-process.ts";
import { ROOT } from "../support/repository.ts";

/** A shell between npm and coalign would swallow the signal, and the robot would drive on without anybody to stop it. */
describe("npm start", { timeout: 240_000 }, () => {
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "coalign-npm-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each(["SIGTERM", "SIGINT"] as const)("ends in order when npm gets %s", async (signal) => {
    const report = join(folder, "r.json");
    const args = ["start", "--", "--bus", "loopback", "--headless", "--report", report];
    const child = spawn("npm", args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    child.stdout.on("data", (data: Buffer) => (text += data.toString()));
    child.stderr.on("data", (data: Buffer) => (text += data.toString()));
    let code: number | null | undefined;
    child.once("exit", (status) => {
      code = status;
    });
    await eventually(
      () => text.includes("world: "),
      120,
      () => text,
    );

    child.kill(signal);
    await eventually(
      () => code !== undefined,
      60,
      () => text,
    );

    expect(code).toBe(0);
    expect(existsSync(report)).toBe(true);
  });

  it("ends in order when npx, and the shell it starts, get SIGTERM", async () => {
    const report = join(folder, "r.json");
    const args = ["coalign", "start", "--bus", "loopback", "--headless", "--report", report];
    const child = spawn("npx", args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    child.stdout.on("data", (data: Buffer) => (text += data.toString()));
    child.stderr.on("data", (data: Buffer) => (text += data.toString()));
    await eventually(
      () => text.includes("world: "),
      120,
      () => text,
    );

    child.kill("SIGTERM");

    await eventually(
      () => existsSync(report),
      60,
      () => text,
    );
  });
});
