/** Figures as sentences say them. */

export function metres(value: number): string {
  return `${value.toFixed(2)} m`;
}

export function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}

export function metresPerSecond(value: number): string {
  return `${String(Math.round(1000 * value) / 1000)} m/s`;
}
