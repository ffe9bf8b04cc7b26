import type { Bus } from "../../bus/port.ts";
import type { Dated, Fact, FactOf, Restriction, Source } from "../../kernel/fact.ts";
import { observe, SILENT, type State } from "../../kernel/observe.ts";
import type { ReasonId } from "../../kernel/reason.ts";
import type { Seconds, Stamp } from "../../quantity/time.ts";
import { stampAge } from "./inputs.ts";

/** What has not changed is told again this often, so that the kernel does not forget it [s]. */
const RETELL: Seconds = 0.1;

/** All that the kernel is told, in order, and the state it makes of it. */
export class Facts {
  readonly #bus: Bus;
  #state: State = SILENT;
  #told: Fact[] = [];

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  get state(): State {
    return this.#state;
  }

  tell(fact: Fact): void {
    this.#state = observe(this.#state, fact);
    this.#told.push(fact);
  }

  /** Everything told since it was taken last. */
  take(): readonly Fact[] {
    const told = this.#told;
    this.#told = [];
    return told;
  }

  /** When a message with this stamp comes now. */
  dated(stamp: Stamp): Dated {
    return { received: this.#bus.monotonic(), stampAge: stampAge(stamp, this.#bus.now()) };
  }

  restrict(source: Source, restriction: Restriction, dated: Dated): void {
    this.tell({ kind: "restriction", source, ...restriction, ...dated });
  }

  /** As `restrict`, for what the supervisor itself finds out now: only news, and reminders. */
  remind(source: Source, restriction: Restriction): void {
    const now = this.#bus.monotonic();
    const before = this.#state.restrictions[source];
    if (before === undefined || now - before.received >= RETELL || !isSame(before, restriction)) {
      this.restrict(source, restriction, { received: now, stampAge: 0 });
    }
  }

  /** What was checked: only news, and reminders. @param wrong - In words; empty when it is in order. */
  check(id: ReasonId, wrong: string): void {
    const received = this.#bus.monotonic();
    const before = this.#state.checks[id];
    if (before?.wrong !== wrong || received - before.received >= RETELL) {
      this.tell({ kind: "check", id, wrong, received });
    }
  }

  stop(because: ReasonId, by: string): void {
    this.tell({ kind: "stop", because, by, received: this.#bus.monotonic() });
  }
}

function isSame(told: FactOf<"restriction">, { bounds, ...restriction }: Restriction): boolean {
  return (
    bounds.length === 0 &&
    told.bounds.length === 0 &&
    told.speed === restriction.speed &&
    told.spin === restriction.spin &&
    told.because === restriction.because &&
    told.about === restriction.about &&
    told.trouble === restriction.trouble
  );
}
