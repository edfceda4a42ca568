import type { AssumedPack, ComplianceReport, ResultRow } from '../compliance-report';
import { groupBy } from '../reading';
import { summaryOf } from '../subject';
import { NOTHING_ASSESSED, nameOf, TITLE } from '../wording';
import { testCase } from './test-case';
import { element, textElement } from './xml';

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
  readonly xml: string;
}

/**
 * A report as JUnit XML, as CI systems read it: a suite for each pack, and in it a case for each result that applies. Only what passed has neither a
 * failure nor is skipped. A report of nothing has an error.
 */
export function toJUnit(report: ComplianceReport): string {
  const suites = [...(report.assessed === 0 ? [nothing()] : []), ...report.assumptions.packs.map((pack) => suiteOf(report, pack))];
  const sum = (of: 'tests' | 'failures' | 'errors' | 'skipped') => suites.reduce((total, suite) => total + suite[of], 0);
  const numbers = { tests: sum('tests'), failures: sum('failures'), errors: sum('errors'), skipped: sum('skipped') };
  const root = element(
    'testsuites',
    { name: TITLE, ...numbers, time: 0 },
    suites.map(({ xml }) => xml),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

function suiteOf(report: ComplianceReport, { id, name }: AssumedPack): Suite {
  const rows = report.results.filter(({ packs }) => packs.includes(id));
  const summary = summaryOf(rows);
  const cases = [
    ...groupBy(
      rows.filter(({ verdict }) => verdict !== 'notApplicable'),
      caseName,
    ),
  ].flatMap(([title, same]) =>
    same.map((row, index) => testCase(report, row, { name: index === 0 ? title : `${title} (${index + 1})`, classname: id })),
  );
  const failures = rows.filter(({ verdict, accepted }) => verdict === 'fail' && !accepted).length;
  const skipped = rows.filter(({ verdict, accepted }) => verdict === 'unknown' || (verdict === 'fail' && accepted)).length;
  const numbers = { tests: cases.length, failures, errors: 0, skipped };
  const properties = Object.entries({ pack: id, ...summary }).map(([key, value]) => element('property', { name: key, value }));
  const xml = element('testsuite', { name: `${name} (${id})`, ...numbers, time: 0 }, [element('properties', {}, properties), ...cases]);
  return { ...numbers, xml };
}

/** By the place in the app: the same in the next report, also if its line in the template is another one. */
function caseName({ rule, title, resource }: ResultRow): string {
  return `${rule} ${title}: ${nameOf(resource)}`;
}

/** Where there is nothing to look at, nothing must look passed. */
function nothing(): Suite {
  const numbers = { tests: 1, failures: 0, errors: 1, skipped: 0 };
  const error = element('testcase', { classname: 'assessed', name: 'There is something to look at', time: 0 }, [
    textElement('error', { message: NOTHING_ASSESSED, type: 'nothingAssessed' }, NOTHING_ASSESSED),
  ]);
  return { ...numbers, xml: element('testsuite', { name: 'Subject', ...numbers, time: 0 }, [error]) };
}
