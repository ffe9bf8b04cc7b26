/**
 * What a formula is worth: how far it is from changing its truth (robustness, as signal temporal logic has it:
 * A. Donzé & O. Maler, FORMATS 2010), and its truth besides.
 *
 * Both are one number: above 0 it is true, below 0 false, and at 0 itself the sign of zero tells: +0 is true, -0 false.
 * `Math.min`, `Math.max` and negation know that -0 comes before +0, so they are "and", "or" and "not" of both at once.
 *
 * What is not known is an interval: `least` is worth the formula if every unknown value is the worst one, `most` if it is
 * the best one (interval semantics: S. C. Kleene's strong three-valued logic, for numbers).
 */
export type Truth = { readonly least: number; readonly most: number };

export const TRUE: Truth = { least: Infinity, most: Infinity };
export const FALSE: Truth = { least: -Infinity, most: -Infinity };
export const UNKNOWN: Truth = { least: -Infinity, most: Infinity };

/** Truth of a robustness. */
export function isTrue(worth: number): boolean {
  return worth > 0 || Object.is(worth, 0);
}

/** A truth that is wholly known. */
export function known(worth: number): Truth {
  return { least: worth, most: worth };
}

export function not({ least, most }: Truth): Truth {
  return { least: -most, most: -least };
}

export function and(a: Truth, b: Truth): Truth {
  return { least: Math.min(a.least, b.least), most: Math.min(a.most, b.most) };
}

export function or(a: Truth, b: Truth): Truth {
  return { least: Math.max(a.least, b.least), most: Math.max(a.most, b.most) };
}

export function same(a: Truth, b: Truth): boolean {
  return Object.is(a.least, b.least) && Object.is(a.most, b.most);
}

/** Whether `a` is at least `b`, at worst and at best. */
export function covers(a: Truth, b: Truth): boolean {
  return same(or(a, b), a);
}
