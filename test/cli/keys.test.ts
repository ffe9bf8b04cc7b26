import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keys } from "../../src/cli/keys.ts";
import { privateKeyFile, readEntry, readPrivateKey } from "../../src/cli/key-store.ts";
import { parseUsage } from "../../src/cli/usage.ts";

let folder = "";
let said: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "coalign-keys-"));
  said = [];
  vi.stubEnv("COALIGN_HOME", folder);
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
  vi.spyOn(console, "log").mockImplementation((text) => {
    said.push(String(text));
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const run = async (...args: string[]): Promise<number> => await keys.run(parseUsage(keys, args));

describe("coalign keys", () => {
  it("creates, lists, shows and gives roles", async () => {
    await run("create", "ada", "--role", "observer");
    await run("role", "ada", "safety-engineer");
    said = [];
    await run("list");
    await run("show", "ada");

    expect(said.join("\n")).toContain("ada (safety-engineer)");
    expect(said.join("\n")).toContain(readEntry("ada").publicKey);
    expect(said.join("\n")).not.toContain("PRIVATE");
    expect(readEntry("ada").role).toBe("safety-engineer");
  });

  it("signs a file and verifies it until it is changed", async () => {
    const file = join(folder, "rules.yaml");
    writeFileSync(file, "rules: []\n");
    await run("create", "sam", "--role", "safety-engineer");

    expect(await run("sign", file)).toBe(0);
    expect(await run("verify", file)).toBe(0);
    expect(await run("verify", file, "--operators", join(folder, "operators.json"))).toBe(0);
    writeFileSync(file, "rules: [ ]\n");
    expect(await run("verify", file)).toBe(1);
    expect(said.join("\n")).toContain("changed since");
  });

  it("says that the signature of an operator who may not sign rules counts for nothing", async () => {
    const file = join(folder, "rules.yaml");
    writeFileSync(file, "rules: []\n");
    await run("create", "ada");

    expect(await run("sign", file)).toBe(1);
    expect(await run("verify", file)).toBe(1);
    expect(said.join("\n")).toContain("may not sign rules");
  });

  it.each([
    [["crate", "ada"], "did you mean 'create'?"],
    [["list", "ada"], "coalign keys list is what it takes"],
    [["role", "ada"], "coalign keys role NAME ROLE is what it takes"],
    [["role", "ada", "king"], "a role is one of observer, operator, safety-engineer"],
    [["role", "ada", "operator"], "'ada' is not among the operators; coalign keys create NAME"],
    [["show", "__proto__"], "'__proto__' is not among the operators"],
    [["sign", "nowhere.yaml"], "needs --operator NAME"],
    [["sign", "nowhere.yaml", "--operator", "ada"], "there is no file nowhere.yaml"],
    [["verify", "nowhere.yaml"], "there is no file nowhere.yaml"],
    [["create", "../ada"], "'../ada' is no operator's name"],
  ])("refuses %j with one sentence", async (args, sentence) => {
    await expect(run(...args)).rejects.toThrow(sentence);
  });

  it("refuses a file that is no text", async () => {
    const file = join(folder, "rules.yaml");
    writeFileSync(file, new Uint8Array([0xff, 0xfe]));
    await run("create", "sam", "--role", "safety-engineer");

    await expect(run("sign", file)).rejects.toThrow("cannot be read as text in UTF-8");
  });
});

describe("readPrivateKey", () => {
  it.each([0o644, 0o640, 0o604, 0o660])("refuses a key of mode %o", async (mode) => {
    await run("create", "ada");
    chmodSync(privateKeyFile("ada"), mode);

    expect(() => readPrivateKey("ada")).toThrow("is open to others");
  });

  it("refuses what is no key", async () => {
    await run("create", "ada");
    writeFileSync(privateKeyFile("ada"), readFileSync(privateKeyFile("ada"), "utf8").slice(9));

    expect(() => readPrivateKey("ada")).toThrow("is no private key");
  });
});
