import { ConditionError, parseCondition } from './condition';
import { eventsOf } from './events-of';
import type { Expression } from './expression';
import { type RuleProblem, RuleProblems, type RuleSource } from './problem';
import { checkKeys, readDetails } from './read-details';
import { readSelection } from './read-selection';
import type { Rule } from './rule';
import { isObject } from './values';

/** A rule, unless it was refused, and what is to be said about it. */
export interface ReadRule {
  readonly rule?: Rule;
  readonly problems: readonly RuleProblem[];
}

/**
 * Reads a Sigma rule for CloudTrail from what its YAML was parsed to.
 *
 * Only what is understood is accepted: a rule with anything else is refused as a whole, with the place, the reason and the fix, since a rule that
 * matches something else than its author meant is worse than none. A rule for other logs gives a warning and no rule.
 *
 * @see https://sigmahq.io/sigma-specification/specification/sigma-rules-specification.html
 */
export function readRule(document: unknown, source: RuleSource): ReadRule {
  const problems = new RuleProblems(source);
  const rule = isObject(document) ? read(document, problems) : noMap(document, problems);
  return { ...(rule && !problems.refused && { rule }), problems: problems.found };
}

function read(document: Readonly<Record<string, unknown>>, problems: RuleProblems): Rule | undefined {
  if (!checkKeys(document, problems)) return undefined;
  const details = readDetails(document, problems);
  const when = readDetection(document.detection, problems);
  if (!details || !when || problems.refused) return undefined;
  const rule = { ...details, when };
  if (eventsOf(rule).length === 0) {
    return problems.add('neverMatches', ['detection', 'condition'], {
      message: 'no event can match: the rule asks for different values of eventName or eventSource at once',
      fix: 'list alternatives as values of one field, or combine selections with or',
    });
  }
  return rule;
}

function readDetection(detection: unknown, problems: RuleProblems): Expression | undefined {
  if (!isObject(detection)) {
    return problems.add('detection', ['detection'], {
      message: 'the detection is missing, or no map',
      value: detection,
      fix: 'add selections and a condition',
    });
  }
  const { condition, timeframe, ...others } = detection;
  if (timeframe !== undefined) {
    problems.add('correlation', ['detection', 'timeframe'], {
      message: 'a timeframe relates events, and records are looked at one by one',
      value: timeframe,
      fix: 'leave it out, or count the findings afterwards',
    });
  }
  const selections = new Map(Object.entries(others).map(([name, selection]) => [name, readSelection(selection, ['detection', name], problems)]));
  return readCondition(condition, selections, problems);
}

function readCondition(condition: unknown, selections: ReadonlyMap<string, Expression>, problems: RuleProblems): Expression | undefined {
  const path = ['detection', 'condition'];
  if (typeof condition !== 'string') {
    return problems.add('condition', path, {
      message: 'the condition is missing, or no text',
      value: condition,
      fix: 'write one condition, and join several with or',
    });
  }
  try {
    const { when, used } = parseCondition(condition, selections);
    for (const name of selections.keys()) {
      if (used.has(name)) continue;
      problems.add('unusedSelection', ['detection', name], {
        severity: 'warning',
        message: 'the condition does not use the selection',
        value: name,
        fix: 'use it in the condition, or remove it',
      });
    }
    return when;
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    return problems.add(error.what, path, { message: error.message, value: condition, fix: error.fix });
  }
}

function noMap(value: unknown, problems: RuleProblems): undefined {
  return problems.add('document', [], {
    message: 'a rule is a map with title, id, level, logsource and detection',
    value,
    fix: 'write one rule a document',
  });
}
