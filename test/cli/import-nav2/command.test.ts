import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../../src/cli/coalign.ts";

const FILE = join(import.meta.dirname, "warehouse.yaml");

let out = "";
let err = "";
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nav2-"));
  out = "";
  err = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    err += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

describe("coalign import-nav2", () => {
  it("prints what became of everything, and writes both files", async () => {
    const zones = join(folder, "zones.yaml");
    const params = join(folder, "params.yaml");

    expect(await main(["import-nav2", FILE, "--out", zones, "--params", params])).toBe(0);
    expect(out).toMatch(/collision_monitor\.stop_pub_timeout +unsafe/);
    expect(out).toContain("1 unknown");
    expect(out).toContain("The supervisor would start with these zones.");
    expect(readFileSync(zones, "utf8")).toContain("  Bumper:\n    action: stop\n");
    expect(readFileSync(params, "utf8")).toContain(`zones_file: "${zones}"`);
  });

  it("says what the supervisor would refuse", async () => {
    expect(await main(["import-nav2", join(import.meta.dirname, "hobby.yaml")])).toBe(0);
    expect(out).toContain("robot:\n  radius: 0.2 # [m]\n");
    expect(out).toContain("would refuse to start");
    expect(out).toContain("zone `Near` reaches 0.30 m forward of the robot");
  });

  it("answers 2 to a file that is not there", async () => {
    expect(await main(["import-nav2", "/nowhere.yaml"])).toBe(2);
    expect(err).toBe(
      "coalign: '/nowhere.yaml' cannot be read (ENOENT); give the path of a Nav2 file\n",
    );
  });
});
