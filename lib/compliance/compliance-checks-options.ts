/** How a synthesis tells of a result. */
export enum ComplianceSeverity {
  /** It fails the synthesis. */
  ERROR = 'error',

  /** It is printed, and fails a synthesis that is strict about warnings. */
  WARNING = 'warning',

  /** It is printed. */
  INFO = 'info',
}

/** What a report is written as. */
export enum ReportFormat {
  /** One file for people, without anything to load: `compliance-report.html`. */
  HTML = 'html',

  /** For a comment on a pull request: `compliance-report.md`. */
  MARKDOWN = 'markdown',

  /** A line for each result: `compliance-report.csv`. */
  CSV = 'csv',

  /** For the test results of CI systems: `compliance-report.junit.xml`. */
  JUNIT = 'junit',

  /** SARIF 2.1.0 for code scanning, with the lines of the app where the CDK traced them: `compliance-report.sarif`. */
  SARIF = 'sarif',

  /**
   * Assessment results of OSCAL 1.2.1: `compliance-report.oscal.json`. It says when it was written, or what `SOURCE_DATE_EPOCH` says.
   */
  OSCAL = 'oscal',

  /**
   * What the constructs of this library do for the controls of the packs, as a component definition of OSCAL 1.2.1:
   * `compliance-component.oscal.json`. It says when it was written, or what `SOURCE_DATE_EPOCH` says.
   */
  OSCAL_COMPONENT = 'oscal-component',
}

/** What metric filters have to match to count as a monitoring control. */
export enum AlarmPatterns {
  /** The patterns of AWS Security Hub, to which nothing may be added. */
  SECURITY_HUB = 'securityHub',

  /** CIS AWS Foundations Benchmark 1.4. */
  CIS_1_4 = 'cis-1.4',

  /** CIS AWS Foundations Benchmark 3.0. */
  CIS_3_0 = 'cis-3.0',

  /** CIS AWS Foundations Benchmark 5.0. */
  CIS_5_0 = 'cis-5.0',

  /** CIS AWS Foundations Benchmark 7.0. */
  CIS_7_0 = 'cis-7.0',
}
