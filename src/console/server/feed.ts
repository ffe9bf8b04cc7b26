import type { Bus } from "../../bus/port.ts";
import { TOPICS } from "../../bus/topics.ts";
import { yawOf } from "../../quantity/angle.ts";
import { secondsOf } from "../../quantity/time.ts";
import type { StateFrame, ViewFrame } from "../protocol.ts";
import { Latest, rounded, roundedOr } from "./latest.ts";
import { Mounts } from "./mounts.ts";
import { PoseHistory } from "./pose-history.ts";
import { viewBody } from "./view/body-view.ts";
import { viewForecast } from "./view/forecast-view.ts";
import { MarkBoard } from "./view/marks-view.ts";
import { viewPeople } from "./view/people-view.ts";
import { viewScan } from "./view/scan-view.ts";
import { viewDecision, viewSupervisor } from "./view/supervisor-view.ts";

/** One kind of frame that goes out whenever its topic has something new. */
export type Channel = {
  /** Grows with every message; 0 while there is none [1]. */
  readonly version: () => number;
  /** The frame of the newest message; undefined while it cannot be made. */
  readonly frame: () => ViewFrame | undefined;
};

export type FeedOptions = {
  /** Whether ground truth is subscribed to, for the overlay. */
  readonly truth: "shown" | "hidden";
  /** Told whenever the supervisor's state comes. */
  readonly onLatch: (latched: "latched" | "free") => void;
};

/** Listens to everything the page shows; keeps only the newest of each, and makes frames of it when asked. */
export class Feed {
  readonly channels: readonly Channel[];
  readonly #bus: Bus;
  readonly #now: () => number;
  readonly #listening: Listening;

  /** @param now - Wall clock that never jumps [s]. */
  constructor(bus: Bus, options: FeedOptions, now: () => number) {
    this.#bus = bus;
    this.#now = now;
    this.#listening = listen(bus, options, now);
    this.channels = channelsOf(bus, this.#listening, options, now);
  }

  /** Everything that is small. */
  state(driving: number | undefined): StateFrame {
    const now = this.#now();
    const {
      supervisor,
      boot,
      decision,
      body,
      odometry,
      scan,
      people,
      forecast,
      capability,
      goals,
    } = this.#listening;
    const goal = goals.message;
    return {
      kind: "state",
      time: roundedOr(this.#bus.now(), 0),
      feeds: [supervisor, decision, body, odometry, scan, people, forecast].map((latest) => [
        latest.topic,
        latest.age(now),
      ]),
      supervisor: supervisor.message === undefined ? null : viewSupervisor(supervisor.message),
      boot: boot.message?.data ?? "",
      decision: decision.message === undefined ? null : viewDecision(decision.message),
      body: viewBody(body.message, odometry.message),
      goal:
        goal === undefined
          ? null
          : {
              x: roundedOr(goal.goal.x, 0),
              y: roundedOr(goal.goal.y, 0),
              reached: goal.reached,
              sentence: goal.sentence,
            },
      topSpeed: capability.message === undefined ? null : rounded(capability.message.speed),
      driving: driving ?? null,
    };
  }
}

type Listening = ReturnType<typeof listen>;

function listen(bus: Bus, options: FeedOptions, now: () => number) {
  const mounts = new Mounts();
  const poses = new PoseHistory();
  const board = new MarkBoard();
  bus.subscribe(TOPICS.tfStatic, (message) => mounts.learn(message.transforms));
  return {
    mounts,
    poses,
    board,
    supervisor: new Latest(bus, TOPICS.supervisorState, now, (state) =>
      options.onLatch(state.latched ? "latched" : "free"),
    ),
    boot: new Latest(bus, TOPICS.boot, now),
    decision: new Latest(bus, TOPICS.decisions, now),
    body: new Latest(bus, TOPICS.body, now),
    odometry: new Latest(bus, TOPICS.odom, now, ({ header, pose: { pose } }) =>
      poses.add(secondsOf(header.stamp), pose.position.x, pose.position.y, yawOf(pose.orientation)),
    ),
    scan: new Latest(bus, TOPICS.scan, now),
    people: new Latest(bus, TOPICS.people, now),
    forecast: new Latest(bus, TOPICS.forecast, now),
    capability: new Latest(bus, TOPICS.capability, now),
    goals: new Latest(bus, TOPICS.goals, now),
    description: new Latest(bus, TOPICS.robotDescription, now),
    markers: new Latest(bus, TOPICS.markers, now, (array) => board.learn(array)),
  };
}

function channelsOf(
  bus: Bus,
  on: Listening,
  options: FeedOptions,
  now: () => number,
): readonly Channel[] {
  const channels: Channel[] = [
    channel(on.description, ({ data }) => ({ kind: "description", urdf: data })),
    channel(on.scan, (scan) => {
      const base = on.poses.nearest(secondsOf(scan.header.stamp));
      return base && viewScan(scan, base, on.mounts.find(scan.header.frame_id, "base_link"));
    }),
    channel(on.people, viewPeople),
    channel(on.forecast, viewForecast),
    channel(on.markers, () => ({ kind: "marks", marks: on.board.marks() })),
  ];
  if (options.truth === "shown") {
    const truth = new Latest(bus, TOPICS.worldTruth, now);
    channels.push(
      channel(truth, ({ entities }) => ({
        kind: "truth",
        entities: entities.map((entity) => ({
          id: entity.id,
          what: entity.kind,
          x: roundedOr(entity.pose.position.x, 0),
          y: roundedOr(entity.pose.position.y, 0),
          yaw: roundedOr(yawOf(entity.pose.orientation), 0),
        })),
      })),
    );
  }
  return channels;
}

function channel<T>(latest: Latest<T>, view: (message: T) => ViewFrame | undefined): Channel {
  return {
    version: () => latest.version,
    frame: () => (latest.message === undefined ? undefined : view(latest.message)),
  };
}
