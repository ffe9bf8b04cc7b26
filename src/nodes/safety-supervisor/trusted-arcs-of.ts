import { arcsIn, type TrustedArcs, wrongWithArcs } from "../../separation/trusted-arcs.ts";
import type { Parameters } from "./parameters.ts";
import { SupervisorParameterError } from "./sources.ts";

/**
 * The arcs without a sensor that the user answers for.
 * @throws SupervisorParameterError when `blind_arcs` are no arcs.
 */
export function trustedArcsOf({ blind_arcs, blind_arc_speed: speed }: Parameters): TrustedArcs {
  const wrong = wrongWithArcs(blind_arcs);
  if (wrong !== "") {
    throw new SupervisorParameterError(`blind_arcs: [${blind_arcs.join(", ")}] ${wrong}`);
  }
  return { arcs: arcsIn(blind_arcs), speed };
}
