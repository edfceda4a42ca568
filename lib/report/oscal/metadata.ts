import type { ComplianceReport } from '../compliance-report';
import { line, props, timestamp } from './text';

/** The version of OSCAL that documents are written in. */
export const OSCAL_VERSION = '1.2.1';

/** What every document of OSCAL begins with. */
export function metadataOf({ tool }: ComplianceReport, title: string, at: Date): object {
  return {
    title: line(title),
    'last-modified': timestamp(at),
    version: line(tool.version),
    'oscal-version': OSCAL_VERSION,
    ...props({ tool: tool.name, 'tool-version': tool.version, 'ruleset-digest': tool.rulesetDigest }),
  };
}
