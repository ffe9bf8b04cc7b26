import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { eventually, runCoalign, type Running } from "../support/coalign-process.ts";
import { ROOT } from "../support/repository.ts";
import { describeRos2, ros2, ros2Variables } from "../support/ros2.ts";

/** A domain that no other test file uses. */
const DOMAIN = 85;

describeRos2("the README", () => {
  const folder = mkdtempSync(join(tmpdir(), "coalign-readme-"));
  const env = { ...ros2Variables(DOMAIN), COALIGN_HOME: folder };
  let run: Running;

  beforeAll(async () => {
    run = runCoalign(
      ["start", "--bus", "ros2", "--headless", "--seed", "1", "--world", "plaza"],
      env,
    );
    await eventually(
      () => run.text().includes("world: "),
      60,
      () => run.text(),
    );
  }, 90_000);

  afterAll(async () => {
    run.child.kill("SIGINT");
    await run.ended(30);
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it("drives the robot with its lines of rclpy, for as long as they run", async () => {
    const [, program = ""] =
      /```python\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, "README.md"), "utf8")) ?? [];
    expect(program).toContain("rclpy.spin");
    const file = join(folder, "my_teleop.py");
    writeFileSync(file, program);
    const status = async (): Promise<string> => {
      const asked = runCoalign(["status"], env);
      await asked.ended(60);
      return asked.text();
    };
    const until = async (what: RegExp): Promise<void> => {
      let last = "";
      for (const deadline = performance.now() + 60_000; performance.now() < deadline;) {
        last = await status();
        if (what.test(last)) {
          return;
        }
      }
      throw new Error(`the status never said ${String(what)}: ${last}`);
    };

    const python = spawn(ros2.python, [file], { env, stdio: "ignore" });
    try {
      await until(/teleop/);
    } finally {
      python.kill("SIGKILL");
    }
    await until(/autonomy/);
  }, 180_000);
});
