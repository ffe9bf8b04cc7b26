import type { HarmForecast, PersonHarm } from "../../../bus/messages/coalign-msgs.gen.ts";
import type { ForecastFrame, HarmView } from "../../protocol.ts";
import { rounded, roundedOr } from "../latest.ts";
import { viewMotion } from "./supervisor-view.ts";

/** People whose chance of contact is less are not sent [1], */
const LEAST_CHANCE = 0.01;
/** nor more than these of one alternative, the worst first [1]. */
const MOST_PEOPLE = 20;

/** What the robot foresees, as the page shows it. */
export function viewForecast(forecast: HarmForecast): ForecastFrame {
  return {
    kind: "forecast",
    horizon: roundedOr(forecast.horizon, 0),
    sentence: forecast.sentence,
    alternatives: forecast.alternatives.map((alternative) => ({
      id: alternative.id,
      motion: viewMotion(alternative.twist),
      worst: roundedOr(alternative.worst_harm, 0),
      people: alternative.people
        .filter((person) => person.contact_probability >= LEAST_CHANCE)
        .sort((a, b) => b.harm - a.harm)
        .slice(0, MOST_PEOPLE)
        .map(viewHarm),
    })),
  };
}

function viewHarm(harm: PersonHarm): HarmView {
  return {
    person: harm.person,
    probability: roundedOr(harm.contact_probability, 0),
    time: rounded(harm.time_to_contact),
    severity: roundedOr(harm.severity, 0),
    speed: roundedOr(harm.impact_speed, 0),
    harm: roundedOr(harm.harm, 0),
    omission: roundedOr(harm.omission, 0),
  };
}
