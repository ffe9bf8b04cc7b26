import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesUnder, ROOT } from "../support/repository.ts";

const PLANTED = join(ROOT, "test", "fences", "planted");
const CONFIG = ".dependency-cruiser.cjs";

type Violation = {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
};

/** What the wall checker finds in the `src` of a folder. */
async function cruise(folder: string): Promise<readonly Violation[]> {
  const program = join(ROOT, "node_modules", ".bin", "depcruise");
  const args = ["--config", CONFIG, "--preserve-symlinks", "--output-type", "json", "src"];
  const output = await new Promise<string>((resolve, reject) => {
    execFile(program, args, { cwd: folder, maxBuffer: 1 << 28 }, (error, stdout) => {
      if (stdout === "") {
        reject(error ?? new Error("the wall checker printed nothing"));
      } else {
        resolve(stdout);
      }
    });
  });
  const { summary } = JSON.parse(output) as { summary: { violations: Violation[] } };
  return summary.violations;
}

const planted = filesUnder(PLANTED).map((path) => ({
  file: `src/${relative(PLANTED, path)}`,
  rule: /caught by ([a-z0-9-]+)\./.exec(readFileSync(path, "utf8"))?.[1],
}));

let copy = "";
let found: readonly Violation[] = [];

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), "coalign-walls-"));
  for (const name of ["src", "test/support", CONFIG, "tsconfig.json", "package.json"]) {
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  }
  cpSync(PLANTED, join(copy, "src"), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  found = await cruise(copy);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe("the walls between rooms", () => {
  it("hold", () => {
    const own = found.filter(({ from }) => !planted.some(({ file }) => file === from));

    expect(own.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
  });

  it.each(planted.filter(({ rule }) => rule !== undefined))(
    "catch $file by the rule $rule",
    ({ file, rule }) => {
      const rules = found
        .filter(({ from }) => from === file)
        .map((violation) => violation.rule.name);

      expect(rules).toContain(rule);
    },
  );

  it("catch a violation of every rule there is", () => {
    const { forbidden } = requireConfig();
    const caught = new Set(planted.map(({ rule }) => rule));
    const unplanted = forbidden.map(({ name }) => name).filter((name) => !caught.has(name));

    expect(unplanted.filter((name) => name !== "setup-knows-only-its-own")).toEqual([]);
  });

  it("stand around every room", () => {
    const rules = new Set(requireConfig().forbidden.map(({ name }) => name));
    const rooms = readdirSync(join(ROOT, "src"));

    expect(rooms.filter((room) => !rules.has(`${room}-knows-only-its-own`))).toEqual([]);
  });
});

function requireConfig(): { readonly forbidden: readonly { readonly name: string }[] } {
  return config as { readonly forbidden: readonly { readonly name: string }[] };
}

const config: unknown = ((await import(join(ROOT, CONFIG))) as { default: unknown }).default;
