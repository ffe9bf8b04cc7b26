/** What is known of a person that decides how badly a contact may hurt. */
export type Frailty = {
  /** 0 when unknown [m]. */
  readonly height: number;
  readonly posture: string;
};

/**
 * A region of the body in the two-mass contact model of ISO/TS 15066 (now in ISO 10218-2:2025): spring constant k and
 * effective mass (Table A.3), and the largest transient force, twice the quasi-static limit (Table A.2). The limits are
 * pain onset of healthy adults. Skull and face have no transient limit, contact there is not permissible: the
 * quasi-static value stands in for it. Values as cited in public copies; check against a purchased copy before a release.
 */
type Region = {
  /** Where it begins above the ground in a standing adult of 1.75 m [m]. */
  readonly from: number;
  /** [N/m] */
  readonly stiffness: number;
  /** [kg] */
  readonly mass: number;
  /** [N] */
  readonly limit: number;
};

const REGIONS: readonly Region[] = [
  { from: 0, stiffness: 60e3, mass: 75, limit: 2 * 130 },
  { from: 0.5, stiffness: 50e3, mass: 75, limit: 2 * 220 },
  { from: 0.85, stiffness: 25e3, mass: 40, limit: 2 * 180 },
  { from: 1, stiffness: 10e3, mass: 40, limit: 2 * 110 },
  { from: 1.15, stiffness: 25e3, mass: 40, limit: 2 * 140 },
  { from: 1.4, stiffness: 50e3, mass: 1.2, limit: 2 * 150 },
  { from: 1.5, stiffness: 75e3, mass: 4.4, limit: 65 },
];
const ADULT = 1.75;
/** Below this height a person is taken for a child [m]; where the height is unknown, regions are those of this height [m]. */
const CHILD = 1.5;
const UNKNOWN = 1.2;
/** Share of the adult limits granted to a child and to somebody unknown [1]: a choice; the standard holds for adults only. */
const CHILD_SHARE = 0.5;
const UNKNOWN_SHARE = 0.75;

/**
 * How many times the limit force a contact at 1 m/s reaches, in the worst region the robot can reach [s/m]. The force is
 * v √(μ k) with μ the reduced mass of robot and region.
 */
export function hardness(robotMass: number, robotHeight: number, person: Frailty): number {
  const known = person.height > 0;
  const stature = known ? person.height : UNKNOWN;
  const seated = person.posture === "sitting" ? 0.75 : 1;
  const scaled = person.posture === "lying" ? 0 : (stature * seated) / ADULT;
  const share = known ? (stature < CHILD ? CHILD_SHARE : 1) : UNKNOWN_SHARE;
  let worst = 0;
  for (const { from, stiffness, mass, limit } of REGIONS) {
    if (from * scaled <= robotHeight) {
      const reduced = 1 / (1 / robotMass + 1 / mass);
      worst = Math.max(worst, Math.sqrt(reduced * stiffness) / (limit * share));
    }
  }
  return worst;
}

/**
 * Severity of a contact, from 0 harmless to 1 worst: 1 - 2^(-F / F_limit), so that a contact at the limit counts 0.5 and
 * a harder one always counts more.
 * @param closing - Closing speed [m/s]; 0 or less does no harm.
 */
export function severity(closing: number, hard: number): number {
  return closing > 0 ? 1 - Math.exp(-Math.LN2 * closing * hard) : 0;
}
