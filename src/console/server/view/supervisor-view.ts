import type {
  Decision,
  Limit,
  Reason,
  SupervisorState,
} from "../../../bus/messages/coalign-msgs.gen.ts";
import type { Twist } from "../../../bus/messages/geometry-msgs.gen.ts";
import type {
  DecisionView,
  LimitView,
  Motion,
  ReasonView,
  SupervisorView,
} from "../../protocol.ts";
import { rounded, roundedOr } from "../latest.ts";

/** The supervisor's state as the page shows it. */
export function viewSupervisor(state: SupervisorState): SupervisorView {
  return {
    mode: state.mode,
    latched: state.latched,
    latchedBecause: state.latched_because,
    latchedBy: state.latched_by,
    resetDone: state.reset_done,
    driver: state.driver,
    sentence: state.sentence,
    reasons: state.reasons.map(viewReason),
    limit: viewLimit(state.limit),
    sources: state.sources.map((source) => ({
      source: source.source,
      required: source.required,
      age: rounded(source.age),
      budget: rounded(source.budget),
      trouble: source.trouble,
    })),
  };
}

/** A decision as the page shows it. What is not finite was refused and is shown as no motion asked. */
export function viewDecision(decision: Decision): DecisionView {
  return {
    asked: viewMotion(decision.asked),
    given: viewMotion(decision.given),
    scale: roundedOr(decision.scale, 0),
    driver: decision.driver,
  };
}

/** The planar part of a twist. */
export function viewMotion(twist: Twist): Motion {
  return {
    x: roundedOr(twist.linear.x, 0),
    y: roundedOr(twist.linear.y, 0),
    turn: roundedOr(twist.angular.z, 0),
  };
}

function viewLimit(limit: Limit): LimitView {
  return {
    speed: rounded(limit.speed),
    spin: rounded(limit.spin),
    bounds: limit.bounds.map((bound) => ({
      x: roundedOr(bound.x, 0),
      y: roundedOr(bound.y, 0),
      turn: roundedOr(bound.turn, 0),
      atMost: roundedOr(bound.at_most, 0),
      because: bound.because,
      source: bound.source,
    })),
  };
}

function viewReason(reason: Reason): ReasonView {
  return {
    id: reason.id,
    sentence: reason.sentence,
    source: reason.source,
    margin: rounded(reason.margin),
    unit: reason.unit,
    age: rounded(reason.age),
  };
}
