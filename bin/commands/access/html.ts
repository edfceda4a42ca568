import type { AccessReport } from './report';

/** The report as one HTML file. */
export function* html(_report: AccessReport): Generator<string> {
  yield '';
}
