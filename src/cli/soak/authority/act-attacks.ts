import {
  type Act,
  ACTS,
  NO_LIMIT,
  NO_WAIVER,
  type SignedAct,
  type SignedActName,
} from "../../../authority/act.ts";
import { createKeyPair, createNonce, readKey, signAct } from "../../../authority/keys.ts";
import { type Operators, parseOperators } from "../../../authority/operators.ts";
import { PERMISSIONS, type Role, ROLES } from "../../../authority/roles.ts";
import { AHEAD, FRESH } from "../../../authority/verify.ts";
import type { Random } from "../../../quantity/random.ts";
import { type Seconds, stampOf } from "../../../quantity/time.ts";

/** The robot that is attacked, this start of its supervisor, and what it may be asked. */
export const ROBOT = "robot";
export const WAIVABLE: ReadonlySet<string> = new Set(["dock", "ramp"]);
export const CEILINGS = { speed: 1.2, spin: 2.5 };

/** One key of each role, and one of nobody. */
const PAIRS = new Map([...ROLES, "stranger"].map((name) => [name, createKeyPair()]));
const KEYS = new Map([...PAIRS].map(([name, { privateKey }]) => [name, readKey(privateKey)]));

/** Operators named like their roles. */
export const OPERATORS: Operators = parseOperators(
  JSON.stringify(
    Object.fromEntries(
      ROLES.map((role) => [role, { publicKey: PAIRS.get(role)?.publicKey ?? "", role }]),
    ),
  ),
  "operators",
);

/** What an act of an attacker's is, and the service it goes to. */
export type Attack = { readonly service: SignedActName; readonly act: SignedAct };

/** Where an attack begins. */
export type Scene = {
  readonly random: Random;
  /** System clock [s]. */
  readonly now: Seconds;
  /** This start of the supervisor. */
  readonly boot: string;
  /** Acts that were accepted, in this start and those before. */
  readonly used: readonly Attack[];
};

type Draw = (scene: Scene) => Attack;

function signedBy(name: string, act: Act): SignedAct {
  return signAct(KEYS.get(name) ?? "", act);
}

/** An act that must be accepted. */
export function honest(scene: Scene, fields: Partial<Act> = {}): Attack {
  const { random } = scene;
  const service = ACTS[random.index(ACTS.length)] ?? "reset";
  const who = ROLES.filter((role) => PERMISSIONS[role].includes(service));
  const operator = who[random.index(who.length)] ?? "safety-engineer";
  return { service, act: signedBy(operator, draft(scene, service, operator, fields)) };
}

function draft(
  { random, now, boot }: Scene,
  service: SignedActName,
  operator_name: string,
  fields: Partial<Act> = {},
): Act {
  const waiver = { line: "dock", x: 1, y: 2, radius: 1, duration: 30, speed: 0.1 };
  return {
    act: service,
    robot: ROBOT,
    boot,
    operator_name,
    reason: "the way is clear",
    stamp: stampOf(now - random.between(-AHEAD / 2, FRESH / 2)),
    nonce: createNonce(),
    waiver: service === "waive" ? waiver : NO_WAIVER,
    limit: service === "limit" ? { speed: 0.5, spin: 1 } : NO_LIMIT,
    ...fields,
  };
}

/** As `honest`, with fields that are part of what is signed. */
function genuine(fields: (scene: Scene) => Partial<Act>): Draw {
  return (scene) => honest(scene, fields(scene));
}

function flipped(bytes: Uint8Array, random: Random): Uint8Array {
  const bit = random.index(8 * bytes.length);
  return bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
}

function flippedText(text: string, random: Random): string {
  const at = random.index(text.length);
  const changed = String.fromCharCode(text.charCodeAt(at) ^ (1 << random.index(7)));
  return text.slice(0, at) + changed + text.slice(at + 1);
}

/** An honest act changed in one field after it was signed. */
const changed: Draw = (scene) => {
  const { random } = scene;
  const { service, act } = honest(scene);
  const { sec, nanosec } = act.stamp;
  const later = { sec: sec + 1 + random.index(2), nanosec };
  const changes: readonly Partial<Act>[] = [
    { reason: flippedText(act.reason, random) },
    { nonce: flippedText(act.nonce, random) },
    { boot: flippedText(act.boot, random) },
    { robot: flippedText(act.robot, random) },
    { operator_name: ROLES.find((role) => role !== act.operator_name) ?? "" },
    { stamp: later },
    { stamp: { sec, nanosec: (nanosec + 1 + random.index(1000)) % 1_000_000_000 } },
    { waiver: { ...act.waiver, x: act.waiver.x + random.between(0.001, 5) } },
    { waiver: { ...act.waiver, line: "ramp" } },
    { limit: { ...act.limit, speed: act.limit.speed + random.between(0.001, 0.5) } },
  ];
  return { service, act: { ...act, ...changes[random.index(changes.length)] } };
};

const wrongRole: Draw = (scene) => {
  const pairs = ROLES.flatMap((role) =>
    ACTS.filter((act) => !PERMISSIONS[role].includes(act)).map((act): [Role, SignedActName] => [
      role,
      act,
    ]),
  );
  const [role, service] = pairs[scene.random.index(pairs.length)] ?? ["observer", "reset"];
  return { service, act: signedBy(role, draft(scene, service, role)) };
};

const wrongService: Draw = (scene) => {
  const { service, act } = honest(scene);
  const others = ACTS.filter((name) => name !== service);
  return { service: others[scene.random.index(others.length)] ?? "resume", act };
};

/** A safety engineer asks for what nobody may be granted. */
const beyond: Draw = (scene) => {
  const { random } = scene;
  const { waiver } = draft(scene, "waive", "");
  const waivers = [
    { ...waiver, line: "protective-separation" },
    { ...waiver, line: "human-veto" },
    { ...waiver, line: "nowhere" },
    { ...waiver, speed: random.between(0.1001, 3) },
    { ...waiver, duration: random.between(30.001, 1e6) },
    { ...waiver, radius: Infinity },
    { ...waiver, x: NaN },
    { ...waiver, speed: 0 },
  ];
  const limits = [
    { speed: random.between(1.2001, 9), spin: 1 },
    { speed: 1, spin: NaN },
    { speed: 0, spin: 0 },
  ];
  const at = random.index(waivers.length + limits.length);
  const chosen = waivers[at];
  const limit = limits[at - waivers.length] ?? NO_LIMIT;
  const service = chosen === undefined ? "limit" : "waive";
  const fields = chosen === undefined ? { limit } : { waiver: chosen };
  return {
    service,
    act: signedBy("safety-engineer", draft(scene, service, "safety-engineer", fields)),
  };
};

/** Every kind of attack by name. */
export const ATTACKS: { readonly [kind: string]: Draw } = {
  "forged by a stranger": (scene) => {
    const { service, act } = honest(scene);
    return { service, act: signedBy("stranger", act) };
  },
  "signed by another operator": (scene) => {
    const { service, act } = honest(scene);
    return { service, act: signedBy("observer", act) };
  },
  "signature made up": (scene) => {
    const { random } = scene;
    const { service, act } = honest(scene);
    const length = random.chance(0.9) ? 64 : random.index(200);
    return {
      service,
      act: { ...act, signature: new Uint8Array(length).map(() => random.index(256)) },
    };
  },
  "signature with one bit flipped": (scene) => {
    const { service, act } = honest(scene);
    return { service, act: { ...act, signature: flipped(act.signature, scene.random) } };
  },
  "changed after it was signed": changed,
  replayed: (scene) => scene.used[scene.random.index(scene.used.length)] ?? changed(scene),
  expired: genuine(({ random, now }) => ({
    stamp: stampOf(Math.max(0, now - FRESH - 0.001 - 10 ** random.between(-3, 6))),
  })),
  "from the future": genuine(({ random, now }) => ({
    stamp: stampOf(now + AHEAD + 0.001 + 10 ** random.between(-3, 6)),
  })),
  "wrong role": wrongRole,
  "wrong robot": genuine(({ random }) => ({ robot: flippedText(ROBOT, random) })),
  "wrong start of the supervisor": genuine(({ random, boot }) => ({
    boot: random.chance(0.5) ? "" : flippedText(boot, random),
  })),
  "wrong service": wrongService,
  "of an operator nobody knows": (scene) => {
    const { service, act } = honest(scene);
    return { service, act: signedBy("stranger", { ...act, operator_name: "stranger" }) };
  },
  "beyond what anybody may": beyond,
};
