/** Cost of a pairing that may not be. */
export const NEVER = Infinity;

/**
 * Pairs rows with columns so that the sum of costs is least, each row and column at most once; leaving both sides of a
 * pair alone costs `alone`. Pairs that have no rival are settled first, the rest by shortest augmenting paths (the
 * Hungarian method, O(n² m)).
 * @returns the column of each row, -1 for none.
 */
export function assign(
  rows: number,
  columns: number,
  cost: (row: number, column: number) => number,
  alone: number,
): Int32Array {
  const result = new Int32Array(rows).fill(-1);
  const costs = new Float64Array(rows * columns);
  const inRow = new Int32Array(rows);
  const inColumn = new Int32Array(columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const value = Math.min(alone, cost(r, c));
      costs[r * columns + c] = value;
      inRow[r] = get(inRow, r) + (value < alone ? 1 : 0);
      inColumn[c] = get(inColumn, c) + (value < alone ? 1 : 0);
    }
  }
  const costAt = (r: number, c: number): number => get(costs, r * columns + c);
  const restRows: number[] = [];
  const taken = new Uint8Array(columns);
  for (let r = 0; r < rows; r++) {
    const first = costs.subarray(r * columns, (r + 1) * columns).findIndex((one) => one < alone);
    if (inRow[r] === 1 && inColumn[first] === 1) {
      result[r] = first;
      taken[first] = 1;
    } else if (first >= 0) {
      restRows.push(r);
    }
  }
  const restColumns = [...inColumn.keys()].filter((c) => taken[c] === 0 && get(inColumn, c) > 0);
  const pairs = hungarian(restRows.length, restColumns.length, (i, j) =>
    costAt(get(restRows, i), get(restColumns, j)),
  );
  for (const [i, j] of pairs) {
    const r = get(restRows, i);
    const c = get(restColumns, j);
    result[r] = costAt(r, c) < alone ? c : -1;
  }
  return result;
}

/** Complete pairing of the smaller side with the larger at least cost. */
function hungarian(
  rows: number,
  columns: number,
  cost: (row: number, column: number) => number,
): readonly (readonly [number, number])[] {
  if (rows === 0 || columns === 0) {
    return [];
  }
  if (rows > columns) {
    return hungarian(columns, rows, (r, c) => cost(c, r)).map(([r, c]) => [c, r] as const);
  }
  const u = new Float64Array(rows + 1);
  const v = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    augment(row, u, v, rowOf, cost);
  }
  return Array.from({ length: columns }, (_, c) => [get(rowOf, c + 1) - 1, c] as const).filter(
    ([r]) => r >= 0,
  );
}

/** Adds one row to the pairing along the cheapest chain of exchanges; index 0 stands for "none yet". */
function augment(
  row: number,
  u: Float64Array,
  v: Float64Array,
  rowOf: Int32Array,
  cost: (row: number, column: number) => number,
): void {
  const columns = v.length - 1;
  const least = new Float64Array(columns + 1).fill(Infinity);
  const back = new Int32Array(columns + 1);
  const used = new Uint8Array(columns + 1);
  rowOf[0] = row;
  let column = 0;
  while (get(rowOf, column) !== 0) {
    used[column] = 1;
    const at = get(rowOf, column);
    let next = 0;
    for (let c = 1; c <= columns; c++) {
      if (used[c] === 1) {
        continue;
      }
      const reduced = cost(at - 1, c - 1) - get(u, at) - get(v, c);
      if (reduced < get(least, c)) {
        least[c] = reduced;
        back[c] = column;
      }
      next = next === 0 || get(least, c) < get(least, next) ? c : next;
    }
    const delta = get(least, next);
    for (let c = 0; c <= columns; c++) {
      if (used[c] === 1) {
        u[get(rowOf, c)] = get(u, get(rowOf, c)) + delta;
        v[c] = get(v, c) - delta;
      } else {
        least[c] = get(least, c) - delta;
      }
    }
    column = next;
  }
  while (column !== 0) {
    rowOf[column] = get(rowOf, get(back, column));
    column = get(back, column);
  }
}

function get(values: { readonly [index: number]: number }, index: number): number {
  return values[index] ?? 0;
}
