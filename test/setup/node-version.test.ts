import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { OLDEST_NODE, refuseOldNode } from "../../src/setup/node-version.mjs";

describe("refuseOldNode", () => {
  it.each(["20.20.2", "20.20.10", "20.21.0", "22.0.0", "100.1.1"])("accepts %s", (version) => {
    expect(refuseOldNode(version)).toBeUndefined();
  });

  it.each(["20.20.1", "20.9.99", "18.20.8", "9.99.99", "20"])(
    "refuses %s in one sentence",
    (version) => {
      expect(refuseOldNode(version)).toMatch(
        /^coalign needs Node 20\.20\.2 or newer; this is Node .+\.$/,
      );
      expect(refuseOldNode(version)).toContain(`Node ${version} `);
    },
  );

  it("names the version that package.json asks for", () => {
    const { engines } = JSON.parse(readFileSync("package.json", "utf8")) as {
      engines: { node: string };
    };
    expect(engines.node).toBe(`>=${OLDEST_NODE}`);
  });
});
