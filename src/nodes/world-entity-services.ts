import {
  DeleteEntity,
  EntityCategoryConstants as Category,
  type EntityFilters,
  EntityInfo,
  EntityState,
  GetEntities,
  GetEntitiesStates,
  GetEntityInfo,
  GetEntityState,
  Result,
  ResultConstants as Code,
  SetEntityState,
  SetEntityState_ResponseConstants as Setting,
  SpawnEntity,
  SpawnEntity_ResponseConstants as Spawning,
} from "../bus/messages/simulation-interfaces.gen.ts";
import type { Bus } from "../bus/port.ts";
import { stampOf } from "../quantity/time.ts";
import { readObject } from "../world/load/load-object.ts";
import { LoadProblem } from "../world/load/problem.ts";
import type { Placement } from "../quantity/placement.ts";
import { editEntity, freeName, movedTo } from "../world/simulation/edit.ts";
import { entitiesOf, type Entity } from "../world/simulation/entities.ts";
import type { Player } from "../world/simulation/player.ts";
import type { Simulation } from "../world/simulation/simulation.ts";

/** The services of simulation_interfaces about entities: list, tell, move, add, remove. */

export const DONE: Result = { result: Code.RESULT_OK, error_message: "" };

/** A refusal with its reason. */
export function refuse(result: number, sentence: string): Result {
  return Result.create({ result, error_message: sentence });
}

const CATEGORIES = {
  robot: Category.CATEGORY_ROBOT,
  person: Category.CATEGORY_HUMAN,
  object: Category.CATEGORY_OBJECT,
} as const;

export function serveEntities(bus: Bus, player: Player): void {
  const find = (id: string): Entity | undefined =>
    entitiesOf(player.simulation).find((entity) => entity.id === id);
  const missing = (id: string): Result =>
    refuse(Code.RESULT_NOT_FOUND, `there is no entity '${id}'`);

  bus.serve({ name: "/get_entities", type: GetEntities }, ({ filters }) => {
    const { found, result } = filter(player.simulation, filters);
    return { result, entities: found.map(({ id }) => id) };
  });
  bus.serve({ name: "/get_entities_states", type: GetEntitiesStates }, ({ filters }) => {
    const { found, result } = filter(player.simulation, filters);
    const states = found.map((entity) => stateOf(entity, player.simulation.time));
    return { result, entities: found.map(({ id }) => id), states };
  });
  bus.serve({ name: "/get_entity_state", type: GetEntityState }, ({ entity: id }) => {
    const entity = find(id);
    return entity === undefined
      ? { result: missing(id), state: EntityState.create() }
      : { result: DONE, state: stateOf(entity, player.simulation.time) };
  });
  bus.serve({ name: "/get_entity_info", type: GetEntityInfo }, ({ entity: id }) => {
    const entity = find(id);
    return entity === undefined
      ? { result: missing(id), info: EntityInfo.create() }
      : {
          result: DONE,
          info: EntityInfo.create({
            category: { category: CATEGORIES[entity.kind] },
            description: entity.character,
          }),
        };
  });
  bus.serve({ name: "/set_entity_state", type: SetEntityState }, (request) => ({
    result: find(request.entity) === undefined ? missing(request.entity) : set(player, request),
  }));
  bus.serve({ name: "/spawn_entity", type: SpawnEntity }, (request) => {
    const answer = spawn(player, request);
    return typeof answer === "string"
      ? { result: DONE, entity_name: answer }
      : { result: answer, entity_name: "" };
  });
  bus.serve({ name: "/delete_entity", type: DeleteEntity }, ({ entity: id }) => {
    if (player.remove(id)) {
      return { result: DONE };
    }
    const kind = find(id)?.kind;
    return {
      result:
        kind === undefined
          ? missing(id)
          : refuse(Code.RESULT_OPERATION_FAILED, `'${id}' is a ${kind}; only objects can go`),
    };
  });
}

function filter(
  simulation: Simulation,
  filters: EntityFilters,
): { readonly found: readonly Entity[]; readonly result: Result } {
  if (filters.tags.tags.length > 0 || filters.bounds.type !== 0) {
    const sentence = "entities have no tags, and cannot be asked for by bounds";
    return { found: [], result: refuse(Code.RESULT_FEATURE_UNSUPPORTED, sentence) };
  }
  let pattern: RegExp;
  try {
    pattern = new RegExp(filters.filter, "u");
  } catch {
    const sentence = `the filter '${filters.filter}' is no regular expression`;
    return { found: [], result: refuse(Code.RESULT_OPERATION_FAILED, sentence) };
  }
  const wanted = new Set(filters.categories.map(({ category }) => category));
  const found = entitiesOf(simulation).filter(
    ({ id, kind }) => pattern.test(id) && (wanted.size === 0 || wanted.has(CATEGORIES[kind])),
  );
  return { found, result: DONE };
}

function stateOf(entity: Entity, time: number): EntityState {
  const { at, velocity } = entity;
  const state = EntityState.create();
  return {
    ...state,
    header: { stamp: stampOf(time), frame_id: "world" },
    pose: { position: { x: at.x, y: at.y, z: at.z }, orientation: { ...at.rotation } },
    twist: { linear: { ...velocity }, angular: { x: 0, y: 0, z: entity.turning } },
  };
}

/** A pose as a placement, or what is wrong with it. */
function placementOf(
  { bounds }: Simulation["instance"],
  frame: string,
  { position: p, orientation: q }: EntityState["pose"],
): Placement | string {
  if (frame !== "" && frame !== "world") {
    return `poses must be in the frame 'world', and not in '${frame}'`;
  }
  const length = Math.hypot(q.x, q.y, q.z, q.w);
  if (![p.x, p.y, p.z].every(Number.isFinite) || !(Math.abs(length - 1) < 0.01)) {
    return "a pose needs finite numbers and a unit quaternion";
  }
  const { minX, maxX, minY, maxY } = bounds;
  if (p.x < minX || p.x > maxX || p.y < minY || p.y > maxY) {
    return `the place is outside the world, which is from ${minX}, ${minY} to ${maxX}, ${maxY}`;
  }
  return { ...p, rotation: q };
}

function set(player: Player, request: SetEntityState_Request): Result {
  const { entity, state } = request;
  if (request.set_acceleration) {
    return refuse(Code.RESULT_FEATURE_UNSUPPORTED, "an acceleration cannot be set");
  }
  const at = request.set_pose
    ? placementOf(player.simulation.instance, state.header.frame_id, state.pose)
    : undefined;
  if (typeof at === "string") {
    return refuse(Setting.INVALID_POSE, at);
  }
  const { linear, angular } = state.twist;
  if (request.set_twist && ![linear.x, linear.y, linear.z, angular.z].every(Number.isFinite)) {
    return refuse(Code.RESULT_OPERATION_FAILED, "a twist needs finite numbers");
  }
  editEntity(player.simulation, entity, {
    ...(at === undefined ? {} : { at }),
    ...(request.set_twist ? { velocity: linear, turning: angular.z } : {}),
  });
  return DONE;
}

type SetEntityState_Request = Parameters<typeof SetEntityState.request.encode>[0];
type SpawnEntity_Request = Parameters<typeof SpawnEntity.request.encode>[0];

function spawn(player: Player, request: SpawnEntity_Request): Result | string {
  const { uri, resource_string: text } = request.entity_resource;
  const { simulation } = player;
  if (uri !== "") {
    return refuse(Spawning.UNSUPPORTED_FORMAT, "give the object's text in resource_string");
  }
  if (text.trim() === "") {
    return refuse(Spawning.NO_RESOURCE, "resource_string is empty; give a URDF or YAML text");
  }
  if (request.name !== "" && !/^[A-Za-z][\w-]*$/.test(request.name)) {
    return refuse(Spawning.NAME_INVALID, "a name is letters, digits, - and _");
  }
  const { header, pose } = request.initial_pose;
  const at = placementOf(simulation.instance, header.frame_id, pose);
  if (typeof at === "string") {
    return refuse(Spawning.INVALID_POSE, at);
  }
  try {
    const object = readObject(text, request.name, simulation.instance.bounds);
    const name = freeName(simulation, object.id);
    if (name !== object.id && !request.allow_renaming) {
      return refuse(Spawning.NAME_NOT_UNIQUE, `there is already an entity '${object.id}'`);
    }
    player.spawn({ ...movedTo(object, at), id: name });
    return name;
  } catch (error) {
    if (error instanceof LoadProblem) {
      return refuse(Spawning.RESOURCE_PARSE_ERROR, error.message);
    }
    throw error;
  }
}
