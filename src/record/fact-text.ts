import type { Fact, FactOf, Settings, Source } from "../kernel/fact.ts";
import type { Bound } from "../kernel/limit.ts";
import { CAUSES } from "../kernel/reason.ts";
import type { Twist } from "../quantity/frame.ts";
import {
  type Fields,
  inOrder,
  isRecord,
  readShape,
  type Shape,
  ShapeError,
  type Writer,
  writerOf,
} from "./shape.ts";

/**
 * Facts of the kernel as canonical JSON, one line each: one fact has one text, and the text gives the fact back to the bit,
 * NaN, infinities and minus zero included.
 */

type FieldsOf<T> = { readonly [F in keyof T]: Shape };

export const REASON: Shape = { oneOf: Object.keys(CAUSES) };
const REASON_OR_NONE: Shape = { oneOf: ["", ...Object.keys(CAUSES)] };
const SOURCE: Shape = {
  oneOf: [
    "freshness",
    "scan",
    "zones",
    "rules",
    "braking",
    "harm",
    "minds",
    "operator",
  ] satisfies Source[],
};
const DATED = { received: "number", stampAge: "number" } as const;
const TWIST = {
  fields: { vx: "number", vy: "number", wz: "number" } satisfies FieldsOf<Twist>,
} as const;
const BOUNDS = {
  list: {
    fields: inOrder({
      x: "number",
      y: "number",
      turn: "number",
      atMost: "number",
      because: REASON,
      source: "text",
    } satisfies FieldsOf<Bound>),
  },
} as const;
const SETTINGS = {
  fields: inOrder({
    speed: "number",
    spin: "number",
    acceleration: "number",
    spinAcceleration: "number",
    implausible: "number",
    commandBudget: "number",
    bodyBudget: "number",
    futureTolerance: "number",
    sources: {
      list: {
        fields: inOrder({
          name: SOURCE,
          budget: "number",
          need: { oneOf: ["required", "advisory"] },
        } satisfies FieldsOf<Settings["sources"][number]>),
      },
    },
    checks: {
      list: {
        fields: inOrder({ id: REASON, budget: "number" } satisfies FieldsOf<
          Settings["checks"][number]
        >),
      },
    },
  } satisfies FieldsOf<Settings>),
} as const;

/** A fact that the table does not carry does not compile. */
const SHAPES: { readonly [K in Fact["kind"]]: FieldsOf<Omit<FactOf<K>, "kind">> } = {
  settings: { settings: SETTINGS },
  command: { ...DATED, driver: "text", by: { oneOf: ["human", "program"] }, twist: TWIST },
  body: { ...DATED, twist: TWIST },
  restriction: {
    ...DATED,
    source: SOURCE,
    speed: "number",
    spin: "number",
    bounds: BOUNDS,
    because: REASON,
    about: "text",
    trouble: REASON_OR_NONE,
  },
  check: { received: "number", id: REASON, wrong: "text" },
  switch: {
    received: "number",
    because: REASON,
    asserted: { oneOf: ["asserted", "released"] },
    by: "text",
  },
  stop: { received: "number", because: REASON, by: "text" },
  reset: { received: "number", by: "text" },
  resume: { received: "number", by: "text" },
  given: { received: "number", twist: TWIST, latching: REASON_OR_NONE, by: "text" },
};

const FACTS = new Map<
  string,
  { readonly shape: { readonly fields: Fields }; readonly write: Writer }
>(
  Object.entries(SHAPES).map(([kind, fields]) => {
    const shape = { fields: inOrder({ ...fields, kind: { oneOf: [kind] } }) };
    return [kind, { shape, write: writerOf(shape) }];
  }),
);

/** What is no fact is written as it is: nothing will read it. */
const ANYTHING: Writer = writerOf("text");

/** The fact as one line of text. */
export function writeFact(fact: Fact): string {
  return (FACTS.get(fact.kind)?.write ?? ANYTHING)(fact);
}

/**
 * The fact in one line of text, the same to the bit.
 * @throws ShapeError with one sentence when the line is no fact.
 */
export function readFact(text: string): Fact {
  return factOf(parse(text));
}

/**
 * The fact in parsed JSON.
 * @throws ShapeError with one sentence when it is none.
 */
export function factOf(value: unknown): Fact {
  const kind = isRecord(value) ? value["kind"] : undefined;
  const shape = typeof kind === "string" ? FACTS.get(kind)?.shape : undefined;
  if (shape === undefined) {
    const kinds = [...FACTS.keys()].join(", ");
    throw new ShapeError(
      `a fact must be of kind ${kinds}: ${JSON.stringify(value ?? null).slice(0, 80)}`,
    );
  }
  return readShape(shape, value, `the fact '${String(kind)}'`) as Fact;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ShapeError(`a fact must be JSON: ${text.slice(0, 80)}`);
  }
}
