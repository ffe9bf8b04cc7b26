import type { Unit } from "../kernel/reason.ts";

/** How units are written, each with the SI unit it is of and how many of those it is. */
const WRITTEN: { readonly [written: string]: { readonly of: Unit; readonly size: number } } = {
  m: { of: "m", size: 1 },
  cm: { of: "m", size: 0.01 },
  mm: { of: "m", size: 0.001 },
  "m/s": { of: "m/s", size: 1 },
  "mm/s": { of: "m/s", size: 0.001 },
  "km/h": { of: "m/s", size: 1 / 3.6 },
  "rad/s": { of: "rad/s", size: 1 },
  "deg/s": { of: "rad/s", size: Math.PI / 180 },
  s: { of: "s", size: 1 },
  ms: { of: "s", size: 0.001 },
  min: { of: "s", size: 60 },
  "": { of: "1", size: 1 },
  "%": { of: "1", size: 0.01 },
};

/** A number in SI, or what is wrong with it in words. */
export type Quantity =
  | { readonly value: number; readonly trouble?: undefined }
  | { readonly trouble: string; readonly value?: undefined };

/** How the units that fit one SI unit are written. */
function fitting(unit: Unit): string {
  const fits = Object.entries(WRITTEN).filter(([, { of }]) => of === unit);
  return fits.map(([written]) => (written === "" ? "none" : `'${written}'`)).join(", ");
}

/** A number as it was written, in the SI unit that is wanted. A zero needs no unit. */
export function inUnit(number: number, written: string, unit: Unit): Quantity {
  const known = Object.hasOwn(WRITTEN, written) ? WRITTEN[written] : undefined;
  if (known?.of === unit) {
    return { value: number * known.size };
  }
  if (number === 0 && written === "") {
    return { value: 0 };
  }
  const said = written === "" ? "has none" : `is '${written}'`;
  return { trouble: `the unit must be one of ${fitting(unit)}, and it ${said}` };
}

/** How a number and its unit are written together: `0.5 m`, `-1`, `20 %`. */
export const QUANTITY = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-z%][a-z/]*)?\s*$/i;

/** A text such as `0.5 m`, in the SI unit that is wanted. */
export function readQuantity(text: string, unit: Unit): Quantity {
  const [, number, written = ""] = QUANTITY.exec(text) ?? [];
  return number === undefined
    ? { trouble: `'${text}' is no number with a unit` }
    : inUnit(Number(number), written, unit);
}
