/** A duration as a person reads it; "never" where there is none. */
export function sayAge(age: number | null): string {
  if (age === null) {
    return "never";
  }
  return age < 1 ? `${Math.round(age * 1000)} ms` : `${age.toFixed(age < 10 ? 1 : 0)} s`;
}

/** A number with its unit; "–" where there is none. */
export function sayNumber(value: number | null, unit: string, digits = 2): string {
  if (value === null) {
    return "–";
  }
  const sign = value < 0 ? "−" : "";
  return `${sign}${Math.abs(value).toFixed(digits)}${unit === "1" ? "" : ` ${unit}`}`;
}

/** A probability in percent. */
export function sayChance(chance: number): string {
  return `${Math.round(chance * 100)} %`;
}

/** An id of the kernel as words: `protective-separation` reads "protective separation". */
export function sayId(id: string): string {
  return id.replaceAll("-", " ").replaceAll("_", " ");
}
