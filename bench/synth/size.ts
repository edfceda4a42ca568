/** How much there is in an app whose data events its trail logs. */
export interface Size {
  /** How it is called in the table. */
  readonly name: string;
  readonly buckets: number;
  readonly tables: number;
  readonly functions: number;
  /** Whether the trail logs the objects of all buckets instead of named ones, and so has to leave out its own deliveries. */
  readonly logsAllBuckets?: boolean;
}

/** Who defines the trail. `nobody` is what the app costs by itself: the rest is what its trail adds. */
export const VARIANTS = ['nobody', 'hand', 'library'] as const;
export type Variant = (typeof VARIANTS)[number];

/** A duration in milliseconds: by the clock on the wall, and of all threads of the process. */
export interface Elapsed {
  readonly wall: number;
  readonly cpu: number;
}

/** Where the time of one app in one fresh process goes. */
export interface Timing {
  /** Loading the modules. */
  readonly load: Elapsed;
  /** Construction and synthesis. */
  readonly build: Elapsed;
}

/** One timing of each variant, taken one right after the other. */
export type Round = Readonly<Record<Variant, Timing>>;

const buckets = (count: number): Size => ({ name: count === 1 ? '1 bucket' : `${count} buckets`, buckets: count, tables: 0, functions: 0 });

/** The sizes that show how the time grows. */
export const GROWTH: readonly Size[] = [1, 50, 100, 250].map(buckets);

/**
 * A trail takes 500 values in all of its selectors: buckets and tables are named one by one, functions are logged by
 * their type.
 */
export const SIZES: readonly Size[] = [
  { name: 'trail alone', buckets: 0, tables: 0, functions: 0, logsAllBuckets: true },
  ...GROWTH,
  { name: '650 resources', buckets: 250, tables: 200, functions: 200 },
];
