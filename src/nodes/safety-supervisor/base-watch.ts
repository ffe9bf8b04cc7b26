import type { Endpoint } from "../../bus/port.ts";
import { nameHere, TOPICS } from "../../bus/topics.ts";
import type { Seconds } from "../../quantity/time.ts";
import type { Turn } from "./turn.ts";

/** What the robot must know to move, each from one alone: a second one could make it take a person for free space. */
const SENSES = [TOPICS.body, TOPICS.scan].map(nameHere);

/** How often the graph is asked who speaks for the senses [s]: asking costs more than a decision. */
const SENSES_PERIOD: Seconds = 0.5;

/**
 * Watches who commands the base besides the supervisor: on its own topic, and on the one on which a deadman hands on
 * what it gives. A deadman is known by what it does: it hears the supervisor, and it alone speaks to the base.
 * Watches too that body and scan have one publisher each.
 */
export class BaseWatch {
  readonly #turn: Turn;
  #told = "";
  #doubles: readonly string[] = [];
  #askedAt: Seconds = -Infinity;

  constructor(turn: Turn) {
    this.#turn = turn;
  }

  /** Asks the graph, and tells the kernel. */
  look(): void {
    const { bus, parameters, facts } = this.#turn;
    const out = parameters.cmd_vel_out_topic;
    const base = parameters.cmd_vel_base_topic;
    const others = namesOf(bus.publishers(out));
    const speakers = base === out ? [] : namesOf(bus.publishers(base));
    const beside = speakers.length === 0 ? [] : this.#besideDeadman(speakers);
    const rogues = [...on(out, others), ...on(base, beside)];
    const now = bus.monotonic();
    if (!(now - this.#askedAt < SENSES_PERIOD)) {
      this.#askedAt = now;
      this.#doubles = SENSES.flatMap((name) => this.#doubled(name));
    }
    const wrong = [...new Set([...rogues, ...this.#doubles])].join(", ");
    if (wrong !== this.#told) {
      this.#told = wrong;
      bus.log(
        "warn",
        wrong === "" ? "every topic has one publisher again" : `too many speak: ${wrong}`,
      );
    }
    facts.check("second-publisher", wrong);
  }

  /** All who publish a topic that one alone may. */
  #doubled(name: string): readonly string[] {
    const publishers = namesOf(this.#turn.bus.publishers(name));
    return publishers.length > 1 ? on(name, publishers) : [];
  }

  /** Those who are no deadman; all of them where more than one could be. */
  #besideDeadman(speakers: readonly string[]): readonly string[] {
    const { bus, parameters } = this.#turn;
    const listeners = new Set(namesOf(bus.subscriptions(parameters.cmd_vel_out_topic)));
    const deadmen = speakers.filter((name) => listeners.has(name));
    return deadmen.length > 1 ? speakers : speakers.filter((name) => !listeners.has(name));
  }
}

/** For example `/rogue on cmd_vel`. */
function on(topic: string, nodes: readonly string[]): readonly string[] {
  return nodes.map((node) => `${node} on ${topic}`);
}

function namesOf(endpoints: readonly Endpoint[]): readonly string[] {
  return endpoints.filter(({ own }) => own === "foreign").map(({ node }) => node);
}
