import type { Decision, SupervisorState } from "../../bus/messages/coalign-msgs.gen.ts";
import { DiagnosticArray, DiagnosticStatus } from "../../bus/messages/diagnostic-msgs.gen.ts";
import type { Header } from "../../bus/messages/std-msgs.gen.ts";
import type { Bus, Publisher } from "../../bus/port.ts";
import { TOPICS } from "../../bus/topics.ts";
import type { Verdict } from "../../kernel/decide.ts";
import type { Fact } from "../../kernel/fact.ts";
import type { State } from "../../kernel/observe.ts";
import type { Seconds } from "../../quantity/time.ts";
import { writeFact } from "../../record/fact-text.ts";
import { writeState } from "../../record/state-text.ts";
import { decisionMessage, headerAt, sentenceOf, stateMessage } from "./messages.ts";
import type { Parameters } from "./parameters.ts";

/** One decision in so many carries all that the kernel knew: a replay can begin there [1]. */
const CHECKPOINT = 100;

/** How often it is asked whether anybody hears decisions, at most [s]: a flood of commands is no flood of questions. */
const HEARING_PERIOD: Seconds = 0.01;

/** Period of the state message when nothing changes [s]. */
const STATE_PERIOD: Seconds = 0.1;

/** Tells the world what was decided and why: decisions, state, diagnostics. */
export class Reports {
  readonly #bus: Bus;
  readonly #parameters: Parameters;
  readonly #decisions: Publisher<Decision>;
  readonly #states: Publisher<SupervisorState>;
  readonly #diagnostics: Publisher<DiagnosticArray>;
  #count = 0;
  #isHeard = false;
  #hearers = 0;
  #askedAt: Seconds = -Infinity;
  #stateSentAt: Seconds = -Infinity;
  #summary = "";

  constructor(bus: Bus, parameters: Parameters) {
    this.#bus = bus;
    this.#parameters = parameters;
    this.#decisions = bus.advertise(TOPICS.decisions);
    this.#states = bus.advertise(TOPICS.supervisorState);
    this.#diagnostics = bus.advertise(TOPICS.diagnostics);
  }

  /** A decision, with every fact since the one before; the state at once when it changed, else at its own rate. */
  decided(state: State, verdict: Verdict, now: Seconds, facts: readonly Fact[]): void {
    this.#count += 1;
    const header = headerAt(this.#bus.now(), this.#parameters.base_frame);
    this.#tellDecision(state, verdict, now, facts, header);
    const summary = `${verdict.mode} ${verdict.stops.map((stop) => stop.id).join()}`;
    if (summary !== this.#summary || now - this.#stateSentAt >= STATE_PERIOD - 1e-6) {
      this.#summary = summary;
      this.#stateSentAt = now;
      this.#states.publish(stateMessage(state, verdict, header, now, this.#count));
    }
  }

  /** Nothing is written for nobody: whoever begins to listen first gets all that the kernel knows. */
  #tellDecision(
    state: State,
    verdict: Verdict,
    now: Seconds,
    facts: readonly Fact[],
    header: Header,
  ): void {
    if (!(now - this.#askedAt < HEARING_PERIOD)) {
      this.#askedAt = now;
      this.#hearers = this.#decisions.subscribers();
    }
    if (this.#hearers === 0) {
      this.#isHeard = false;
      return;
    }
    const known = !this.#isHeard || this.#count % CHECKPOINT === 1 ? writeState(state) : "";
    const told = facts.map(writeFact);
    this.#isHeard = true;
    this.#decisions.publish(decisionMessage(verdict, header, now, this.#count, told, known));
  }

  diagnose(verdict: Verdict, failing: string): void {
    const { mode } = verdict;
    const status = DiagnosticStatus.create({
      level: ["latched", "stopped", "off", "arming"].includes(mode) ? 1 : 0,
      name: "safety_supervisor: verdict",
      message: sentenceOf(verdict),
      hardware_id: this.#parameters.robot,
    });
    const log = DiagnosticStatus.create({
      level: failing === "" ? 0 : 2,
      name: "safety_supervisor: log",
      message: failing === "" ? "everything is written" : failing,
      hardware_id: this.#parameters.robot,
    });
    const header = headerAt(this.#bus.now(), "");
    this.#diagnostics.publish(DiagnosticArray.create({ header, status: [status, log] }));
  }
}
