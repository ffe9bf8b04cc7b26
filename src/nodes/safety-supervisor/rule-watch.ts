import type { FactOf } from "../../kernel/fact.ts";
import { ageOf } from "../../kernel/required.ts";
import { speedOf } from "../../quantity/frame.ts";
import type { Seconds } from "../../quantity/time.ts";
import { restrict, type RuleWaivers } from "../../rules/restrict.ts";
import type { Signals } from "../../rules/signal.ts";
import {
  begin,
  type Finding,
  prepare,
  type Prepared,
  watch,
  type Watch,
} from "../../rules/watch.ts";
import type { TrustedRules } from "../rules-file.ts";
import type { Body } from "../../separation/view.ts";
import type { Senses } from "./senses.ts";
import type { Turn } from "./turn.ts";

/** Watches the red lines that need memory. */
export class RuleWatch {
  readonly #turn: Turn;
  readonly #senses: Senses;
  readonly #prepared: Prepared;
  readonly #period: Seconds;
  #watch: Watch;
  #findings: readonly Finding[] = [];
  #watchedAt: Seconds = -Infinity;

  constructor(turn: Turn, senses: Senses, { book }: TrustedRules) {
    this.#turn = turn;
    this.#senses = senses;
    this.#prepared = prepare(book);
    this.#watch = begin(this.#prepared);
    this.#period = 0.5 / turn.parameters.rate;
  }

  /**
   * Before each decision; samples are no nearer than half a period, so that a flood of commands is no flood of samples.
   * @param waivers - What a human has waived here and now.
   */
  attend(now: Seconds, waivers: RuleWaivers): void {
    if (!(now - this.#watchedAt < this.#period)) {
      const seen = watch(this.#prepared, this.#watch, this.#signals(now), now);
      this.#watch = seen.watch;
      this.#findings = seen.findings;
      this.#watchedAt = now;
    }
    this.#turn.facts.remind("rules", restrict(this.#findings, waivers));
  }

  /** One literal: it is made 50 times a second, and every rule reads from it. */
  #signals(now: Seconds): Signals {
    const { command, restrictions } = this.#turn.facts.state;
    const { body, nearest, people, harm } = this.#senses;
    const isAsked = command !== undefined;
    return {
      speed: body && speedOf(body.twist),
      spin: body && Math.abs(body.twist.wz),
      stopping_distance: body && stoppingDistance(body),
      x: body?.pose.x,
      y: body?.pose.y,
      asked_speed: isAsked ? speedOf(command.twist) : 0,
      asked_spin: isAsked ? Math.abs(command.twist.wz) : 0,
      command_age: isAsked ? ageOf(command, now) : Infinity,
      driver: driverOf(command),
      person_distance: nearest?.person,
      obstacle_distance: nearest?.any,
      scan_age: restrictions.scan === undefined ? Infinity : ageOf(restrictions.scan, now),
      people,
      harm,
    };
  }
}

function driverOf(command: FactOf<"command"> | undefined): Signals["driver"] {
  if (command === undefined) {
    return "nobody";
  }
  return command.by === "human" ? "teleop" : "autonomy";
}

function stoppingDistance({ twist, latency, braking }: Body): number {
  const speed = speedOf(twist);
  return speed * latency + (speed * speed) / (2 * braking);
}
