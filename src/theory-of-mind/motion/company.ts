import { at } from "./at.ts";
import type { Motion } from "./course.ts";
import { AHEAD, PATH } from "./horizon.ts";

/** Everybody and everything that moves at one step; room that is filled anew at every step. */
export type Company = {
  /** Place [m] and velocity [m/step] of each. */
  readonly moving: number[];
  /** Where those begin whom nobody walks along with: robots [1]. */
  strangers: number;
};

/** How many proposals are made from company [1], and the share of each in the path before anything is learnt [1]. */
export const COMPANY_SHARES: readonly number[] = [0.3, 0, 0];

/** Something that moves and is walked around: place [m], velocity [m/step]. */
export type Mover = {
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
};

/** How near [m] and how alike in velocity [m/step] others are with whom somebody walks; weight of the own velocity [1]. */
const TOGETHER = 1.2;
const ALIKE = 0.15;
const OWN = 0.3;
/** How near others would come who are walked around [m], how soon that counts [step], and up to where they are looked at [m]. */
const PASSING = 0.6;
const SOON = 6;
const FAR = 8;
/** Sideways for one who would be met in the middle [m/step], and share of the pace that is given up for it [1]. */
const ASIDE = 0.1;
const WAITING = 0.3;

export function noCompany(): Company {
  return { moving: [], strangers: 0 };
}

/** Writes down who moves; those seen once only are left out. */
export function gather(
  company: Company,
  walkers: readonly { readonly places: readonly number[] }[],
  strangers: readonly Mover[],
): void {
  const { moving } = company;
  moving.length = 0;
  for (const { places } of walkers) {
    const n = places.length;
    const lag = Math.min(2, n / 2 - 1);
    if (lag > 0) {
      const [x, y] = [places[n - 2] ?? 0, places[n - 1] ?? 0];
      const before = n - 2 - 2 * lag;
      moving.push(x, y, (x - (places[before] ?? 0)) / lag, (y - (places[before + 1] ?? 0)) / lag);
    }
  }
  company.strangers = moving.length;
  for (const { x, y, vx, vy } of strangers) {
    moving.push(x, y, vx, vy);
  }
}

/**
 * Fills three rows: somebody goes on as those who walk along do, steps aside for whom it would meet, waits for them.
 * @param first - Where the first of the rows begins.
 */
export function accompany(
  rows: Float64Array,
  first: number,
  { moving, strangers }: Company,
  motion: Motion,
): void {
  const { last } = motion;
  const [vx, vy] = [at(last, 2), at(last, 3)];
  const sum: Sum = {
    weight: OWN,
    alongX: OWN * at(last, 0),
    alongY: OWN * at(last, 1),
    asideX: 0,
    asideY: 0,
    waiting: 0,
  };
  for (let n = 0; n < moving.length; n += 4) {
    const [dx, dy] = [(moving[n] ?? 0) - motion.x, (moving[n + 1] ?? 0) - motion.y];
    const far = dx * dx + dy * dy;
    if (far > 1e-9 && far < FAR * FAR) {
      const [rx, ry] = [(moving[n + 2] ?? 0) - vx, (moving[n + 3] ?? 0) - vy];
      if (n < strangers) {
        join(sum, far, rx, ry, vx, vy);
      }
      avoid(sum, dx, dy, rx, ry);
    }
  }
  const { weight, alongX, alongY, asideX, asideY, waiting } = sum;
  line(rows, first, alongX / weight - at(last, 0), alongY / weight - at(last, 1));
  line(rows, first + PATH, ASIDE * asideX, ASIDE * asideY);
  line(rows, first + 2 * PATH, -WAITING * waiting * vx, -WAITING * waiting * vy);
}

/** What company has come to so far. */
type Sum = {
  weight: number;
  alongX: number;
  alongY: number;
  asideX: number;
  asideY: number;
  waiting: number;
};

/** Adds somebody who may walk along, by how near and how alike. */
function join(sum: Sum, far: number, rx: number, ry: number, vx: number, vy: number): void {
  const unlike = rx * rx + ry * ry;
  const share = Math.exp(-far / (2 * TOGETHER * TOGETHER) - unlike / (2 * ALIKE * ALIKE));
  sum.weight += share;
  sum.alongX += share * (rx + vx);
  sum.alongY += share * (ry + vy);
}

/** Adds somebody who may be met, by how near and how soon. */
function avoid(sum: Sum, dx: number, dy: number, rx: number, ry: number): void {
  const unlike = rx * rx + ry * ry;
  const time = -(dx * rx + dy * ry) / (unlike + 1e-9);
  if (unlike > 1e-4 && time > 0 && time < AHEAD) {
    const [mx, my] = [dx + rx * time, dy + ry * time];
    const miss = mx * mx + my * my;
    const danger = Math.exp(-miss / (2 * PASSING * PASSING) - time / SOON);
    sum.asideX -= (danger * mx) / (Math.sqrt(miss) + 0.05);
    sum.asideY -= (danger * my) / (Math.sqrt(miss) + 0.05);
    sum.waiting += danger;
  }
}

/** Writes a row of steady motion [m/step]. */
function line(rows: Float64Array, row: number, vx: number, vy: number): void {
  for (let h = 0; h < AHEAD; h++) {
    rows[row + 2 * h] = (h + 1) * vx;
    rows[row + 2 * h + 1] = (h + 1) * vy;
  }
}
