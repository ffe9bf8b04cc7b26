import { randomUUID } from "node:crypto";
import {
  arbitrate,
  disengage,
  hearCommand,
  hearLock,
  type Memory,
  NOBODY_YET,
} from "../arbitration/arbitrate.ts";
import type { SignedActName } from "../authority/act.ts";
import { changeLimit, restrictionOf } from "../authority/limits.ts";
import type { HumanAct_Request, HumanAct_Response } from "../bus/messages/coalign-msgs.gen.ts";
import type { Twist, TwistStamped } from "../bus/messages/geometry-msgs.gen.ts";
import type { Bus, NodeDefinition, RunningNode } from "../bus/port.ts";
import { commandTopic, lockTopic, plainCommandTopic, SERVICES, TOPICS } from "../bus/topics.ts";
import { decide, settled, type Verdict } from "../kernel/decide.ts";
import type { Dated, Fact, FactOf, Restriction, Source } from "../kernel/fact.ts";
import { observe, SILENT, type State } from "../kernel/observe.ts";
import type { ReasonId } from "../kernel/reason.ts";
import * as frame from "../quantity/frame.ts";
import { type Seconds, secondsOf, type Stamp } from "../quantity/time.ts";
import { openLatchFile } from "../record/latch-file.ts";
import type { Came } from "../separation/freshness.ts";
import { View } from "../separation/view.ts";
import { DONE, Humans } from "./safety-supervisor-acts.ts";
import {
  bodyOf,
  mountsOf,
  peopleOf,
  scanOf,
  stampAge,
  twistOf,
} from "./safety-supervisor-inputs.ts";
import { headerAt, twistMessage } from "./safety-supervisor-messages.ts";
import {
  type Check,
  PARAMETERS,
  type Parameters,
  settingsOf,
} from "./safety-supervisor-parameters.ts";
import { Reports } from "./safety-supervisor-reports.ts";
import {
  type CommandSource,
  type SupervisorSources,
  sourcesOf,
} from "./safety-supervisor-sources.ts";

/** How often the graph is asked who else commands the base [s]. */
const GRAPH_PERIOD: Seconds = 0.1;

/** What was checked and has not changed is told again this often [s]. */
const RETELL: Seconds = 0.2;

/**
 * The last thing before the motors: every command becomes a fact, the kernel decides, and only what it gives goes out.
 *
 * | in | type | becomes |
 * |---|---|---|
 * | `cmd_vel_in`, `cmd_vel_teleop`, `more_sources` | TwistStamped or Twist | command, by arbitration |
 * | `locks` | Bool | lock-held, lock-silent |
 * | `/self_perception/body` | BodyState | body |
 * | `/scan`, `/tf_static` | LaserScan, TFMessage | restriction of separation and of freshness |
 * | `/theory_of_mind/people`, `/harm_prediction/forecast` | People, HarmForecast | restrictions that only advise |
 * | `/veto`, `hardware_stop`, `~/stop` | Bool, Bool, Trigger | switches, stop |
 * | `~/reset`, `~/resume`, `~/limit` | HumanAct | once the signature is verified |
 *
 * Out: `cmd_vel` at `rate` and at once for every command; `~/hardware_stop`, true while power is to be taken away;
 * `~/decisions`; `~/state` (latched, 10 Hz and on change); `~/boot` (latched); `/diagnostics` 1 Hz.
 */
export const safetySupervisor: NodeDefinition<typeof PARAMETERS> = {
  name: "safety_supervisor",
  parameters: PARAMETERS,
  start: (bus, parameters) => new Supervisor(bus, parameters),
};

class Supervisor implements RunningNode {
  readonly #bus: Bus;
  readonly #parameters: Parameters;
  readonly #view: View;
  readonly #humans: Humans;
  readonly #mounts = new Map<string, frame.Pose<"base", "sensor">>();
  readonly #send: (twist: frame.Twist) => void;
  readonly #reports: Reports;
  readonly #latch;
  readonly #sources: SupervisorSources;
  readonly #cut: (power: "on" | "off") => void;
  readonly #checked = new Map<Check, FactOf<"check">>();
  #commands: Memory = NOBODY_YET;
  #state: State = SILENT;
  #facts: Fact[] = [];
  #verdict: Verdict;
  #decidedAt: Seconds = -Infinity;

  constructor(bus: Bus, parameters: Parameters) {
    this.#bus = bus;
    this.#parameters = parameters;
    this.#latch = openLatchFile(parameters.latch_file);
    this.#sources = sourcesOf(parameters);
    const boot = randomUUID();
    this.#humans = new Humans(parameters.operators_file, parameters.robot, boot, Date.now() / 1000);
    bus.advertise(TOPICS.boot).publish({ data: boot });
    this.#view = new View(1 / parameters.rate, parameters.max_speed, bus.clock);
    this.#reports = new Reports(bus, parameters);
    this.#send = this.#openOutput();
    const hardwareStop = bus.advertise(TOPICS.hardwareStop);
    this.#cut = (power) => hardwareStop.publish({ data: power === "off" });
    this.#tell(settingsOf(parameters));
    this.#check("parameters-unverified", "");
    if (parameters.start_latched || this.#latch.before === "unclean") {
      this.#stop("supervisor-restarted", "start");
    }
    this.#verdict = decide(this.#state, bus.monotonic());
    this.#listen();
    this.#serve();
    bus.every(
      1 / parameters.rate,
      "steady",
      this.#safely(() => this.#tick()),
    );
    bus.every(
      GRAPH_PERIOD,
      "steady",
      this.#safely(() => this.#watchGraph()),
    );
    bus.every(
      1,
      "steady",
      this.#safely(() => this.#reports.diagnose(this.#verdict)),
    );
  }

  /** Leaves the base standing. */
  stop(): void {
    this.#send(frame.STANDSTILL);
    this.#latch.close(this.#state.latch === undefined ? "free" : "latched");
  }

  #openOutput(): (twist: frame.Twist) => void {
    const { cmd_vel_out_topic: name, enable_stamped_cmd_vel, base_frame } = this.#parameters;
    if (enable_stamped_cmd_vel) {
      const out = this.#bus.advertise(commandTopic(name));
      return (twist) =>
        out.publish({ header: headerAt(this.#bus.now(), base_frame), twist: twistMessage(twist) });
    }
    const out = this.#bus.advertise(plainCommandTopic(name));
    return (twist) => out.publish(twistMessage(twist));
  }

  #listen(): void {
    for (const driver of this.#sources.drivers) {
      this.#listenTo(driver);
    }
    for (const { name, topic } of this.#sources.locks) {
      this.#bus.subscribe(
        lockTopic(topic),
        this.#safely(({ data }) => {
          const now = this.#bus.monotonic();
          this.#commands = hearLock(this.#commands, name, data ? "held" : "free", now);
          this.#decide();
        }),
      );
    }
    this.#press(TOPICS.veto.name, "human-veto");
    this.#press(this.#parameters.hardware_stop_topic, "hardware-stop");
    this.#bus.subscribe(
      TOPICS.tfStatic,
      this.#safely((message) => {
        for (const [sensor, mount] of mountsOf(message, this.#parameters.base_frame)) {
          this.#mounts.set(sensor, mount);
        }
      }),
    );
    this.#bus.subscribe(
      TOPICS.body,
      this.#safely((message) => {
        const body = bodyOf(message);
        const dated = this.#dated(message.header.stamp);
        this.#view.feel(body, cameAt(dated));
        this.#check("footprint-unknown", body.footprint.length < 3 ? "no outline" : "");
        this.#tell({ kind: "body", twist: body.twist, ...dated });
      }),
    );
    this.#bus.subscribe(
      TOPICS.scan,
      this.#safely((message) => {
        const dated = this.#dated(message.header.stamp);
        const frameId = message.header.frame_id;
        const mount = this.#mounts.get(frameId);
        this.#check(
          "transform-unknown",
          mount === undefined ? `from ${this.#parameters.base_frame} to ${frameId}` : "",
        );
        const sight =
          mount && this.#view.see(scanOf(message), mount, dated.stampAge, dated.received);
        if (sight !== undefined) {
          const { source: about, ...limit } = sight.limit;
          const restriction = { spin: Infinity, ...limit, about, trouble: sight.trouble };
          this.#restrict("scan", restriction, dated);
        }
      }),
    );
    this.#bus.subscribe(
      TOPICS.people,
      this.#safely((message) => {
        const dated = this.#dated(message.header.stamp);
        const advice = this.#view.heed(peopleOf(message), dated.stampAge);
        if (advice !== undefined) {
          this.#restrict("minds", { ...advice, because: "person-near", trouble: "" }, dated);
        }
      }),
    );
    this.#bus.subscribe(
      TOPICS.forecast,
      this.#safely(({ header, sentence: about, advice: { speed, spin } }) => {
        const advice = { speed, spin, bounds: [], because: "foreseen-harm", about } as const;
        this.#restrict("harm", { ...advice, trouble: "" }, this.#dated(header.stamp));
      }),
    );
  }

  /** A topic of Bool that stops and latches while it is true. */
  #press(topic: string, because: "human-veto" | "hardware-stop"): void {
    this.#bus.subscribe(
      lockTopic(topic),
      this.#safely(({ data }) => {
        const asserted = data ? "asserted" : "released";
        const received = this.#bus.monotonic();
        this.#tell({ kind: "switch", because, asserted, by: lockTopic(topic).name, received });
        this.#decide();
      }),
    );
  }

  #listenTo({ name, topic }: CommandSource): void {
    const refuse = this.#safely(() => this.#command(name, NOT_A_MOTION, UNSTAMPED));
    if (this.#parameters.enable_stamped_cmd_vel) {
      const receive = ({ header, twist }: TwistStamped): void => {
        const known = header.frame_id === "" || header.frame_id === this.#parameters.base_frame;
        this.#command(name, known ? twistOf(twist) : NOT_A_MOTION, header.stamp);
      };
      this.#bus.subscribe(commandTopic(topic), this.#safely(receive), refuse);
    } else {
      const receive = (twist: Twist): void => this.#command(name, twistOf(twist), UNSTAMPED);
      this.#bus.subscribe(plainCommandTopic(topic), this.#safely(receive), refuse);
    }
  }

  #serve(): void {
    this.#bus.serve(SERVICES.stop, () => {
      this.#stop("human-veto", "stop service");
      return {
        success: true,
        message: "The robot is stopped and stays so until a human resets and resumes.",
      };
    });
    this.#bus.serve(SERVICES.reset, (request) => this.#humanAct("reset", request));
    this.#bus.serve(SERVICES.resume, (request) => this.#humanAct("resume", request));
    this.#bus.serve(SERVICES.limit, (request) => this.#humanAct("limit", request));
  }

  /** A throw in the supervisor's own code is a reason to stand still until a human looks. */
  #safely<A extends unknown[]>(act: (...given: A) => void): (...given: A) => void {
    return (...given) => {
      try {
        act(...given);
      } catch (error) {
        this.#bus.log(
          "error",
          `internal fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        );
        this.#stop("internal-fault", "safety_supervisor");
      }
    };
  }

  #dated(stamp: Stamp): Dated {
    return { received: this.#bus.monotonic(), stampAge: stampAge(stamp, this.#bus.now()) };
  }

  #tell(fact: Fact): void {
    this.#state = observe(this.#state, fact);
    this.#facts.push(fact);
  }

  #restrict(source: Source, restriction: Restriction, dated: Dated): void {
    this.#tell({ kind: "restriction", source, ...restriction, ...dated });
  }

  /** What was checked, when it is news or the kernel is about to forget it. */
  #check(id: Check, wrong: string): void {
    const received = this.#bus.monotonic();
    const before = this.#checked.get(id);
    if (before?.wrong !== wrong || received - before.received >= RETELL) {
      const fact = { kind: "check", id, wrong, received } as const;
      this.#checked.set(id, fact);
      this.#tell(fact);
    }
  }

  #command(driver: string, twist: frame.Twist, stamp: Stamp): void {
    const dated = this.#dated(stamp);
    this.#view.freshness.command(driver, secondsOf(stamp), cameAt(dated));
    this.#commands = hearCommand(this.#sources, this.#commands, { driver, twist, ...dated });
    this.#decide();
  }

  #stop(because: ReasonId, by: string): void {
    this.#tell({ kind: "stop", because, by, received: this.#bus.monotonic() });
    this.#decide();
  }

  #humanAct(act: SignedActName, request: HumanAct_Request): HumanAct_Response {
    const answer = this.#humans.judge(act, request, Date.now() / 1000, this.#state);
    const refused = answer.refused ?? this.#do(act, answer.accepted, request);
    if (refused !== undefined) {
      return { success: false, message: refused };
    }
    this.#bus.log("warn", `${act} by ${request.operator_name}: ${request.reason}`);
    this.#decide();
    return { success: true, message: DONE[act] };
  }

  /** Does what a human may do; answers why not when there is something against it. */
  #do(act: SignedActName, by: string, { limit }: HumanAct_Request): string | undefined {
    const received = this.#bus.monotonic();
    switch (act) {
      case "reset":
      case "resume":
        this.#tell({ kind: act, by, received });
        return undefined;
      case "limit": {
        const { max_speed: speed, max_spin: spin } = this.#parameters;
        const changed = changeLimit({ speed, spin }, limit, by);
        if (changed.refused !== undefined) {
          return changed.refused;
        }
        const restriction = restrictionOf(changed.limit, { speed, spin }) ?? {
          ...FREELY,
          about: by,
        };
        this.#restrict("operator", restriction, { received, stampAge: 0 });
        return undefined;
      }
      case "waive":
        return "refused: nothing here can be waived";
    }
  }

  /** Time-driven: whether or not anything arrives, something goes out each period. */
  #tick(): void {
    if (this.#bus.monotonic() - this.#decidedAt >= 0.5 / this.#parameters.rate) {
      this.#decide();
    }
  }

  #decide(): void {
    const now = this.#bus.monotonic();
    this.#arbitrate(now);
    this.#view.freshness.clock(now, this.#bus.now());
    this.#restrict("freshness", this.#view.freshness.restriction(now), {
      received: now,
      stampAge: 0,
    });
    this.#verdict = decide(this.#state, now);
    this.#send(this.#verdict.given);
    this.#cut(this.#verdict.power);
    this.#view.freshness.given(this.#verdict.given, now);
    this.#decidedAt = now;
    this.#reports.decided(this.#state, this.#verdict, now, this.#facts);
    this.#facts = [];
    this.#tell(settled(this.#verdict, now));
  }

  /** Whose command counts now, and what stands in its way. */
  #arbitrate(now: Seconds): void {
    if (this.#state.latch !== undefined) {
      this.#commands = disengage(this.#commands);
    }
    const { command, obstructions } = arbitrate(this.#sources, this.#commands, now);
    if (command !== undefined && !isSame(command, this.#state.command)) {
      this.#tell(command);
    }
    this.#check("lock-held", obstructions["lock-held"]);
    this.#check("lock-silent", obstructions["lock-silent"]);
    this.#check("neutral-required", obstructions["neutral-required"]);
    this.#check("driver-silent", obstructions["driver-silent"]);
  }

  #watchGraph(): void {
    const foreign = this.#bus
      .publishers(this.#parameters.cmd_vel_out_topic)
      .filter((endpoint) => endpoint.own === "foreign")
      .map((endpoint) => endpoint.node)
      .join(" ");
    const before = this.#checked.get("second-publisher")?.wrong ?? "";
    if (foreign !== before) {
      this.#bus.log(
        "warn",
        foreign === "" ? "the base has one commander again" : `${foreign} commands the base too`,
      );
    }
    this.#check("second-publisher", foreign);
  }
}

const NOT_A_MOTION: frame.Twist = { vx: NaN, vy: NaN, wz: NaN };

const UNSTAMPED: Stamp = { sec: 0, nanosec: 0 };

/** The word of an operator who gave the ceilings back. */
const FREELY = {
  speed: Infinity,
  spin: Infinity,
  bounds: [],
  because: "operator-limit",
  trouble: "",
} as const;

function cameAt({ received, stampAge: age }: Dated): Came {
  return { received, age };
}

/** Whether the kernel has been told this very command. */
function isSame(command: FactOf<"command">, told: FactOf<"command"> | undefined): boolean {
  return (
    told?.driver === command.driver &&
    Object.is(told.received, command.received) &&
    told.twist === command.twist
  );
}
