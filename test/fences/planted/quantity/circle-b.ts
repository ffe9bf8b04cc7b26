// The other half of circle-a.ts.
export { a } from "./circle-a.ts";
export const b = 2;
