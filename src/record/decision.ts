import { type Fields, inOrder, readShape, type Shape, ShapeError, writerOf } from "./shape.ts";

/** A motion as messages carry it. */
type TwistMessage = {
  readonly linear: { readonly x: number; readonly y: number };
  readonly angular: { readonly z: number };
};

/** Why a command was changed, without the sentence that can be made from it. */
export type RecordedReason = {
  readonly id: string;
  readonly source: string;
  /** In `unit`. */
  readonly margin: number;
  readonly unit: string;
  /** [s] */
  readonly age: number;
};

/** One decision of the kernel with everything it needs to be taken again. `coalign_msgs/Decision` is one. */
export type RecordedDecision = {
  readonly sequence: bigint;
  /** Time handed to the kernel [s]. */
  readonly now: number;
  readonly driver: string;
  readonly asked: TwistMessage;
  readonly given: TwistMessage;
  readonly scale: number;
  readonly reasons: readonly RecordedReason[];
  /** Facts since the decision before, in order, as `writeFact` writes them. */
  readonly facts: readonly string[];
  /** Everything the kernel knew when it decided, as `writeState` writes it; empty in most decisions. */
  readonly state: string;
};

const TWIST: Shape = {
  fields: {
    angular: { fields: { z: "number" } },
    linear: { fields: { x: "number", y: "number" } },
  },
};

const FIELDS: Fields = inOrder({
  sequence: "text",
  now: "number",
  driver: "text",
  asked: TWIST,
  given: TWIST,
  scale: "number",
  reasons: {
    list: {
      fields: inOrder({
        id: "text",
        source: "text",
        margin: "number",
        unit: "text",
        age: "number",
      }),
    },
  },
  facts: { list: "text" },
  state: "text",
});

const writeFields = writerOf({ fields: FIELDS });

/** The decision as canonical JSON. */
export function writeDecision(decision: RecordedDecision): string {
  return writeFields({ ...decision, sequence: String(decision.sequence) });
}

/**
 * The decision out of parsed JSON, the same to the bit.
 * @throws ShapeError with one sentence when it is none.
 */
export function readDecision(value: unknown): RecordedDecision {
  const read = readShape({ fields: FIELDS }, value, "the decision") as Omit<
    RecordedDecision,
    "sequence"
  > & { readonly sequence: string };
  if (!/^\d{1,20}$/.test(read.sequence)) {
    throw new ShapeError("the decision.sequence must be a whole number");
  }
  return { ...read, sequence: BigInt(read.sequence) };
}
