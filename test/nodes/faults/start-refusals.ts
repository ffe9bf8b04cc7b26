import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chooseValues, collectValues } from "../../../src/bus/overrides.ts";
import { parseRosArguments } from "../../../src/bus/ros-arguments.ts";
import { PARAMETERS } from "../../../src/nodes/safety-supervisor/parameters.ts";
import { type Refusal, refusal, starting } from "./fault.ts";

const folder = mkdtempSync(join(tmpdir(), "coalign-faults-"));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

/** Starts a supervisor with a parameter file, as `--params-file` does. */
const withFile = (path: string) => (): unknown => {
  const { parameters } = parseRosArguments(["--ros-args", "--params-file", path]);
  const { values } = collectValues("/safety_supervisor", parameters);
  return starting(chooseValues(values, PARAMETERS).overrides)();
};

const TIMEOUTS = [
  "command_timeout",
  "body_timeout",
  "scan_timeout",
  "advice_timeout",
  "teleop_hold",
];
const LIMITS = ["max_speed", "max_spin", "max_acceleration", "max_spin_acceleration", "rate"];

const operators = (name: string, text: string, sentence: RegExp): Refusal =>
  refusal(
    `operators: ${name}`,
    sentence,
    starting({ operators_file: file(`${name}.json`, text) }),
    ["H16"],
  );

/** What must not start at all. */
export const REFUSALS: readonly Refusal[] = [
  ...[...TIMEOUTS, ...LIMITS].flatMap((name) =>
    [0, -1, NaN, Infinity].map((value) =>
      refusal(
        `parameter: ${name} is ${value}`,
        new RegExp(`'${name}' must be a number from`),
        starting({ [name]: value }),
        value === 0 ? ["H8"] : [],
      ),
    ),
  ),
  refusal(
    "parameter: scan_timeout is a text",
    /'scan_timeout' must be a number from/,
    starting({ scan_timeout: "0.3" }),
  ),
  refusal(
    "parameter: scan_timeout is a minute",
    /'scan_timeout' must be a number from/,
    starting({ scan_timeout: 60 }),
    ["H8"],
  ),
  refusal(
    "parameter: future_tolerance is 10 s",
    /'future_tolerance' must be a number from/,
    starting({ future_tolerance: 10 }),
    ["H3"],
  ),
  refusal(
    "parameter: one that nobody knows",
    /has no parameter 'enabled'/,
    starting({ enabled: false }),
    ["H9"],
  ),
  refusal(
    "parameter: an off switch by another name",
    /has no parameter 'source_timeout'/,
    starting({ source_timeout: 0 }),
    ["H8", "H9"],
  ),
  refusal("parameter file: not there", /does not exist/, withFile(join(folder, "nowhere.yaml"))),
  refusal(
    "parameter file: no YAML",
    /broken\.yaml/,
    withFile(file("broken.yaml", "safety_supervisor: [\n")),
  ),
  refusal(
    "parameter file: an unknown parameter",
    /has no parameter 'max_sped'/,
    withFile(file("sped.yaml", "safety_supervisor:\n  ros__parameters:\n    max_sped: 1.0\n")),
  ),
  refusal(
    "parameter file: a time-out of zero",
    /'command_timeout' must be a number from/,
    withFile(
      file("zero.yaml", "safety_supervisor:\n  ros__parameters:\n    command_timeout: 0.0\n"),
    ),
    ["H8"],
  ),
  refusal("parameter file: a folder", /cannot be read/, withFile(folder)),
  refusal(
    "operators: the file is not there",
    /ENOENT|not there|does not exist/,
    starting({ operators_file: join(folder, "nobody.json") }),
    ["H16"],
  ),
  operators("empty", "", /must be JSON/),
  operators("a list", "[]", /must be a JSON object/),
  operators(
    "a role nobody knows",
    '{"ada":{"publicKey":"x","role":"king"}}',
    /role of 'ada' must be one of/,
  ),
  operators(
    "no key",
    '{"ada":{"publicKey":"x","role":"operator"}}',
    /publicKey of 'ada' must be an Ed25519 key/,
  ),
  refusal(
    "latch file: its folder is a file",
    /ENOTDIR|EEXIST|no folder/,
    starting({ latch_file: join(file("plain", ""), "latch") }),
  ),
];
