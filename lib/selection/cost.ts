import { CHARGES, type Charge, type Prices } from './prices';

/** The hours of a month, as AWS counts them in its price examples. */
export const HOURS_PER_MONTH = 730;

/** The shortest period to extrapolate from: CloudTrail delivers about every five minutes. */
const SHORTEST_HOURS = 5 / 60;

const MILLIS_PER_HOUR = 3_600_000;

/** How often each charge applies. */
export type Charged = Readonly<Record<Charge, number>>;

/** A line of an estimate. */
export interface CostLine {
  readonly charge: Charge;
  /** In the logs. */
  readonly events: number;
  readonly eventsPerMonth: number;
  readonly pricePer100000: number;
  readonly costPerMonth: number;
}

/** No charge at all, to count from. */
export function noCharges(): Record<Charge, number> {
  return Object.fromEntries(CHARGES.map((charge) => [charge, 0])) as Record<Charge, number>;
}

/** What a period has to be multiplied with to be a month; `undefined` where no event has a time. */
export function monthsFactor(from: number | undefined, to: number | undefined): number | undefined {
  if (from === undefined || to === undefined) return undefined;
  return HOURS_PER_MONTH / Math.max(hoursBetween(from, to), SHORTEST_HOURS);
}

/** How many hours lie between two times in milliseconds. */
export function hoursBetween(from: number, to: number): number {
  return (to - from) / MILLIS_PER_HOUR;
}

/** What events cost in a month, a line for each charge that applies. */
export function costOf(charged: Charged, factor: number, { per100000 }: Prices): CostLine[] {
  return CHARGES.filter((charge) => charged[charge] > 0).map((charge) => {
    const eventsPerMonth = charged[charge] * factor;
    const pricePer100000 = per100000[charge];
    return { charge, events: charged[charge], eventsPerMonth, pricePer100000, costPerMonth: (eventsPerMonth * pricePer100000) / 100_000 };
  });
}

/** All lines together. */
export function totalOf(lines: readonly CostLine[]): number {
  return lines.reduce((sum, { costPerMonth }) => sum + costPerMonth, 0);
}
