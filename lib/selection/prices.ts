/** What CloudTrail charges for, by the names that a file of prices uses. */
export const CHARGES = ['managementFirstCopy', 'managementFurtherCopies', 'data', 'networkActivity', 'insightsManagement', 'insightsData'] as const;

/** Something that CloudTrail charges for. */
export type Charge = (typeof CHARGES)[number];

/** A price list: prices change and differ between Regions, so each can be replaced. */
export interface Prices {
  readonly currency: string;
  /** Where the prices hold. */
  readonly region: string;
  /** When they were looked up. */
  readonly asOf: string;
  /** For 100,000 events. An event analysed by Insights is charged for each insight type. */
  readonly per100000: Readonly<Record<Charge, number>>;
}

/**
 * The list prices of us-east-1 and us-east-2. The price of aggregated events is not published: they are not in it.
 *
 * @see https://aws.amazon.com/cloudtrail/pricing/
 */
export const LIST_PRICES: Prices = {
  currency: 'USD',
  region: 'us-east-1',
  asOf: '2026-11',
  per100000: {
    managementFirstCopy: 0,
    managementFurtherCopies: 2,
    data: 0.1,
    networkActivity: 0.1,
    insightsManagement: 0.35,
    insightsData: 0.03,
  },
};

/** The list prices with those of a file in their place. An unknown name is an error: it would be a price that is silently not used. */
export function pricesWith(given: unknown): Prices {
  const { per100000 = {}, ...texts } = objectOf(given, 'the price list');
  const own = objectOf(per100000, "'per100000'");
  refuseUnknown(Object.keys(texts), ['currency', 'region', 'asOf'], 'the price list');
  refuseUnknown(Object.keys(own), CHARGES, "'per100000'");
  for (const [name, value] of Object.entries(texts)) {
    if (typeof value !== 'string') throw new Error(`'${name}' of the price list must be a text, got ${JSON.stringify(value)}; write it in quotes`);
  }
  for (const [name, value] of Object.entries(own)) {
    if (typeof value !== 'number' || !(value >= 0)) {
      throw new Error(`the price '${name}' must be a number that is not negative, got ${JSON.stringify(value)}; write what 100,000 events cost`);
    }
  }
  return { ...LIST_PRICES, ...(texts as Partial<Prices>), per100000: { ...LIST_PRICES.per100000, ...(own as Partial<Record<Charge, number>>) } };
}

function objectOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  throw new Error(`${what} must be a JSON object, got ${JSON.stringify(value)}; write it as {"per100000": {"data": 0.1}}`);
}

function refuseUnknown(names: readonly string[], known: readonly string[], what: string): void {
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`${what} has ${JSON.stringify(unknown)}, which nothing reads; it can have ${known.join(', ')}`);
}
