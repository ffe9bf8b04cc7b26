import type { Qos } from "../port.ts";
import type { NativeQos } from "./native.ts";

const KEEP_LAST = 1;
const RELIABLE = 1;
const BEST_EFFORT = 2;
const TRANSIENT_LOCAL = 1;
const VOLATILE = 2;
const AUTOMATIC = 1;

/** Quality of service of services, as every client library has it. */
export const SERVICE_QOS = "qos_profile_services_default";

/**
 * Quality of service in the numbers of rmw. Deadline, lifespan and liveliness lease are not there: rclnodejs 2.2.0 cannot
 * set them and drops their events. Age is watched by whoever needs it, on the steady clock.
 */
export function nativeQos(qos: Qos): NativeQos {
  return {
    history: KEEP_LAST,
    depth: qos.depth,
    reliability: qos.reliability === "reliable" ? RELIABLE : BEST_EFFORT,
    durability: qos.durability === "transient-local" ? TRANSIENT_LOCAL : VOLATILE,
    liveliness: AUTOMATIC,
    avoidRosNameSpaceConventions: false,
  };
}
