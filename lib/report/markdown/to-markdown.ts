import type { ComplianceReport } from '../compliance-report';
import { readingOf } from '../reading';
import { details, findings } from './findings';
import { fitted } from './fit';
import { acceptances, controls, limits, subject, summary } from './tables';

/** A comment on GitHub has 65,536 characters at most. */
const LONGEST = 65_000;

const WHOLE = 'The whole is in the HTML and in the JSON form of this report.';

/** A report as Markdown for a pull request. What does not fit into a comment is left out, and it says so. */
export function toMarkdown(report: ComplianceReport): string {
  const reading = readingOf(report);
  const sections = [
    summary(report),
    findings(reading, 'fail'),
    findings(reading, 'unknown'),
    ...controls(report),
    ...acceptances(report),
    ...limits(report),
    details(reading),
    subject(report),
  ];
  return fitted(sections, LONGEST, WHOLE);
}
