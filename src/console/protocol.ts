/**
 * What the console's server and its pages say to each other: JSON text frames over one WebSocket. Types only, so that
 * both sides and the tests share them; the server checks every frame it gets (`server/page-frame.ts`).
 * Positions are in `odom` [m], angles counter-clockwise [rad]. `null` stands for "never", "infinite" or "not known".
 */

import type { PeopleFrame } from "./people-frame.ts";

/** Version of these frames; a page of another version says so and asks to be reloaded. */
export const PROTOCOL = 2;

/** A planar motion of the base in its own frame: forward [m/s], leftward [m/s], counter-clockwise [rad/s]. */
export type Motion = { readonly x: number; readonly y: number; readonly turn: number };

// --- from a page -----------------------------------------------------------------------------------------------------

/** Stop now and latch. Needs no permission. `press` is the page's own number of the press. */
export type StopFrame = { readonly kind: "stop"; readonly press: number };

/**
 * The operator holds the control now; sent again and again while the hold lasts. Each in [-1, 1] of what the server
 * allows. A hold that ended, whoever ended it, never comes back: a new press has a new, larger number.
 */
export type DriveFrame = {
  readonly kind: "drive";
  readonly hold: number;
  readonly forward: number;
  readonly left: number;
  readonly turn: number;
};

export type ReleaseFrame = { readonly kind: "release"; readonly hold: number };

/** A signed act, handed on as it is; only the supervisor judges it. */
export type ActFrame = {
  readonly kind: "act";
  readonly act: "reset" | "resume";
  readonly robot: string;
  /** Which start of the supervisor it is for. */
  readonly boot: string;
  readonly operator: string;
  readonly reason: string;
  readonly sec: number;
  readonly nanosec: number;
  readonly nonce: string;
  /** Ed25519, base64. */
  readonly signature: string;
};

export type PingFrame = { readonly kind: "ping"; readonly sent: number };

export type PageFrame = StopFrame | DriveFrame | ReleaseFrame | ActFrame | PingFrame;

// --- from the server -------------------------------------------------------------------------------------------------

export type HelloFrame = {
  readonly kind: "hello";
  readonly protocol: number;
  /** This page's number. */
  readonly page: number;
  readonly robot: string;
  readonly bus: "loopback" | "ros2";
  readonly drive: {
    /** What full deflection asks for [m/s], [rad/s]. */
    readonly speed: number;
    readonly spin: number;
    /** A hold ends when nothing came for this long [s]. */
    readonly heartbeat: number;
  };
  /** Whether an overlay of ground truth was switched on. */
  readonly truth: "shown" | "hidden";
};

export type ReasonView = {
  readonly id: string;
  readonly sentence: string;
  readonly source: string;
  readonly margin: number | null;
  readonly unit: string;
  readonly age: number | null;
};

export type SourceView = {
  readonly source: string;
  readonly required: boolean;
  readonly age: number | null;
  readonly budget: number | null;
  readonly trouble: string;
};

export type BoundView = {
  readonly x: number;
  readonly y: number;
  readonly turn: number;
  readonly atMost: number;
  readonly because: string;
  readonly source: string;
};

/** A directional set of allowed motions; standstill is always in it. */
export type LimitView = {
  readonly speed: number | null;
  readonly spin: number | null;
  readonly bounds: readonly BoundView[];
};

export type SupervisorView = {
  readonly mode: string;
  readonly latched: boolean;
  readonly latchedBecause: string;
  readonly latchedBy: string;
  readonly resetDone: boolean;
  readonly driver: string;
  readonly sentence: string;
  readonly reasons: readonly ReasonView[];
  readonly limit: LimitView;
  readonly sources: readonly SourceView[];
};

export type DecisionView = {
  readonly asked: Motion;
  readonly given: Motion;
  readonly scale: number;
  readonly driver: string;
};

export type BodyView = {
  readonly x: number;
  readonly y: number;
  readonly yaw: number;
  readonly motion: Motion;
  /** Outline on the ground in the base frame, x and y in turn [m]. */
  readonly footprint: readonly number[];
  readonly height: number;
  /** [m]; null where the robot does not know it yet. */
  readonly stopping: number | null;
  readonly joints: readonly (readonly [name: string, position: number])[];
};

export type GoalView = {
  readonly x: number;
  readonly y: number;
  readonly reached: number;
  readonly sentence: string;
};

/** Everything that is small, 20 times a second. */
export type StateFrame = {
  readonly kind: "state";
  /** ROS time [s]. */
  readonly time: number;
  /** Seconds since this server last got each topic, on its own clock; null when never. */
  readonly feeds: readonly (readonly [topic: string, age: number | null])[];
  readonly supervisor: SupervisorView | null;
  /** Which start of the supervisor this is, for acts to be signed for; empty while it is not known. */
  readonly boot: string;
  readonly decision: DecisionView | null;
  readonly body: BodyView | null;
  readonly goal: GoalView | null;
  /** Largest speed of the body [m/s], where it is known. */
  readonly topSpeed: number | null;
  /** Number of the page that drives, null when none does. */
  readonly driving: number | null;
};

export type ScanFrame = {
  readonly kind: "scan";
  /** Where the sensor was when it looked. */
  readonly from: { readonly x: number; readonly y: number };
  /** Height of the scan plane [m]. */
  readonly height: number;
  readonly range: number;
  /** Hits, x and y in turn [m]. */
  readonly points: readonly number[];
  /** Sectors with no reading at all, counter-clockwise: first and last angle in `odom` [rad]. */
  readonly blind: readonly (readonly [from: number, to: number])[];
};

export type HarmView = {
  readonly person: string;
  readonly probability: number;
  readonly time: number | null;
  readonly severity: number;
  readonly speed: number;
  readonly harm: number;
  readonly omission: number;
};

export type AlternativeView = {
  readonly id: string;
  readonly motion: Motion;
  readonly worst: number;
  readonly people: readonly HarmView[];
};

export type ForecastFrame = {
  readonly kind: "forecast";
  readonly horizon: number;
  readonly sentence: string;
  readonly alternatives: readonly AlternativeView[];
};

export type DescriptionFrame = { readonly kind: "description"; readonly urdf: string };

/** One marker of the topic of markers, flat enough to draw. */
export type MarkView = {
  readonly key: string;
  readonly type: number;
  readonly pose: readonly number[];
  readonly scale: readonly [x: number, y: number, z: number];
  readonly color: readonly [r: number, g: number, b: number, a: number];
  /** x, y, z in turn [m]. */
  readonly points: readonly number[];
  readonly frame: string;
};

export type MarksFrame = { readonly kind: "marks"; readonly marks: readonly MarkView[] };

/** Ground truth, only where the overlay was switched on when the node started. */
export type TruthFrame = {
  readonly kind: "truth";
  readonly entities: readonly {
    readonly id: string;
    readonly what: string;
    readonly x: number;
    readonly y: number;
    readonly yaw: number;
  }[];
};

/** How a stop went: `confirmed` only when the supervisor itself shows the latch. */
export type StoppedFrame = {
  readonly kind: "stopped";
  readonly press: number;
  readonly outcome: "confirmed" | "unconfirmed";
  readonly sentence: string;
  /** From the order's arrival at the server [s]. */
  readonly after: number;
};

export type DrivingFrame = {
  readonly kind: "driving";
  readonly hold: number;
  readonly outcome: "driving" | "refused" | "ended";
  readonly sentence: string;
};

export type ActedFrame = {
  readonly kind: "acted";
  readonly act: "reset" | "resume";
  readonly outcome: "accepted" | "refused";
  readonly sentence: string;
};

export type PongFrame = { readonly kind: "pong"; readonly sent: number };

export type ViewFrame =
  StateFrame | ScanFrame | PeopleFrame | ForecastFrame | DescriptionFrame | MarksFrame | TruthFrame;

export type ServerFrame =
  HelloFrame | ViewFrame | StoppedFrame | DrivingFrame | ActedFrame | PongFrame;
