import { readFileSync, writeFileSync } from "node:fs";
import { readZones } from "../nodes/zones-file/read-zones.ts";
import { tell } from "./console-lines.ts";
import type { Parameters } from "./import-nav2/draft.ts";
import type { Finding } from "./import-nav2/finding.ts";
import { readNav2 } from "./import-nav2/read-nav2.ts";
import { parametersText, zonesText } from "./import-nav2/write-zones.ts";
import { tellTable } from "./text-table.ts";
import { type Command, type OptionSpecs, UsageError } from "./usage.ts";

const OPTIONS = {
  out: { kind: "text", value: "FILE", meaning: "Where the zones go [printed]." },
  params: {
    kind: "text",
    value: "FILE",
    meaning: "Where the supervisor's parameters go [printed].",
  },
} as const satisfies OptionSpecs;

/** Pre-fills a zones file from a collision monitor's, and says what became of everything in it. */
export const importNav2: Command<typeof OPTIONS> = {
  name: "import-nav2",
  summary: "Reads a nav2_params.yaml into a zones file and the supervisor's parameters.",
  words: { value: "one nav2_params.yaml", min: 1, max: 1 },
  options: OPTIONS,
  run: ({ words: [file = ""], options }) => {
    const { draft, findings } = readNav2(file, textOf(file));
    tellFindings(findings);
    const zones = zonesText(draft, file);
    write(options.out, zones, "zones");
    const parameters = parametersText(draft.parameters, options.out ?? "zones.yaml");
    write(options.params, parameters, "parameters");
    tellRefusals(zones, draft.parameters);
    return Promise.resolve(0);
  },
};

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new UsageError(`'${file}' cannot be read (${reason}); give the path of a Nav2 file`);
  }
}

/** Characters of a line of the table. */
const WIDTH = 120;

function tellFindings(findings: readonly Finding[]): void {
  const rows = findings.map(({ line, from, fate, note }) => [
    line === 0 ? "-" : String(line),
    from,
    fate,
    note,
  ]);
  tellTable(["line", "parameter", "fate", "to, or why"], rows, WIDTH).forEach(tell);
  const count = (fate: Finding["fate"]): number =>
    findings.filter((finding) => finding.fate === fate).length;
  tell(
    `${count("taken")} taken, ${count("no counterpart")} without counterpart, ${count("unsafe")} unsafe, ` +
      `${count("unknown")} unknown`,
  );
}

function write(file: string | undefined, text: string, what: string): void {
  if (file === undefined) {
    tell(`\n${text}`);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new UsageError(`nothing can be written to '${file}' (${reason})`);
  }
  tell(`${what}: ${file}`);
}

/** Defaults of the supervisor, where a file says nothing of its ceilings [m/s], [rad/s]. */
const CEILINGS = { speed: 1.2, spin: 2.5 };

/** What the supervisor would say of the zones at its start. */
function tellRefusals(zones: string, parameters: Parameters): void {
  const speed = Number(parameters["max_speed"] ?? CEILINGS.speed);
  const spin = Number(parameters["max_spin"] ?? CEILINGS.spin);
  const reading = readZones(zones, { speed, spin });
  if (reading.ok) {
    tell("The supervisor would start with these zones.");
    return;
  }
  tell("The supervisor would refuse to start with these zones until this is put right:");
  reading.errors.forEach(({ line, sentence }) => tell(`  line ${line}: ${sentence}`));
}
