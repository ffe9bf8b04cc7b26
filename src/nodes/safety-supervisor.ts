import type { Bus, NodeDefinition, RunningNode } from "../bus/port.ts";
import { whenTypeKnown } from "../bus/command-type.ts";
import { commandTopic, plainCommandTopic, TOPICS } from "../bus/topics.ts";
import { decide, settled, type Verdict } from "../kernel/decide.ts";
import * as frame from "../quantity/frame.ts";
import type { Seconds } from "../quantity/time.ts";
import { type LatchFile, openLatchFile } from "../record/latch-file.ts";
import { latchPlace } from "../record/latch-place.ts";
import { openOperators } from "./operators-file.ts";
import { openRules, shippedRulesFile, type TrustedRules } from "./rules-file.ts";
import { BaseWatch } from "./safety-supervisor/base-watch.ts";
import { Commands } from "./safety-supervisor/commands.ts";
import { Diary } from "./safety-supervisor/diary.ts";
import { Facts } from "./safety-supervisor/facts.ts";
import { Humans } from "./safety-supervisor/humans.ts";
import { headerAt, twistMessage } from "./safety-supervisor/messages.ts";
import { ParameterWatch } from "./safety-supervisor/parameter-watch.ts";
import { PARAMETERS, type Parameters, settingsOf } from "./safety-supervisor/parameters.ts";
import { Reports } from "./safety-supervisor/reports.ts";
import { RuleWatch } from "./safety-supervisor/rule-watch.ts";
import { Senses } from "./safety-supervisor/senses.ts";
import type { Turn } from "./safety-supervisor/turn.ts";
import { Zones } from "./safety-supervisor/zones.ts";
import { openZones } from "./zones-file/open-zones.ts";
import { waivableNames } from "../separation/zones/zone.ts";

/** How often the graph is asked who else commands the base [s]. */
const GRAPH_PERIOD: Seconds = 0.1;

/** How often the hardware stop is told what it was told before [s]. */
const CUT_PERIOD: Seconds = 0.05;

/**
 * The last thing before the motors: every command becomes a fact, the kernel decides, and only what it gives goes out.
 *
 * | in | type | becomes |
 * |---|---|---|
 * | `cmd_vel_in`, `cmd_vel_teleop`, `more_sources` | TwistStamped or Twist | command, by arbitration |
 * | `locks` | Bool | lock-held, lock-silent |
 * | `/self_perception/body` | BodyState | body; restriction of braking |
 * | `/scan`, `/tf_static` | LaserScan, TFMessage | restriction of separation |
 * | all of these | | restrictions of freshness, of rules, of the zones of `zones_file` |
 * | `/theory_of_mind/people`, `/harm_prediction/forecast` | People, HarmForecast | restrictions that only advise |
 * | `/veto`, `hardware_stop`, `~/stop` | Bool, Bool, Trigger | switches, stop |
 * | `~/reset`, `~/resume`, `~/waive`, `~/limit` | HumanAct | once the signature is verified |
 *
 * Out: `cmd_vel` at `rate` and at once for every command; `~/hardware_stop` at 20 Hz and on change, true while power is to be
 * taken away;
 * `~/decisions`; `~/state` (latched, 10 Hz and on change); `~/boot` (latched); `/diagnostics`
 * and `~/zones`, 1 Hz.
 */
export const safetySupervisor: NodeDefinition<typeof PARAMETERS> = {
  name: "safety_supervisor",
  parameters: PARAMETERS,
  inactive: "holds",
  start: (bus, parameters) => new Supervisor(bus, parameters),
};

class Supervisor implements RunningNode {
  readonly #bus: Bus;
  readonly #parameters: Parameters;
  readonly #facts: Facts;
  readonly #latch;
  readonly #diary: Diary;
  readonly #watched: ParameterWatch;
  readonly #senses: Senses;
  readonly #commands: Commands;
  readonly #humans: Humans;
  readonly #rules: RuleWatch;
  readonly #zones: Zones | undefined;
  readonly #base: BaseWatch;
  readonly #reports: Reports;
  readonly #send: (twist: frame.Twist) => void;
  readonly #cut: (power: "on" | "off", now: Seconds) => void;
  #verdict: Verdict;
  #decidedAt: Seconds = -Infinity;
  #attendedAt: Seconds = -Infinity;

  constructor(bus: Bus, parameters: Parameters) {
    this.#bus = bus;
    this.#parameters = parameters;
    const rulesFile = parameters.rules_file === "" ? shippedRulesFile() : parameters.rules_file;
    const rules = openRules(rulesFile, openOperators(parameters.operators_file));
    this.#watched = new ParameterWatch(parameters, rules, rulesFile);
    const zones = openZones(parameters.zones_file, {
      speed: parameters.max_speed,
      spin: parameters.max_spin,
    });
    this.#latch = openLatch(bus, parameters);
    this.#diary = new Diary(parameters, this.#watched.versions);
    this.#facts = new Facts(bus);
    this.#reports = new Reports(bus, parameters);
    this.#send = this.#openOutput();
    this.#cut = this.#openCut();
    this.#facts.tell(settingsOf(parameters));
    this.#facts.check("parameters-unverified", this.#watched.look());
    this.#verdict = decide(this.#facts.state, bus.monotonic());
    const turn = this.#turn();
    const waivable = new Set([...waivableRules(rules), ...(zones ? waivableNames(zones) : [])]);
    // Whoever stops is heard first: subscriptions are served in the order they were made.
    this.#humans = new Humans(turn, () => this.#senses.body?.pose, this.#diary, waivable);
    this.#senses = new Senses(turn);
    this.#commands = new Commands(turn, (...heard) => this.#senses.overhear(...heard));
    this.#rules = new RuleWatch(turn, this.#senses, rules);
    this.#zones = zones && new Zones(turn, this.#senses, zones);
    this.#base = new BaseWatch(turn);
    this.#wake();
    this.#every(1 / parameters.rate, () => this.#tick());
    this.#every(GRAPH_PERIOD, () => this.#base.look());
    this.#every(1, () => this.#keep());
  }

  /** Leaves the base standing. */
  async stop(): Promise<void> {
    this.#send(frame.STANDSTILL);
    await this.#latch.close(this.#facts.state.latch === undefined ? "free" : "latched");
    await this.#diary.close();
  }

  /** Told by its lifecycle; nothing of it touches a latch. */
  hold(hold: "held" | "released"): void {
    this.#commands.hold(hold === "held" ? "its lifecycle" : "");
  }

  #turn(): Turn {
    return {
      bus: this.#bus,
      parameters: this.#parameters,
      facts: this.#facts,
      decide: () => this.#decide(),
      safely: (act) => this.#safely(act),
    };
  }

  /** A run that ended out of order, or latched, goes on latched. */
  #wake(): void {
    if (this.#parameters.start_latched || this.#latch.before === "unclean") {
      const { because, by } = this.#latch.cause ?? { because: "", by: "the start" };
      const before = because === "" ? by : `the run before, latched by ${because} (${by})`;
      this.#facts.stop("supervisor-restarted", before);
      this.#decide();
    }
  }

  /** Publishes nothing before it is known which type the base reads. */
  #openOutput(): (twist: frame.Twist) => void {
    const {
      cmd_vel_out_topic: topic,
      enable_stamped_cmd_vel: setting,
      base_frame,
    } = this.#parameters;
    let send: (twist: frame.Twist) => void = () => undefined;
    whenTypeKnown(this.#bus, { topic, others: "subscriptions", setting }, (type) => {
      if (type === "stamped") {
        const out = this.#bus.advertise(commandTopic(topic));
        send = (twist) =>
          out.publish({
            header: headerAt(this.#bus.now(), base_frame),
            twist: twistMessage(twist),
          });
      } else {
        const out = this.#bus.advertise(plainCommandTopic(topic));
        send = (twist) => out.publish(twistMessage(twist));
      }
    });
    return (twist) => send(twist);
  }

  /** Asks the hardware stop at once when that changes, and again so often that it would notice a silence. */
  #openCut(): (power: "on" | "off", now: Seconds) => void {
    const out = this.#bus.advertise(TOPICS.hardwareStop);
    let last: { readonly power: "on" | "off"; readonly at: Seconds } | undefined;
    return (power, now) => {
      if (last?.power !== power || !(now - last.at < CUT_PERIOD)) {
        last = { power, at: now };
        out.publish({ data: power === "off" });
      }
    };
  }

  #every(period: Seconds, act: () => void): void {
    this.#bus.every(
      period,
      "steady",
      this.#safely(() => act()),
    );
  }

  #safely<A extends unknown[]>(act: (...given: A) => void): (...given: A) => void {
    return (...given) => {
      try {
        act(...given);
      } catch (error) {
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        this.#bus.log("error", `internal fault: ${text}`);
        this.#facts.stop("internal-fault", "safety_supervisor");
        this.#sayNow();
      }
    };
  }

  /** Time-driven: whether or not anything arrives, something goes out each period. */
  #tick(): void {
    if (this.#bus.monotonic() - this.#decidedAt >= 0.5 / this.#parameters.rate) {
      this.#decide();
    }
  }

  /** Sources, clocks and rules are looked at no more than twice a period: a flood of commands is no flood of looks. */
  #decide(): void {
    const now = this.#bus.monotonic();
    this.#commands.arbitrate(now);
    if (!(now - this.#attendedAt < 0.5 / this.#parameters.rate)) {
      this.#attendedAt = now;
      this.#senses.attend(now);
      this.#humans.attend();
      this.#rules.attend(now, this.#humans.waivers(now));
    }
    this.#zones?.attend(now, this.#humans.waivers(now));
    this.#sayNow();
  }

  /** Lets the kernel decide on what it knows, and only then does anything else. */
  #sayNow(): void {
    const now = this.#bus.monotonic();
    const latch = this.#facts.state.latch;
    this.#verdict = decide(this.#facts.state, now);
    this.#send(this.#verdict.given);
    this.#cut(this.#verdict.power, now);
    this.#decidedAt = now;
    this.#reports.decided(this.#facts.state, this.#verdict, now, this.#facts.take());
    this.#facts.tell(settled(this.#verdict, now));
    this.#senses.given(this.#verdict.given, now);
    this.#diary.decided(this.#facts.state, this.#verdict, now);
    if (this.#facts.state.latch !== latch) {
      this.#latch.note(this.#facts.state.latch);
    }
  }

  /** Once a second: diagnostics, and what must stay on the disk. */
  #keep(): void {
    this.#reports.diagnose(this.#verdict, this.#diary.failing());
    this.#zones?.draw(this.#bus.monotonic());
    const trouble = this.#latch.keep();
    if (trouble !== undefined) {
      this.#bus.log("error", trouble);
    }
    this.#checkLog();
    void this.#watched.lookAside(this.#safely((wrong) => this.#checkParameters(wrong)));
  }

  /** Only news is told: a look takes its time, and what is decided must not hang on that. */
  #checkParameters(wrong: string): void {
    if (this.#facts.state.checks["parameters-unverified"]?.wrong !== wrong) {
      this.#facts.check("parameters-unverified", wrong);
    }
  }

  /** Without a log nothing begins to move; a log that fails later is told, and stops nobody. */
  #checkLog(): void {
    const { checks } = this.#facts.state;
    const failing = this.#diary.failing();
    if (checks["log-unverified"]?.wrong !== "") {
      this.#facts.check("log-unverified", failing);
    }
  }
}

/** @throws LatchFileError with one sentence: what cannot remember a latch must not start. */
function openLatch({ namespace, clock }: Bus, { latch_file, robot }: Parameters): LatchFile {
  return openLatchFile(latchPlace({ asked: latch_file, robot, namespace, clock }));
}

function waivableRules({ book }: TrustedRules): readonly string[] {
  return book.rules.filter(({ waivable }) => waivable === "waivable").map(({ id }) => id);
}
