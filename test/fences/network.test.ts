import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { filesUnder, ROOT } from "../support/repository.ts";

/** Addresses that are names of things, not places to talk to. */
const NAMES = /https?:\/\/(www\.w3\.org|((www|download|docs)\.)?ros\.org|json-schema\.org)\//g;

/** Addresses of this machine, or of nobody (RFC 2606, RFC 5737). */
const HARMLESS =
  /https?:\/\/(127\.\d+\.\d+\.\d+|localhost|\[::1\]|\$\{|[\w.-]*\.?example(\.\w+)?|[\w.-]+\.(test|invalid)|192\.0\.2\.\d+|\w+\/|[^\w[$])/g;

describe("the network", () => {
  it("is never reached from a test", () => {
    expect(() => connect(9, "192.0.2.1")).toThrow("tests talk to this machine only");
    expect(() => connect({ port: 9, host: "coalign.example" })).toThrow("this machine only");
  });

  it("is named nowhere in source or test but as this machine", () => {
    const outward = ["src", "test", "launch"]
      .flatMap((folder) => filesUnder(join(ROOT, folder)))
      .filter((path) => /\.(ts|mjs|py|sh|yaml|xml)$/.test(path) && !path.endsWith(".gen.ts"))
      .flatMap((path) => {
        const text = readFileSync(path, "utf8").replace(NAMES, "").replace(HARMLESS, "");
        return /https?:\/\/\w/.test(text) ? [relative(ROOT, path)] : [];
      });

    expect(outward.filter((path) => !path.startsWith("src/setup/"))).toEqual([]);
  });
});
