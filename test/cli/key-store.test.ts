import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { publicKeyOf } from "../../src/authority/keys.ts";
import {
  createKey,
  operatorsFile,
  privateKeyFile,
  readOperators,
  readPrivateKey,
} from "../../src/cli/key-store.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "coalign-keys-"));
  vi.stubEnv("COALIGN_HOME", folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe("createKey", () => {
  it("keeps the private half to its owner and tells the public one", () => {
    createKey("anna", "operator");
    createKey("olaf", "observer");

    expect(statSync(privateKeyFile("anna")).mode & 0o777).toBe(0o600);
    const list = JSON.parse(readFileSync(operatorsFile()!, "utf8")) as Record<string, object>;
    expect(list).toEqual({
      anna: { publicKey: publicKeyOf(readPrivateKey("anna")), role: "operator" },
      olaf: { publicKey: publicKeyOf(readPrivateKey("olaf")), role: "observer" },
    });
    expect([...readOperators().keys()]).toEqual(["anna", "olaf"]);
  });

  it("never replaces a key", () => {
    createKey("anna", "operator");

    expect(() => createKey("anna", "operator")).toThrow("'anna' has a key already");
  });

  it("leaves a list it cannot read as it is", () => {
    writeFileSync(join(folder, "operators.json"), "{");

    expect(() => createKey("anna", "operator")).toThrow("must be JSON");
    expect(readFileSync(join(folder, "operators.json"), "utf8")).toBe("{");
  });
});

describe("operatorsFile", () => {
  it("is nothing where nobody has a key", () => {
    expect(operatorsFile()).toBeUndefined();
    expect(readOperators().size).toBe(0);
  });
});
