import { parseFormula } from "../../../rules/parse-formula.ts";
import type { RuleBook } from "../../../rules/rule.ts";
import { bareRule } from "./compare.ts";

/** Rules as people write them, short windows and long ones, nested and not. */
const FORMULAS = [
  "not once[0 s, 5 s] person_distance < 0.5 m",
  "not once[0 s, 1 s] person_distance < 5 cm",
  "not (person_distance < 0.6 m since[0 s, 10 s] person_distance < 0.25 m)",
  "driver = teleop implies not once[0 s, 1 s] person_distance < 0.8 m",
  "not (once[0 s, 0.5 s] driver = teleop and once[0 s, 0.5 s] driver = autonomy)",
  "not once[0 s, 2 s] historically[0 s, 0.2 s] speed > 1 m/s",
  "not once[0 s, 1 s] scan_age > 0.35 s",
  "historically[0 s, 60 s] speed < 1.1 m/s",
  "once[0 s, 30 s] speed < 0.2 m/s",
  "speed < 0.5 m/s or historically[1 s, 3 s] person_distance > 0.8 m",
  "not (previously speed < 0.1 m/s and speed > 0.6 m/s)",
  "not historically[0 s, 20 s] asked_speed > 0.5 m/s",
  "people <= 6 implies once[0 s, 10 s] people < 5",
  "not once[0 s, 3 s] harm > 0.3",
  "spin < 1 rad/s since[0 s, 5 s] spin < 0.3 rad/s",
  "obstacle_distance > 0.2 m or speed < 0.2 m/s",
  "not once[2 s, 4 s] (person_distance < 0.4 m and speed > 0.4 m/s)",
  "historically[0 s, 1 s] (speed > 0.8 m/s implies person_distance > 0.6 m)",
  "once speed < 0.1 m/s",
  "(speed < 1 m/s since[0.5 s, 8 s] person_distance > 0.5 m) or spin < 0.5 rad/s",
];

/** The book that is timed and that watches ten million samples. */
export const TWENTY_RULES: RuleBook = {
  rules: FORMULAS.map((text) => bareRule(parseFormula(text, new Map()), "left-out")),
  hold: 0.5,
};
