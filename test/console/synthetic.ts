import { readFileSync } from "node:fs";
import {
  BodyState,
  Bound,
  Capability,
  Decision,
  HarmAlternative,
  HarmForecast,
  Limit,
  People,
  Person,
  PersonHarm,
  PredictedPath,
  Reason,
  SourceAge,
  SupervisorState,
} from "../../src/bus/messages/coalign-msgs.gen.ts";
import { Twist } from "../../src/bus/messages/geometry-msgs.gen.ts";
import { Odometry } from "../../src/bus/messages/nav-msgs.gen.ts";
import { LaserScan } from "../../src/bus/messages/sensor-msgs.gen.ts";
import type { Bus } from "../../src/bus/port.ts";
import { SERVICES, TOPICS } from "../../src/bus/topics.ts";
import { quaternionOf } from "../../src/quantity/angle.ts";
import { createRandom } from "../../src/quantity/random.ts";
import { stampOf } from "../../src/quantity/time.ts";

const NEVER = Infinity;

function twist(x: number, turn: number): Twist {
  return Twist.create({ linear: { x, y: 0, z: 0 }, angular: { x: 0, y: 0, z: turn } });
}

/** Distance from a point along a direction to the walls of a 12 m × 8 m room with a pillar [m]. */
function rangeIn(x: number, y: number, angle: number): number {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  let range = Infinity;
  for (const [away, along] of [
    [6 - x, c],
    [-6 - x, c],
    [4 - y, s],
    [-4 - y, s],
  ] as const) {
    if (away / along > 0) {
      range = Math.min(range, away / along);
    }
  }
  const [px, py] = [2.5 - x, -2 - y];
  const along = px * c + py * s;
  const aside = Math.abs(px * s - py * c);
  return along > 0 && aside < 0.4 ? Math.min(range, along - Math.sqrt(0.16 - aside ** 2)) : range;
}

/**
 * A made-up run for looking at the page: a robot that goes round a room among people, one of whom is in the way. The
 * numbers are chosen, not computed by any faculty; only the way they travel is real.
 */
export class Synthetic {
  latched = false;
  vetoes = 0;

  constructor(bus: Bus, count: number) {
    const random = createRandom(7);
    const walkers = Array.from({ length: count }, (_, i) => ({
      id: `p${i + 1}`,
      x: random.between(-5.5, 5.5),
      y: random.between(-3.6, 3.6),
      heading: random.between(-Math.PI, Math.PI),
      speed: random.between(0, 1.3),
      sees: random.uniform(),
      seen: random.chance(0.85),
      unsure: random.chance(0.25),
      height: random.between(1.1, 1.95),
    }));
    bus.subscribe(TOPICS.veto, ({ data }) => {
      this.vetoes += data ? 1 : 0;
      this.latched ||= data;
    });
    bus.serve(SERVICES.stop, () => {
      this.latched = true;
      return { success: true, message: "stopped" };
    });
    const description = bus.advertise(TOPICS.robotDescription);
    const urdf = new URL("../../urdf/diff_base.urdf", import.meta.url);
    description.publish({ data: readFileSync(urdf, "utf8") });
    const capability = bus.advertise(TOPICS.capability);
    capability.publish(Capability.create({ speed: 1.2, spin: 2.5 }));
    const out = {
      odom: bus.advertise(TOPICS.odom),
      body: bus.advertise(TOPICS.body),
      scan: bus.advertise(TOPICS.scan),
      people: bus.advertise(TOPICS.people),
      forecast: bus.advertise(TOPICS.forecast),
      state: bus.advertise(TOPICS.supervisorState),
      decisions: bus.advertise(TOPICS.decisions),
    };
    const at = { x: -2, y: 0.4, yaw: 0.15 };
    bus.every(0.02, "steady", () => {
      const given = this.latched ? 0 : 0.38;
      at.x += given * 0.02 * Math.cos(at.yaw);
      at.y += given * 0.02 * Math.sin(at.yaw);
      at.yaw += given * 0.02 * 0.25;
      this.#publishRobot(bus, out, at, given);
    });
    bus.every(0.1, "steady", () => {
      for (const walker of walkers) {
        walker.x += walker.speed * 0.1 * Math.cos(walker.heading);
        walker.y += walker.speed * 0.1 * Math.sin(walker.heading);
        if (Math.abs(walker.x) > 5.5 || Math.abs(walker.y) > 3.6) {
          walker.heading += 2.6;
        }
      }
      const first = walkers[0];
      if (first !== undefined) {
        Object.assign(first, {
          x: at.x + 1.7 * Math.cos(at.yaw) - 0.3 * Math.sin(at.yaw),
          y: at.y + 1.7 * Math.sin(at.yaw) + 0.3 * Math.cos(at.yaw),
          heading: at.yaw - 1.9,
          speed: 0.7,
          seen: true,
          unsure: false,
          sees: 0.12,
        });
      }
      const header = { stamp: stampOf(bus.now()), frame_id: "odom" };
      out.people.publish(
        People.create({
          header,
          people: walkers.map((walker) =>
            Person.create({
              id: walker.id,
              source: "people_detections",
              age: walker.seen ? 0.05 : 1.8,
              visible: walker.seen,
              confidence: 0.95,
              position: { x: walker.x, y: walker.y, z: 0 },
              velocity: {
                x: walker.speed * Math.cos(walker.heading),
                y: walker.speed * Math.sin(walker.heading),
                z: 0,
              },
              covariance: Float64Array.from({ length: 16 }, (_, i) =>
                i % 5 === 0 ? (walker.seen ? 0.003 : 0.04) : 0,
              ),
              heading: walker.heading,
              heading_deviation: walker.unsure ? Math.PI : 0.2,
              radius: 0.3,
              height: walker.height,
              posture: "standing",
              sees_robot: walker.sees,
              aware_of_robot: walker.sees,
              futures: [
                PredictedPath.create({
                  probability: 1,
                  step: 0.5,
                  points: [1, 2, 3, 4].map((k) => ({
                    x: walker.x + 0.5 * k * walker.speed * Math.cos(walker.heading),
                    y: walker.y + 0.5 * k * walker.speed * Math.sin(walker.heading),
                    z: 0,
                  })),
                  radius90: Float64Array.from([0.35, 0.5, 0.7, 0.95]),
                }),
              ],
            }),
          ),
        }),
      );
      const range = Float32Array.from({ length: 360 }, (_, i) => {
        const angle = (i * Math.PI) / 180;
        return i > 140 && i < 165 ? NaN : rangeIn(at.x, at.y, at.yaw + angle);
      });
      out.scan.publish(
        LaserScan.create({
          header: { ...header, frame_id: "laser" },
          angle_increment: Math.PI / 180,
          range_min: 0.05,
          range_max: 10,
          ranges: range.map((r) => (r > 10 ? NEVER : r)),
        }),
      );
      out.forecast.publish(
        HarmForecast.create({
          header,
          horizon: 3,
          rollouts: 64,
          sentence: "going on, the robot would hit p1 in about 1.6 s with a chance of 34 %",
          alternatives: [
            HarmAlternative.create({
              id: "command",
              twist: twist(0.9, 0.1),
              worst_harm: 0.14,
              people: [
                PersonHarm.create({
                  person: "p1",
                  contact_probability: 0.34,
                  time_to_contact: 1.6,
                  severity: 0.4,
                  impact_speed: 0.7,
                  harm: 0.14,
                }),
              ],
            }),
          ],
        }),
      );
    });
  }

  #publishRobot(
    bus: Bus,
    out: {
      readonly odom: { publish(message: Odometry): void };
      readonly body: { publish(message: BodyState): void };
      readonly state: { publish(message: SupervisorState): void };
      readonly decisions: { publish(message: Decision): void };
    },
    at: { readonly x: number; readonly y: number; readonly yaw: number },
    given: number,
  ): void {
    const header = { stamp: stampOf(bus.now()), frame_id: "odom" };
    const pose = { position: { x: at.x, y: at.y, z: 0 }, orientation: quaternionOf(at.yaw) };
    const odometry = Odometry.create({ header, child_frame_id: "base_link" });
    out.odom.publish({ ...odometry, pose: { ...odometry.pose, pose } });
    const corners = Array.from({ length: 8 }, (_, i) => ({
      x: 0.25 * Math.cos(((2 * i + 1) * Math.PI) / 8),
      y: 0.25 * Math.sin(((2 * i + 1) * Math.PI) / 8),
      z: 0,
    }));
    out.body.publish(
      BodyState.create({
        header,
        pose,
        twist: twist(given, given * 0.25),
        footprint: { points: corners },
        radius: 0.25,
        height: 0.35,
        stopping_distance: given * 0.5,
      }),
    );
    out.decisions.publish(
      Decision.create({
        header,
        driver: "autonomy",
        asked: twist(0.9, 0.22),
        given: twist(given, given * 0.25),
        scale: given / 0.9,
      }),
    );
    const front = { turn: 0, because: "protective-separation", source: "scan" };
    out.state.publish(
      SupervisorState.create({
        header,
        mode: this.latched ? "latched" : "slowed",
        latched: this.latched,
        latched_because: this.latched ? "human-veto" : "",
        driver: "autonomy",
        sentence: this.latched
          ? "The robot stands still and is latched: a human stopped it."
          : "The robot goes slower than asked: p1 is 1.7 m ahead and may step into its way.",
        reasons: [
          Reason.create({
            id: "protective-separation",
            sentence: "p1 is nearer than the distance the robot needs to stop",
            source: "scan",
            margin: -0.21,
            unit: "m",
            age: 0.06,
          }),
          Reason.create({
            id: "foreseen-harm",
            sentence: "contact with p1 is likely within 1.6 s",
            source: "harm_prediction/forecast",
            margin: 0.04,
            unit: "1",
            age: 0.1,
          }),
        ],
        limit: Limit.create({
          speed: this.latched ? 0 : 1,
          spin: 2.5,
          bounds: [
            Bound.create({ ...front, x: 0.98, y: 0.17, at_most: 0.38 }),
            Bound.create({ ...front, x: 0.3, y: -0.95, at_most: 0.7 }),
          ],
        }),
        sources: [
          source("cmd_vel_in", 0.03, 0.2),
          source("self_perception/body", 0.02, 0.2),
          source("scan", 0.06, 0.35),
          { ...source("theory_of_mind/people", 0.08, 0.5), required: false },
          { ...source("harm_prediction/forecast", NEVER, 0.5), required: false, trouble: "silent" },
        ],
      }),
    );
  }
}

function source(name: string, age: number, budget: number): SourceAge {
  return SourceAge.create({ source: name, required: true, age, stamp_age: age, budget });
}
