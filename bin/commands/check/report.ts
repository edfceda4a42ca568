import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type AcceptanceEntry, acceptanceOf } from '../../../lib/report/acceptances';
import { buildReport } from '../../../lib/report/build-report';
import type { ComplianceReport } from '../../../lib/report/compliance-report';
import type { Assembly } from '../../../lib/template/assembly';
import { isJson } from '../../../lib/template/json';
import { CannotRun } from '../shared/terminal';
import type { Request } from './request';

/** The report that is asked for, if any pack is named. */
export function reportFor(assembly: Assembly, request: Request, version: string): ComplianceReport | undefined {
  const { packs, parameters, ruleParameters, acceptances } = request;
  if (packs === 'list' || packs.length === 0) return undefined;
  return buildReport({
    assembly,
    packs,
    parameters,
    ruleParameters,
    acceptances: acceptances === undefined ? [] : readAcceptances(acceptances),
    version,
    today: new Date().toISOString().slice(0, 10),
  });
}

/** The acceptances of a file, each for the construct whose path is in `at`. */
function readAcceptances(file: string): AcceptanceEntry[] {
  const json = parsed(file);
  const list: unknown = isJson(json) ? json.acceptances : json;
  if (!Array.isArray(list))
    throw new CannotRun(`acceptances in ${file} are no list; write [ { "rule", "at", "reason", "owner", "ticket", "expires" } ]`);
  return list.map((entry, index) => {
    const { at, rule } = isJson(entry) ? entry : {};
    if (!isJson(entry) || typeof rule !== 'string' || typeof at !== 'string') {
      throw new CannotRun(`acceptance ${index} in ${basename(file)} has no "rule" or no "at"; write the id of a rule and the path of a construct`);
    }
    return { ...acceptanceOf(entry), at };
  });
}

function parsed(file: string): unknown {
  if (!existsSync(file)) throw new CannotRun(`acceptances: ${file} does not exist`);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CannotRun(`acceptances: ${file} is not JSON: ${(error as Error).message}`);
  }
}
