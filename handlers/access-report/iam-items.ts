import { asObjects, type Json, memberOf, textOf } from './json';

const PARTIQL: Readonly<Record<string, string>> = {
  SELECT: 'PartiQLSelect',
  EXISTS: 'PartiQLSelect',
  INSERT: 'PartiQLInsert',
  UPDATE: 'PartiQLUpdate',
  DELETE: 'PartiQLDelete',
};
const TRANSACTION: Readonly<Record<string, string>> = {
  PUT: 'PutItem',
  UPDATE: 'UpdateItem',
  DELETE: 'DeleteItem',
  CONDITIONCHECK: 'ConditionCheckItem',
};

/** The actions that a call on items needs; `undefined` where they are not known. */
export function actionsOnItems(eventName: string, parameters: Json): string[] | undefined {
  if (/^(?:GetItem|PutItem|UpdateItem|DeleteItem|Query|Scan|BatchGetItem|BatchWriteItem)$/.test(eventName)) return [eventName];
  if (eventName === 'TransactGetItems') return ['GetItem'];
  const parts = asObjects(parameters.requestItems);
  if (eventName === 'TransactWriteItems')
    return knownOf(
      TRANSACTION,
      parts.map((part) => memberOf(part, 'operation')),
    );
  if (!/^(?:BatchExecuteStatement|ExecuteStatement|ExecuteTransaction)$/.test(eventName)) return undefined;
  const statements = [parameters, ...parts, ...asObjects(parameters.statements), ...asObjects(parameters.transactStatements)];
  return knownOf(
    PARTIQL,
    statements.map((part) => memberOf(part, 'statement')).filter((statement) => statement !== undefined),
  );
}

/** What each part needs; nothing is known of the call where one part is not understood, or there is none. */
function knownOf(table: Readonly<Record<string, string>>, parts: readonly unknown[]): string[] | undefined {
  const actions = parts.map((part) => table[/^\s*(\w+)/.exec(textOf(part) ?? '')?.[1]?.toUpperCase() ?? '']);
  return actions.length === 0 || actions.includes(undefined) ? undefined : [...new Set(actions as string[])];
}
