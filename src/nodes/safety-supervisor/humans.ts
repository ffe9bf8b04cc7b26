import type { ActName, SignedActName } from "../../authority/act.ts";
import type { Answer } from "../../authority/answer.ts";
import { restrictionOf } from "../../authority/limits.ts";
import { type Position, waived, type Waiver } from "../../authority/waivers.ts";
import type { HumanAct_Request, HumanAct_Response } from "../../bus/messages/coalign-msgs.gen.ts";
import type { Bool } from "../../bus/messages/std-msgs.gen.ts";
import type { Topic } from "../../bus/port.ts";
import { inEveryQuality, lockTopic, SERVICES, TOPICS } from "../../bus/topics.ts";
import type { Seconds } from "../../quantity/time.ts";
import { HumanActs } from "../human-acts.ts";
import type { Diary } from "./diary.ts";
import type { Turn } from "./turn.ts";

/** What a human is told when an act was done. */
const DONE: { readonly [A in SignedActName]: string } = {
  reset: "The latch is reset; the robot stays still until it is resumed.",
  resume: "The robot may move again.",
  waive: "It is waived, here, at a crawl and for a moment.",
  limit: "The robot keeps to this limit.",
};

/** What humans press and sign: the veto, the hardware stop and the stop service, and the acts that few may do. */
export class Humans {
  readonly #turn: Turn;
  readonly #acts: HumanActs;
  readonly #position: () => Position | undefined;
  readonly #diary: Diary;

  /**
   * @param position - Where the robot is in `odom` now; undefined while that is not known.
   * @param waivable - Names of the zones and rules whose configuration allows waivers.
   * @throws OperatorsError or LimitTextError when a file is not as it should be.
   */
  constructor(
    turn: Turn,
    position: () => Position | undefined,
    diary: Diary,
    waivable: ReadonlySet<string>,
  ) {
    const { parameters, bus } = turn;
    this.#turn = turn;
    this.#position = position;
    this.#diary = diary;
    this.#acts = new HumanActs({
      operatorsFile: parameters.operators_file,
      robot: parameters.robot,
      limitFile: parameters.limit_file,
      ceilings: { speed: parameters.max_speed, spin: parameters.max_spin },
      waivable,
      since: Date.now() / 1000,
    });
    bus.advertise(TOPICS.boot).publish({ data: this.#acts.boot });
    this.#press(TOPICS.veto, "human-veto");
    this.#press(lockTopic(parameters.hardware_stop_topic), "hardware-stop");
    this.#serve();
  }

  /** Before each decision: what operators limited the robot to. */
  attend(): void {
    const { max_speed: speed, max_spin: spin } = this.#turn.parameters;
    const restriction = restrictionOf(this.#acts.limit, { speed, spin });
    if (restriction !== undefined || this.#turn.facts.state.restrictions.operator !== undefined) {
      this.#turn.facts.remind("operator", restriction ?? { ...FREELY, about: this.#acts.limit.by });
    }
    if (this.#turn.facts.state.latch !== undefined) {
      this.#acts.endWaivers();
    }
  }

  /** The waivers that hold here and now, by the name of the zone or rule. */
  waivers(now: Seconds): ReadonlyMap<string, Waiver> {
    const granted = this.#acts.waivers;
    const position = granted.length === 0 ? undefined : this.#position();
    const here = granted.flatMap(({ line }) => waived(granted, line, position, now) ?? []);
    return new Map(here.map((waiver) => [waiver.line, waiver]));
  }

  /** A topic of Bool that stops and latches while it is true, or cannot be read; in whatever quality it is published. */
  #press(topic: Topic<Bool>, because: "human-veto" | "hardware-stop"): void {
    const { bus, facts, safely } = this.#turn;
    const press = (asserted: "asserted" | "released"): void => {
      facts.tell({ kind: "switch", because, asserted, by: topic.name, received: bus.monotonic() });
      this.#turn.decide();
    };
    for (const each of inEveryQuality(topic)) {
      bus.subscribe(
        each,
        safely(({ data }) => press(data ? "asserted" : "released")),
        safely(() => {
          facts.stop(because, `${topic.name}, which cannot be read`);
          this.#turn.decide();
        }),
      );
    }
  }

  #serve(): void {
    const { bus, facts } = this.#turn;
    bus.serve(SERVICES.stop, () => {
      facts.stop("human-veto", "stop service");
      this.#turn.decide();
      return {
        success: true,
        message: "The robot is stopped and stays so until a human resets and resumes.",
      };
    });
    bus.serve(SERVICES.reset, (request) => this.#latchAct("reset", request));
    bus.serve(SERVICES.resume, (request) => this.#latchAct("resume", request));
    bus.serve(SERVICES.waive, (request) =>
      this.#answer("waive", request, this.#acts.waive(request, this.#moment())),
    );
    bus.serve(SERVICES.limit, async (request) =>
      this.#answer("limit", request, await this.#acts.changeLimit(request, this.#moment())),
    );
  }

  #latchAct(act: ActName, request: HumanAct_Request): HumanAct_Response {
    const answer = this.#acts.judgeLatch(act, request, this.#moment(), () =>
      this.#troubleWithLatch(act),
    );
    if (answer.accepted !== undefined) {
      const received = this.#turn.bus.monotonic();
      this.#turn.facts.tell({ kind: act, by: answer.accepted, received });
    }
    return this.#answer(act, request, answer);
  }

  #answer(act: SignedActName, request: HumanAct_Request, answer: Answer): HumanAct_Response {
    const message = answer.refused ?? DONE[act];
    this.#diary.act(act, request, answer.refused === undefined ? "accepted" : "refused", message);
    if (answer.refused === undefined) {
      this.#turn.bus.log("warn", `${act} by ${answer.accepted}: ${request.reason}`);
      this.#turn.decide();
    }
    return { success: answer.refused === undefined, message };
  }

  #troubleWithLatch(act: ActName): string | undefined {
    const { latch, switches } = this.#turn.facts.state;
    if (latch === undefined) {
      return "nothing is latched";
    }
    const pressed = Object.values(switches).find(({ asserted }) => asserted === "asserted");
    if (pressed !== undefined) {
      return `${pressed.because} is still asserted by ${pressed.by}`;
    }
    return act === "resume" && latch.resetBy === undefined
      ? "the latch must be reset first"
      : undefined;
  }

  #moment(): { readonly system: Seconds; readonly monotonic: Seconds } {
    return { system: Date.now() / 1000, monotonic: this.#turn.bus.monotonic() };
  }
}

/** The word of an operator who gave the ceilings back. */
const FREELY = {
  speed: Infinity,
  spin: Infinity,
  bounds: [],
  because: "operator-limit",
  trouble: "",
} as const;
