import { Duration } from 'aws-cdk-lib';

/** Options of the factories of `TamperRepair`. */
export interface TamperRepairOptions {
  /**
   * How many repairs are tried in a window; after that it is only told. 1 to 10.
   *
   * @default 3
   */
  readonly attempts?: number;

  /**
   * The window, which begins at multiples of its length: 5 minutes to a day.
   *
   * @default Duration.hours(1)
   */
  readonly window?: Duration;
}

/** What is put back automatically when somebody changes a trail. */
export class TamperRepair {
  /**
   * Logging is started again.
   *
   * @param options how often
   */
  public static logging(options: TamperRepairOptions = {}): TamperRepair {
    return new TamperRepair(false, options);
  }

  /**
   * Logging is started again, and event selectors and Insights are set as the template declares them.
   *
   * Only for a trail of the app: of others the template does not say what they log.
   *
   * @param options how often
   */
  public static loggingAndSelectors(options: TamperRepairOptions = {}): TamperRepair {
    return new TamperRepair(true, options);
  }

  /** How many repairs are tried in a window. */
  public readonly attempts: number;

  /** The window. */
  public readonly window: Duration;

  private constructor(
    /** Whether selectors and Insights are put back. */
    public readonly putsSelectors: boolean,
    { attempts = 3, window = Duration.hours(1) }: TamperRepairOptions,
  ) {
    this.attempts = attempts;
    this.window = window;
  }
}
