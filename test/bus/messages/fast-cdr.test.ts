import { execFileSync } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { describeRos2, ros2, ros2Variables } from "../../support/ros2.ts";
import { arbitraryMessage } from "./arbitrary-message.ts";
import { CATALOGUE, type Entry } from "./catalogue.ts";

/** Messages of each type, the first of them a new one with its defaults. */
const EACH = 8;

type Case = { readonly entry: Entry; readonly message: unknown; readonly bytes: Uint8Array };

function cases(entry: Entry, seed: number): Case[] {
  const drawn = fc.sample(arbitraryMessage(entry.definition, "c"), { numRuns: EACH - 1, seed });
  return [entry.type.create(), ...drawn].map((message) => ({
    entry,
    message,
    bytes: entry.type.encode(message),
  }));
}

/** The bytes as Fast CDR writes them again after reading them. */
function throughFastCdr(sent: readonly Case[]): Uint8Array[] {
  const input = sent
    .map(({ entry, bytes }) => `${entry.type.name} ${Buffer.from(bytes).toString("hex")}\n`)
    .join("");
  const output = execFileSync(ros2.python, [join(import.meta.dirname, "fast_cdr.py")], {
    input,
    env: ros2Variables(0),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return output
    .trim()
    .split("\n")
    .map((line) => Buffer.from(line, "hex"));
}

/**
 * Places where the two differ though ours is no padding. Fast CDR leaves to chance what stands between fields, and adds
 * bytes behind the last one where it took empty sequences for longer than they are.
 */
function strays(ours: Uint8Array, theirs: Uint8Array): number[] {
  return [...ours.keys()].filter((at) => ours[at] !== theirs[at] && ours[at] !== 0);
}

describeRos2("Fast CDR, the codec of ROS 2 itself", () => {
  it("reads every generated message as it was meant, and writes it as we do", () => {
    const seed = Number(process.env["COALIGN_SEED"]);
    const sent = CATALOGUE.flatMap((entry) => cases(entry, seed));
    const returned = throughFastCdr(sent);

    expect(returned).toHaveLength(sent.length);
    sent.forEach(({ entry, message, bytes }, i) => {
      const back = returned[i] ?? new Uint8Array();
      expect(entry.type.decode(back)).toEqual(message);
      expect(strays(bytes, back)).toEqual([]);
    });
  });
});
