/** Anything indexed by a whole number, such as a column of a crowd. */
export type Column = { readonly [index: number]: number; readonly length: number };

/** The entry at an index known to exist. */
export function at(column: Column, index: number): number {
  return column[index] ?? 0;
}
