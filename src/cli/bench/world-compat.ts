import Rapier from "@dimforge/rapier3d-compat";
import { type Contestant, playHere, type Scene, SIZES, turnBack, wallsOf } from "./world-scene.ts";

/** Rapier's plain WebAssembly build with one `castRay` a beam. */
export async function compatWorld(scene: Scene): Promise<Contestant> {
  await Rapier.init();
  const world = new Rapier.World({ x: 0, y: 0, z: -9.81 });
  world.timestep = scene.dt;
  addStructures(world, scene);
  const walkers = addWalkers(world, scene);
  const robot = world.createRigidBody(Rapier.RigidBodyDesc.kinematicVelocityBased());
  world.createCollider(
    Rapier.ColliderDesc.cylinder(0.175, SIZES.robotRadius)
      .setTranslation(0, 0, 0.175)
      .setRotation({ x: Math.SQRT1_2, y: 0, z: 0, w: Math.SQRT1_2 }),
    robot,
  );
  const velocity = Float64Array.from({ length: 2 * scene.people }, (_, i) => {
    return scene.walkers[4 * (i >> 1) + 2 + (i & 1)] ?? 0;
  });
  const position = Float64Array.from({ length: 2 * scene.people }, (_, i) => {
    return scene.walkers[4 * (i >> 1) + (i & 1)] ?? 0;
  });
  const vector = { x: 0, y: 0, z: 0 };
  let yaw = 0;
  const move = (): void => {
    yaw += SIZES.robotTurn * scene.dt;
    vector.x = SIZES.robotSpeed * Math.cos(yaw);
    vector.y = SIZES.robotSpeed * Math.sin(yaw);
    robot.setLinvel(vector, true);
    for (let i = 0; i < scene.people; i++) {
      velocity[2 * i] = turnBack(position[2 * i] ?? 0, velocity[2 * i] ?? 0, scene.half);
      velocity[2 * i + 1] = turnBack(
        position[2 * i + 1] ?? 0,
        velocity[2 * i + 1] ?? 0,
        scene.half,
      );
      vector.x = velocity[2 * i] ?? 0;
      vector.y = velocity[2 * i + 1] ?? 0;
      walkers[i]?.setLinvel(vector, true);
    }
    world.step();
    walkers.forEach((body, i) => {
      const at = body.translation(vector);
      position[2 * i] = at.x;
      position[2 * i + 1] = at.y;
    });
  };
  const ranges = new Float64Array(SIZES.beams);
  const ray = new Rapier.Ray({ x: 0, y: 0, z: SIZES.scanHeight }, { x: 1, y: 0, z: 0 });
  const scan = (): void => {
    const at = robot.translation();
    ray.origin.x = at.x;
    ray.origin.y = at.y;
    for (let k = 0; k < SIZES.beams; k++) {
      const angle = yaw - Math.PI + (2 * Math.PI * k) / SIZES.beams;
      ray.dir.x = Math.cos(angle);
      ray.dir.y = Math.sin(angle);
      const hit = world.castRay(ray, SIZES.scanReach, true, undefined, undefined, undefined, robot);
      ranges[k] = hit?.timeOfImpact ?? Infinity;
    }
  };
  // The engine builds what rays need in a step; one of no length leaves everything in its place.
  world.timestep = 1e-9;
  world.step();
  world.timestep = scene.dt;
  scan();
  return {
    name: "rapier3d-compat",
    firstScan: [...ranges],
    play: async (steps) => await Promise.resolve(playHere(steps, move, scan)),
    end: () => world.free(),
  };
}

function addStructures(world: Rapier.World, scene: Scene): void {
  const box = (
    x: number,
    y: number,
    yaw: number,
    size: readonly [number, number, number],
  ): void => {
    const [length, width, height] = size;
    world.createCollider(
      Rapier.ColliderDesc.cuboid(length / 2, width / 2, height / 2)
        .setTranslation(x, y, height / 2)
        .setRotation({ x: 0, y: 0, z: Math.sin(yaw / 2), w: Math.cos(yaw / 2) }),
    );
  };
  for (const [x, y, length, width] of wallsOf(scene)) {
    box(x, y, 0, [length, width, SIZES.wallHeight]);
  }
  for (let i = 0; i < scene.boxes.length; i += 3) {
    const [x = 0, y = 0, yaw = 0] = scene.boxes.slice(i, i + 3);
    box(x, y, yaw, [SIZES.boxLength, SIZES.boxWidth, SIZES.boxHeight]);
  }
}

function addWalkers(world: Rapier.World, scene: Scene): Rapier.RigidBody[] {
  return Array.from({ length: scene.people }, (_, i) => {
    const [x = 0, y = 0] = scene.walkers.slice(4 * i, 4 * i + 2);
    const body = world.createRigidBody(
      Rapier.RigidBodyDesc.dynamic()
        .setTranslation(x, y, 0)
        .enabledTranslations(true, true, false)
        .lockRotations()
        .setGravityScale(0)
        .setAdditionalMass(SIZES.personMass),
    );
    world.createCollider(
      Rapier.ColliderDesc.capsule(SIZES.personHeight / 2 - SIZES.personRadius, SIZES.personRadius)
        .setTranslation(0, 0, SIZES.personHeight / 2)
        .setRotation({ x: Math.SQRT1_2, y: 0, z: 0, w: Math.SQRT1_2 })
        .setDensity(0)
        .setFriction(0),
      body,
    );
    return body;
  });
}
