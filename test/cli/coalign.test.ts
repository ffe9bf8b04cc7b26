import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli/coalign.ts";

let out = "";
let err = "";

beforeEach(() => {
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
afterEach(() => vi.restoreAllMocks());

describe("coalign", () => {
  it("lists its commands", async () => {
    expect(await main(["--help"])).toBe(0);
    expect(out).toContain("run NODE… [--ros-args …]");
    expect(out).not.toContain("attend");
  });

  it("tells about one command with every option", async () => {
    expect(await main(["start", "--help"])).toBe(0);
    expect(out).toContain("usage: coalign start [options]");
    expect(out).toContain("--bus ros2|loopback");
  });

  it.each([
    [[], ""],
    [["strat"], "coalign: coalign has no command 'strat'; did you mean 'start'?\n"],
    [["start", "--wrold", "x"], "did you mean --world?\n"],
    [["start", "here"], "coalign start takes options only, and not 'here'\n"],
    [["start", "--bus", "loopback", "--world", "mars"], "there is no world 'mars'"],
    [["start", "--bus", "loopback", "--report", "/nowhere/r.json"], "nothing can be written there"],
    [
      ["start", "--bus", "loopback", "--report", "."],
      "--report .: this is a folder; name a file\n",
    ],
    [["start", "--bus", "loopback", "--record", "/proc/nowhere"], "nothing can be written there"],
    [["start", "--ros-args", "-p", "seed:=1"], "coalign start takes no --ros-args"],
    [["start", "--without", "world"], "--without must be one of safety_supervisor"],
    [["run", "wurld"], "there is no node 'wurld'; did you mean 'world'?\n"],
    [["keys", "make"], "coalign keys has no 'make'; it has create NAME"],
    [["keys", "create", "../x"], "'../x' is no operator's name"],
    [["reset", "--operator", "nobody-here", "--reason", "x"], "there is no key of 'nobody-here'"],
    [["reset", "--operator", "anna"], "coalign reset needs --reason TEXT"],
    [["bench", "wordl"], "there is no benchmark 'wordl'"],
    [["soak", "bubbles"], "there is no soak 'bubbles'; there is campaign"],
    [["soak", "campagin"], "there is no soak 'campagin'; did you mean 'campaign'?\n"],
    [["soak", "campaign", "--seeds", "0"], "--seeds must be a whole number from 1"],
  ])("answers 2 and one sentence to %j", async (argv, sentence) => {
    expect(await main(argv)).toBe(2);
    expect(err).toContain(sentence);
    expect(err.split("\n").length).toBeLessThanOrEqual(2);
  });

  it("prints a stack only when asked", async () => {
    await main(["keys", "make", "--debug"]);

    expect(err).toContain("    at ");
  });
});
