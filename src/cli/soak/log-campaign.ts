import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom, type Random } from "../../quantity/random.ts";
import { ShapeError } from "../../record/shape.ts";
import { RecordingError } from "../../record/recording-error.ts";
import type { Entry } from "../../record/safety-log/entry.ts";
import { logFiles } from "../../record/safety-log/log-folder.ts";
import { openSafetyLog } from "../../record/safety-log/safety-log.ts";
import { verifyLog } from "../../record/safety-log/verify-log.ts";
import { type Files, forge, FORGERIES, type Forgery } from "./log-forgery.ts";

/** So many forgeries of the log of one seed. */
export type LogJob = { readonly seed: number; readonly count: number };

/** How many of each kind there were, and which were not found. */
export type LogFindings = {
  readonly tried: { readonly [F in Forgery]: number };
  readonly missed: readonly string[];
};

/** System clock at which the campaign's logs begin [s since 1970]. */
const START_TIME = 1_795_435_200;

/** Forges one log in many ways and looks whether each is found. */
export function forgeLogs({ seed, count }: LogJob): LogFindings {
  const random = createRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), "coalign-forged-"));
  const tried = Object.fromEntries(FORGERIES.map((how) => [how, 0])) as { [F in Forgery]: number };
  const missed: string[] = [];
  try {
    const original = writeLog(folder, random);
    for (let i = 0; i < count; i++) {
      const how = FORGERIES[i % FORGERIES.length] ?? "flip";
      const forged = forgeIndeed(original, how, random);
      tried[how] += 1;
      if (!isFound(join(folder, "forged"), forged)) {
        missed.push(`${how}, seed ${seed}, number ${i}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { tried, missed };
}

/** A change that changes something. */
function forgeIndeed(original: Files, how: Forgery, random: Random): Files {
  for (;;) {
    const forged = forge(original, how, random);
    const isSame =
      forged.size === original.size &&
      [...forged].every(([name, bytes]) => original.get(name)?.equals(bytes) === true);
    if (!isSame) {
      return forged;
    }
  }
}

function isFound(folder: string, files: Files): boolean {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  files.forEach((bytes, name) => writeFileSync(join(folder, name), bytes));
  try {
    return verifyLog(folder, { now: START_TIME + 86_400 }).state === "broken";
  } catch (error) {
    if (error instanceof RecordingError || error instanceof ShapeError) {
      return true;
    }
    throw error;
  }
}

/** A log of several files: one full, one closed, one cut by a crash and carried on, the last one closed. */
function writeLog(folder: string, random: Random): Files {
  const path = join(folder, "log");
  const options = { robot: "r1", keyFile: join(folder, "robot.pem"), fileSize: 12_000 } as const;
  let at = START_TIME;
  for (let run = 0; run < 3; run++) {
    const log = openSafetyLog(path, { ...options, pace: "at once" }, at);
    for (let i = 0; i < 20 + random.index(20); i++) {
      at += 0.05;
      log.append(entry(random), at);
      log.tend(at);
    }
    if (run === 1) {
      cutShort(path, random);
    } else {
      void log.close(at);
    }
  }
  return new Map(readdirSync(path).map((name) => [name, readFileSync(join(path, name))]));
}

/** What a crash in the middle of a record leaves. */
function cutShort(path: string, random: Random): void {
  const name = logFiles(path).at(-1)?.name ?? "";
  writeFileSync(join(path, name), '{"hash":"'.slice(0, 1 + random.index(9)), { flag: "a" });
}

function entry(random: Random): Entry {
  const twist = { vx: random.between(-1, 1), vy: 0, wz: random.between(-1, 1) };
  const reasons = [
    { id: "zone-slow", source: "scan", margin: random.between(0, 1), unit: "m/s", age: 0.02 },
  ];
  const sentence = `Sentence ${random.index(1000)}.`;
  return random.index(4) === 0
    ? { kind: "act", act: "reset", by: "ada", why: sentence, outcome: "refused", sentence }
    : {
        kind: "decision",
        mode: "slowed",
        driver: "autonomy",
        asked: twist,
        given: { vx: 0, vy: 0, wz: 0 },
        scale: random.between(0, 1),
        reasons,
        sentence,
      };
}
