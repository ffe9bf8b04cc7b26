import type { Twist } from "../../quantity/frame.ts";
import type { RecordedReason } from "../decision.ts";
import {
  type Fields,
  inOrder,
  isRecord,
  readShape,
  ShapeError,
  type Writer,
  writerOf,
} from "../shape.ts";
import type { RetentionClass } from "./retention.ts";

/** What the supervisor writes into its log. Each carries one sentence for a person. */
export type Entry =
  /** A decision that changed a command: which rules, by how much, on what evidence. */
  | {
      readonly kind: "decision";
      readonly mode: string;
      readonly driver: string;
      readonly asked: Twist;
      readonly given: Twist;
      /** given / asked [1]. */
      readonly scale: number;
      readonly reasons: readonly RecordedReason[];
      readonly sentence: string;
    }
  /** Another mode than before, and why. */
  | {
      readonly kind: "mode";
      readonly from: string;
      readonly to: string;
      readonly reasons: readonly RecordedReason[];
      readonly sentence: string;
    }
  /** A latch that closed, was reset, or was lifted. */
  | {
      readonly kind: "latch";
      readonly event: "latched" | "reset" | "resumed";
      readonly because: string;
      readonly by: string;
      readonly sentence: string;
    }
  /** What a human asked for, whether or not it was granted. */
  | {
      readonly kind: "act";
      readonly act: string;
      readonly by: string;
      /** In the human's words. */
      readonly why: string;
      readonly outcome: "accepted" | "refused";
      readonly sentence: string;
    }
  /** What is in force: said at start, and again when anything of it changes. */
  | {
      readonly kind: "version";
      readonly software: string;
      /** SHA-256 in hexadecimal of the parameters in force and of the file of rules; empty where there is none. */
      readonly parameters: string;
      readonly rules: string;
      readonly sentence: string;
    }
  /** Anything else a human should find later: a fault of the supervisor's own, a source that came or went. */
  | { readonly kind: "note"; readonly about: string; readonly sentence: string };

export type EntryOf<K extends Entry["kind"]> = Extract<Entry, { readonly kind: K }>;

type FieldsOf<K extends Entry["kind"]> = {
  readonly [F in keyof Omit<EntryOf<K>, "kind">]: Fields[string];
};

const TWIST = { fields: { vx: "number", vy: "number", wz: "number" } } as const;
const REASONS = {
  list: {
    fields: inOrder({ id: "text", source: "text", margin: "number", unit: "text", age: "number" }),
  },
} as const;

/** An entry that the table does not carry does not compile. */
const TABLE: {
  readonly [K in Entry["kind"]]: { readonly kept: RetentionClass; readonly fields: FieldsOf<K> };
} = {
  decision: {
    kept: "decision",
    fields: {
      mode: "text",
      driver: "text",
      asked: TWIST,
      given: TWIST,
      scale: "number",
      reasons: REASONS,
      sentence: "text",
    },
  },
  mode: {
    kept: "decision",
    fields: { from: "text", to: "text", reasons: REASONS, sentence: "text" },
  },
  latch: {
    kept: "intervention",
    fields: {
      event: { oneOf: ["latched", "reset", "resumed"] },
      because: "text",
      by: "text",
      sentence: "text",
    },
  },
  act: {
    kept: "intervention",
    fields: {
      act: "text",
      by: "text",
      why: "text",
      outcome: { oneOf: ["accepted", "refused"] },
      sentence: "text",
    },
  },
  version: {
    kept: "version",
    fields: { software: "text", parameters: "text", rules: "text", sentence: "text" },
  },
  note: { kept: "intervention", fields: { about: "text", sentence: "text" } },
};

const KINDS = new Map<
  string,
  { readonly kept: RetentionClass; readonly fields: Fields; readonly write: Writer }
>(
  Object.entries(TABLE).map(([kind, { kept, fields }]) => {
    const shape = { fields: { kind: { oneOf: [kind] }, ...inOrder(fields) } };
    return [kind, { kept, fields: shape.fields, write: writerOf(shape) }];
  }),
);

/** The class of an entry. */
export function classOf({ kind }: Entry): RetentionClass {
  return TABLE[kind].kept;
}

/** Longest text of an entry that is kept [1]: a record stays a line that a person can read. */
const LONGEST = 1000;

function shorten(_: string, value: unknown): unknown {
  return typeof value === "string" && value.length > LONGEST
    ? `${value.slice(0, LONGEST)}…`
    : value;
}

/** Size above which an entry is looked at text by text [1]. */
const LARGE = 2000;

/** The entry as canonical JSON on one line. */
export function writeEntry(entry: Entry): string {
  const text = KINDS.get(entry.kind)?.write(entry) ?? "{}";
  return text.length > LARGE ? JSON.stringify(JSON.parse(text, shorten)) : text;
}

/**
 * The entry in the body of a record, and its class.
 * @returns Undefined when it is of a kind that is none of the supervisor's.
 * @throws ShapeError with one sentence when it is not as it must be.
 */
export function readEntry(
  body: unknown,
): { readonly entry: Entry; readonly kept: RetentionClass } | undefined {
  const kind = isRecord(body) ? body["kind"] : undefined;
  const known = typeof kind === "string" ? KINDS.get(kind) : undefined;
  return known === undefined
    ? undefined
    : {
        entry: readShape({ fields: known.fields }, body, `the entry '${String(kind)}'`) as Entry,
        kept: known.kept,
      };
}

/** The body of a record as parsed JSON. @throws ShapeError when it is none. */
export function parseBody(body: string): { readonly [name: string]: unknown } {
  try {
    const value: unknown = JSON.parse(body);
    if (isRecord(value)) {
      return value;
    }
  } catch {
    // Said below.
  }
  throw new ShapeError("the body must be a JSON object");
}
