import type { ComfortTable } from "./comfort.ts";

/**
 * Written by `coalign train comfort` from judged scenes of SocNav1 (Manso, Nunez, Calderita, Faria and Bachiller, Data
 * 2020; CC BY 4.0). Comfort falls by the pressure of the nearest of what disturbs: read a curve as knots [m], values [1].
 */
// prettier-ignore
export const COMFORT_TABLE: ComfortTable = {
  ease: 3.29146,
  circumstances: {
    people: {weight: 0.183901, centre: 1.38766},
    nobody: {weight: 1.19521, centre: 0.0719794},
    area: {weight: -0.189417, centre: 3.64315},
    wall: {weight: 0.0949116, centre: 1.1491},
    things: {weight: 0.0116011, centre: 0.978149},
    thing: {weight: 0.1269, centre: 1.73547},
  },
  facing: {front: 0.11579, along: -0.0443035},
  pressure: {
    person: {knots: [0, 0.3, 0.6, 0.9, 1.2, 1.6, 2.1, 2.8, 4], values: [17.9462, 6.69026, 3.74085, 2.89765, 2.34448, 1.80032, 1.26409, 0.689278, 0]},
    pair: {knots: [0, 0.25, 0.5, 0.75, 1, 1.4, 2, 3], values: [5.48243, 4.66224, 3.61781, 2.74761, 2.18153, 1.55306, 0.863713, 0]},
    thing: {knots: [0, 0.25, 0.5, 0.75, 1, 1.4, 2, 3], values: [5.46652, 4.57778, 3.4054, 2.25483, 1.58473, 1.01212, 0.507121, 0]},
  },
};
