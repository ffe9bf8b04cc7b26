import type { ActName } from "../authority/act.ts";
import type { HumanAct_Request, HumanAct_Response } from "../bus/messages/coalign-msgs.gen.ts";
import type { Twist, TwistStamped } from "../bus/messages/geometry-msgs.gen.ts";
import type { Bus, NodeDefinition, RunningNode } from "../bus/port.ts";
import { commandTopic, plainCommandTopic, SERVICES, TOPICS } from "../bus/topics.ts";
import { decide, type Verdict } from "../kernel/decide.ts";
import type { Driver, Fact } from "../kernel/fact.ts";
import { observe, SILENT, type State } from "../kernel/observe.ts";
import * as frame from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import { openLatchFile } from "../record/latch-file.ts";
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
import { PARAMETERS, type Parameters, settingsOf } from "./safety-supervisor-parameters.ts";
import { Reports } from "./safety-supervisor-reports.ts";

/** How often the graph is asked who else commands the base [s]. */
const GRAPH_PERIOD: Seconds = 0.1;

/**
 * The last thing before the motors: every command becomes a fact, the kernel decides, and only what it gives goes out.
 *
 * | in | type | becomes |
 * |---|---|---|
 * | `cmd_vel_in`, `cmd_vel_teleop` | TwistStamped or Twist | command |
 * | `/self_perception/body` | BodyState | body |
 * | `/scan`, `/tf_static` | LaserScan, TFMessage | separation |
 * | `/theory_of_mind/people`, `/harm_prediction/forecast` | People, HarmForecast | advice |
 * | `/veto`, `~/stop` | Bool, Trigger | veto, stop |
 * | `~/reset`, `~/resume` | HumanAct | reset, resume, once the signature is verified |
 *
 * Out: `cmd_vel` at `rate` and at once for every command; `~/decisions`; `~/state` (latched, 10 Hz and on change);
 * `/diagnostics` 1 Hz.
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
  #state: State = SILENT;
  #facts: Fact[] = [];
  #verdict: Verdict;
  #decidedAt: Seconds = -Infinity;

  constructor(bus: Bus, parameters: Parameters) {
    this.#bus = bus;
    this.#parameters = parameters;
    this.#latch = openLatchFile(parameters.latch_file);
    this.#humans = new Humans(parameters.operators_file, parameters.robot, Date.now() / 1000);
    this.#view = new View(1 / parameters.rate, parameters.max_speed);
    this.#reports = new Reports(bus, parameters);
    this.#send = this.#openOutput();
    this.#tell(settingsOf(parameters));
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
      this.#safely(() => this.#reports.diagnose(this.#state, this.#verdict)),
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
    const { cmd_vel_in_topic, cmd_vel_teleop_topic } = this.#parameters;
    this.#listenTo(cmd_vel_in_topic, "autonomy");
    this.#listenTo(cmd_vel_teleop_topic, "teleop");
    this.#bus.subscribe(
      TOPICS.veto,
      this.#safely(({ data }) => this.#veto(data ? "asserted" : "released")),
    );
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
        this.#view.feel(body);
        this.#tell({ kind: "body", twist: body.twist, ...this.#dated(message.header.stamp) });
      }),
    );
    this.#bus.subscribe(
      TOPICS.scan,
      this.#safely((message) => {
        const dated = this.#dated(message.header.stamp);
        const mount = this.#mounts.get(message.header.frame_id);
        const sight =
          mount === undefined ? undefined : this.#view.see(scanOf(message), mount, dated.stampAge);
        if (sight !== undefined) {
          this.#tell({ kind: "separation", ...sight.limit, trouble: sight.trouble, ...dated });
        }
      }),
    );
    this.#bus.subscribe(
      TOPICS.people,
      this.#safely((message) => {
        const dated = this.#dated(message.header.stamp);
        const advice = this.#view.heed(peopleOf(message), dated.stampAge);
        if (advice !== undefined) {
          this.#tell({ kind: "advice", source: "minds", ...advice, ...dated });
        }
      }),
    );
    this.#bus.subscribe(
      TOPICS.forecast,
      this.#safely(({ header, sentence, advice: { speed, spin } }) => {
        this.#tell({
          kind: "advice",
          source: "harm",
          about: sentence,
          speed,
          spin,
          bounds: [],
          ...this.#dated(header.stamp),
        });
      }),
    );
  }

  #listenTo(name: string, driver: Driver): void {
    const refuse = this.#safely(() => this.#command(driver, NOT_A_MOTION, 0));
    if (this.#parameters.enable_stamped_cmd_vel) {
      const receive = ({ header, twist }: TwistStamped): void => {
        const known = header.frame_id === "" || header.frame_id === this.#parameters.base_frame;
        const age = stampAge(header.stamp, this.#bus.now());
        this.#command(driver, known ? twistOf(twist) : NOT_A_MOTION, age);
      };
      this.#bus.subscribe(commandTopic(name), this.#safely(receive), refuse);
    } else {
      const receive = (twist: Twist): void => this.#command(driver, twistOf(twist), 0);
      this.#bus.subscribe(plainCommandTopic(name), this.#safely(receive), refuse);
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

  #dated(stamp: { readonly sec: number; readonly nanosec: number }): {
    received: Seconds;
    stampAge: Seconds;
  } {
    return { received: this.#bus.monotonic(), stampAge: stampAge(stamp, this.#bus.now()) };
  }

  #tell(fact: Fact): void {
    this.#state = observe(this.#state, fact);
    this.#facts.push(fact);
  }

  #command(driver: Driver, twist: frame.Twist, age: Seconds): void {
    this.#tell({ kind: "command", driver, twist, received: this.#bus.monotonic(), stampAge: age });
    this.#decide();
  }

  #veto(asserted: "asserted" | "released"): void {
    this.#tell({ kind: "veto", asserted, by: "/veto", received: this.#bus.monotonic() });
    this.#decide();
  }

  #stop(because: (Fact & { kind: "stop" })["because"], by: string): void {
    this.#tell({ kind: "stop", because, by, received: this.#bus.monotonic() });
    this.#decide();
  }

  #humanAct(act: ActName, request: HumanAct_Request): HumanAct_Response {
    const answer = this.#humans.judge(act, request, Date.now() / 1000, this.#state);
    if (answer.refused !== undefined) {
      return { success: false, message: answer.refused };
    }
    this.#tell({ kind: act, by: answer.accepted, received: this.#bus.monotonic() });
    this.#bus.log("warn", `${act} by ${answer.accepted}: ${request.reason}`);
    this.#decide();
    return { success: true, message: DONE[act] };
  }

  /** Time-driven: whether or not anything arrives, something goes out each period. */
  #tick(): void {
    if (this.#bus.monotonic() - this.#decidedAt >= 0.5 / this.#parameters.rate) {
      this.#decide();
    }
  }

  #decide(): void {
    const now = this.#bus.monotonic();
    this.#verdict = decide(this.#state, now);
    this.#send(this.#verdict.given);
    this.#decidedAt = now;
    this.#reports.decided(this.#state, this.#verdict, now, this.#facts);
    this.#facts = [];
    this.#tell({ kind: "given", twist: this.#verdict.given, received: now });
  }

  #watchGraph(): void {
    const foreign = this.#bus
      .publishers(this.#parameters.cmd_vel_out_topic)
      .filter((endpoint) => endpoint.own === "foreign")
      .map((endpoint) => endpoint.node)
      .join(" ");
    if (foreign !== (this.#state.publishers?.foreign ?? "")) {
      this.#tell({ kind: "publishers", foreign, received: this.#bus.monotonic() });
      this.#bus.log(
        "warn",
        foreign === "" ? "the base has one commander again" : `${foreign} commands the base too`,
      );
    }
  }
}

const NOT_A_MOTION: frame.Twist = { vx: NaN, vy: NaN, wz: NaN };
