import type {
  Estimate,
  People,
  Person,
  PredictedPath,
} from "../../../bus/messages/coalign-msgs.gen.ts";
import type { EstimateView, FutureView, PeopleFrame, PersonView } from "../../people-frame.ts";
import { rounded, roundedOr } from "../latest.ts";

/** Most people sent, the first of the list [1]. */
const MOST_PEOPLE = 200;
/** Most futures of one person, the likeliest [1], and points of one future. */
const MOST_FUTURES = 3;
const MOST_POINTS = 8;
/** Most estimates of one person [1]. */
const MOST_ESTIMATES = 10;

/** Everyone the robot believes to be around, as the page shows them. */
export function viewPeople(people: People): PeopleFrame {
  return { kind: "people", people: people.people.slice(0, MOST_PEOPLE).map(viewPerson) };
}

function viewPerson(person: Person): PersonView {
  const variance = Math.max(person.covariance[0] ?? 0, person.covariance[5] ?? 0, 0);
  return {
    id: person.id,
    x: roundedOr(person.position.x, 0),
    y: roundedOr(person.position.y, 0),
    vx: roundedOr(person.velocity.x, 0),
    vy: roundedOr(person.velocity.y, 0),
    heading: roundedOr(person.heading, 0),
    headingDeviation: roundedOr(person.heading_deviation, Math.PI),
    radius: roundedOr(person.radius, 0.3),
    height: roundedOr(person.height, 0),
    posture: person.posture,
    deviation: roundedOr(Math.sqrt(variance), 0),
    confidence: roundedOr(person.confidence, 0),
    visible: person.visible,
    age: rounded(person.age),
    sees: roundedOr(person.sees_robot, 0),
    aware: roundedOr(person.aware_of_robot, 0),
    futures: [...person.futures]
      .sort((a, b) => b.probability - a.probability)
      .slice(0, MOST_FUTURES)
      .map(viewFuture),
    estimates: person.estimates.slice(0, MOST_ESTIMATES).map(viewEstimate),
    because: person.because,
  };
}

function viewEstimate({ what, says, value, because }: Estimate): EstimateView {
  return { what, says, value: roundedOr(value, 0), because };
}

function viewFuture(path: PredictedPath): FutureView {
  const step = Math.max(1, Math.ceil(path.points.length / MOST_POINTS));
  const points: number[] = [];
  for (let i = step - 1; i < path.points.length; i += step) {
    const point = path.points[i];
    if (point !== undefined) {
      points.push(
        roundedOr(point.x, 0),
        roundedOr(point.y, 0),
        roundedOr(path.radius90[i] ?? 0, 0),
      );
    }
  }
  return { probability: roundedOr(path.probability, 0), points };
}
