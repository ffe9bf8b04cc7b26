import type { CrowdColumns } from "../../world/people/crowd.ts";
import { loadRobot } from "../../world/load/load-robot.ts";
import { startPhysics } from "../../world/physics/rapier.ts";
import { Stage } from "../../world/physics/stage.ts";
import { RobotBody } from "../../world/robot/robot-body.ts";
import type { Structure, WorldInstance } from "../../world/scenario/description.ts";
import { spreadBeams } from "../../world/sensors/beams.ts";
import { LidarScene } from "../../world/sensors/scene.ts";
import { PeopleBodies } from "../../world/simulation/people-bodies.ts";
import type { People } from "../../world/simulation/people-port.ts";
import { type Contestant, playHere, type Scene, SIZES, turnBack, wallsOf } from "./world-scene.ts";

/** Our world's own parts in the scene: people with bodies in parts near the robot, the analytic scan. */
export async function ownWorld(scene: Scene): Promise<Contestant> {
  const engine = await startPhysics();
  const { model, profile } = loadRobot("diff_base", [], []);
  const description = {
    id: "robot",
    urdf: "diff_base",
    start: { x: 0, y: 0, yaw: 0 },
    goals: [],
    radius: 0.3,
    sensors: {},
  };
  const { dt } = scene;
  const stage = new Stage(engine, instanceOf(scene), dt);
  const people = walkersOf(scene);
  const bodies = new PeopleBodies(stage, people);
  const robot = new RobotBody(stage, description, model, profile);
  const robots = [robot];
  const view = new LidarScene(stage, people, robots);
  const beams = spreadBeams(SIZES.beams, -Math.PI, 2 * Math.PI);
  const ranges = new Float64Array(SIZES.beams);
  const around = { robots: [], obstacles: [] };
  let time = 0;
  const move = (): void => {
    robot.command({ vx: SIZES.robotSpeed, vy: 0, wz: SIZES.robotTurn }, time);
    robot.drive(time, dt);
    people.step(dt, around);
    bodies.drive(dt, robots);
    stage.world.step(stage.events);
    time += dt;
    robot.read(dt);
    bodies.read(dt);
  };
  const scan = (): void => {
    const { x, y, yaw } = robot.motion;
    ranges.fill(Infinity);
    view.look(ranges, beams, { x, y, yaw, height: SIZES.scanHeight }, SIZES.scanReach, robot);
  };
  scan();
  return {
    name: "coalign",
    firstScan: [...ranges],
    play: async (steps) => await Promise.resolve(playHere(steps, move, scan)),
    end: () => stage.free(),
  };
}

function instanceOf(scene: Scene): WorldInstance {
  const solid = { bottom: 0, transparent: false } as const;
  const walls: Structure[] = wallsOf(scene).map(([x, y, length, width], i) => ({
    ...solid,
    id: `wall${i}`,
    kind: "box",
    at: { x, y, yaw: 0 },
    length,
    width,
    height: SIZES.wallHeight,
  }));
  const boxes: Structure[] = Array.from({ length: scene.boxes.length / 3 }, (_, i) => {
    const [x = 0, y = 0, yaw = 0] = scene.boxes.slice(3 * i, 3 * i + 3);
    return {
      ...solid,
      id: `box${i}`,
      kind: "box",
      at: { x, y, yaw },
      length: SIZES.boxLength,
      width: SIZES.boxWidth,
      height: SIZES.boxHeight,
    };
  });
  const { half } = scene;
  return {
    name: "crowd scene",
    seed: 0,
    bounds: { minX: -half, minY: -half, maxX: half, maxY: half },
    structures: [...walls, ...boxes],
    objects: [],
    places: [],
    people: [],
    robots: [],
  };
}

/** The scene's walkers; the lidar sees the disc of the whole person, as the other engines' rays do. */
function walkersOf({ people: count, half, walkers }: Scene): People {
  const column = (offset: number): Float64Array =>
    Float64Array.from({ length: count }, (_, i) => walkers[4 * i + offset] ?? 0);
  const fill = (value: number): Float64Array => new Float64Array(count).fill(value);
  const { personRadius: radius, personHeight: height } = SIZES;
  const crowd: CrowdColumns = {
    count,
    people: Array.from({ length: count }, (_, i) => ({
      id: `person${i}`,
      character: "adult",
      group: undefined,
      height,
      radius,
    })),
    height: fill(height),
    radius: fill(radius),
    x: column(0),
    y: column(1),
    vx: column(2),
    vy: column(3),
    heading: fill(0),
    gaze: fill(0),
    phase: fill(0),
    upright: fill(1),
    doing: new Uint8Array(count),
    posture: new Uint8Array(count),
    eyesDown: new Uint8Array(count),
    seesRobot: new Uint8Array(count),
    knowsRobot: new Uint8Array(count),
  };
  const { x, y, vx, vy } = crowd;
  return {
    crowd,
    mass: () => SIZES.personMass,
    step: (dt) => {
      for (let i = 0; i < count; i++) {
        vx[i] = turnBack(x[i] ?? 0, vx[i] ?? 0, half);
        vy[i] = turnBack(y[i] ?? 0, vy[i] ?? 0, half);
        x[i] = (x[i] ?? 0) + dt * (vx[i] ?? 0);
        y[i] = (y[i] ?? 0) + dt * (vy[i] ?? 0);
      }
    },
    displace: (i, nx, ny) => {
      x[i] = nx;
      y[i] = ny;
    },
    writeBody: (_, out, offset) => {
      for (let part = 0; part < 6; part++) {
        out.set([0, 0, 0.3 + 0.2 * part, 0, 0, 0.4 + 0.2 * part, 0.12], offset + 7 * part);
      }
    },
    writeLegs: (i, out, offset) => {
      const px = x[i] ?? 0;
      const py = y[i] ?? 0;
      out.set([px, py, radius, px, py, 0], offset);
    },
  };
}
