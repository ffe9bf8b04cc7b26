import {
  GetSimulationState,
  GetSimulatorFeatures,
  ResetSimulation,
  ResetSimulation_RequestConstants as Scope,
  type Result,
  ResultConstants as Code,
  SetSimulationState,
  SetSimulationState_ResponseConstants as Transition,
  SimulationStateConstants as State,
  SimulatorFeatures,
  SimulatorFeaturesConstants as Feature,
  StepSimulation,
} from "../bus/messages/simulation-interfaces.gen.ts";
import type { Bus } from "../bus/port.ts";
import { OBJECT_FORMATS } from "../world/load/load-object.ts";
import { engineBuild, type Engine } from "../world/physics/rapier.ts";
import type { Player } from "../world/simulation/player.ts";
import { DONE, refuse, serveEntities } from "./world-entity-services.ts";

/** Most steps of one call [1]. */
const MOST_STEPS = 10_000;

/** What this simulator can do, and nothing else. */
const FEATURES = [
  Feature.SPAWNING,
  Feature.DELETING,
  Feature.ENTITY_CATEGORIES,
  Feature.SPAWNING_RESOURCE_STRING,
  Feature.ENTITY_STATE_GETTING,
  Feature.ENTITY_STATE_SETTING,
  Feature.ENTITY_INFO_GETTING,
  Feature.SIMULATION_RESET,
  Feature.SIMULATION_RESET_STATE,
  Feature.SIMULATION_RESET_SPAWNED,
  Feature.SIMULATION_STATE_GETTING,
  Feature.SIMULATION_STATE_SETTING,
  Feature.SIMULATION_STATE_PAUSE,
  Feature.STEP_SIMULATION_SINGLE,
  Feature.STEP_SIMULATION_MULTIPLE,
] as const;

/**
 * The services of simulation_interfaces, at their usual names.
 * @param step - Moves the world on by one step and publishes what comes of it.
 */
export function serveSimulation(
  bus: Bus,
  player: Player,
  engine: Engine,
  step: () => void,
  reset: (scope: ResetScope) => void,
): void {
  bus.serve({ name: "/get_simulator_features", type: GetSimulatorFeatures }, () => ({
    features: SimulatorFeatures.create({
      features: Uint16Array.from(FEATURES),
      spawn_formats: [...OBJECT_FORMATS],
      custom_info:
        `${engineBuild(engine)}; objects can be spawned and deleted, robots and people cannot; ` +
        "a reset leaves the time going on, so that no clock ever jumps back",
    }),
  }));
  bus.serve({ name: "/get_simulation_state", type: GetSimulationState }, () => ({
    state: { state: STATES[player.mode] },
    result: DONE,
  }));
  bus.serve({ name: "/set_simulation_state", type: SetSimulationState }, ({ state }) => ({
    result: setState(player, state.state, reset),
  }));
  bus.serve({ name: "/step_simulation", type: StepSimulation }, ({ steps }) => {
    if (player.mode === "playing") {
      return { result: refuse(Code.RESULT_INCORRECT_STATE, "pause the simulation first") };
    }
    const count = Number(steps);
    if (count < 1 || count > MOST_STEPS) {
      const sentence = `steps must be from 1 to ${MOST_STEPS}, and not ${count}`;
      return { result: refuse(Code.RESULT_OPERATION_FAILED, sentence) };
    }
    player.mode = "paused";
    for (let i = 0; i < count; i++) {
      step();
    }
    return { result: DONE };
  });
  bus.serve({ name: "/reset_simulation", type: ResetSimulation }, ({ scope }) => {
    if ((scope & Scope.SCOPE_TIME) !== 0) {
      const sentence =
        "the time cannot be reset, because clocks may not jump back; leave SCOPE_TIME out, or use SCOPE_DEFAULT";
      return { result: refuse(Code.RESULT_FEATURE_UNSUPPORTED, sentence) };
    }
    const all = scope === Scope.SCOPE_DEFAULT;
    reset({
      state: all || (scope & Scope.SCOPE_STATE) !== 0,
      spawned: all || (scope & Scope.SCOPE_SPAWNED) !== 0,
    });
    return { result: DONE };
  });
  serveEntities(bus, player);
}

/** What a reset takes back. */
export type ResetScope = { readonly state: boolean; readonly spawned: boolean };

const STATES = {
  playing: State.STATE_PLAYING,
  paused: State.STATE_PAUSED,
  stopped: State.STATE_STOPPED,
} as const;

function setState(player: Player, wanted: number, reset: (scope: ResetScope) => void): Result {
  switch (wanted) {
    case STATES[player.mode]:
      return refuse(Transition.ALREADY_IN_TARGET_STATE, "it is so already");
    case State.STATE_PLAYING:
      player.mode = "playing";
      return DONE;
    case State.STATE_PAUSED:
      player.mode = "paused";
      return DONE;
    case State.STATE_STOPPED:
      player.mode = "stopped";
      reset({ state: true, spawned: true });
      return DONE;
    default:
      return refuse(
        Transition.INCORRECT_TRANSITION,
        "only playing, paused and stopped can be set; end the process to quit",
      );
  }
}
