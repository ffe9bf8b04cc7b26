import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Entry = {
  readonly body?: {
    readonly kind: string;
    readonly from?: string;
    readonly to?: string;
    readonly reasons?: readonly { readonly id: string; readonly source: string }[];
  };
};

/** Modes in which a command goes on its way. */
const DRIVING = ["moving", "slowed"];

/**
 * Why a supervisor stopped a robot that drove, by its own safety log.
 * @param folder - Of the log.
 * @returns one text for each stop, oldest first: `command-stale (command)`. The last one is that nobody commands any more.
 */
export function whyHeld(folder: string): readonly string[] {
  const lines = readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), "utf8").trim().split("\n"));
  return lines.flatMap((line) => {
    const { body } = JSON.parse(line) as Entry;
    const isStop =
      body?.kind === "mode" &&
      DRIVING.includes(body.from ?? "") &&
      !DRIVING.includes(body.to ?? "");
    const causes = (body?.reasons ?? []).map(({ id, source }) => `${id} (${source})`);
    return isStop ? [causes.join(" and ")] : [];
  });
}
