import type { PolicyDocument, PolicyStatement } from '../../policy/document';

/**
 * How long a managed policy may be; blanks do not count.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const LONGEST_POLICY = 6144;

/** How many characters IAM counts of a policy. */
export function lengthOf(document: PolicyDocument): number {
  return JSON.stringify(document).replace(/\s/g, '').length;
}

/** Statements as documents, as few as there have to be, each of them no longer than a managed policy may be. */
export function documentsOf(statements: readonly PolicyStatement[]): PolicyDocument[] {
  const documents: PolicyStatement[][] = [];
  for (const statement of statements.flatMap(pieces)) {
    const fitting = documents.find((document) => fits([...document, statement]));
    if (fitting) fitting.push(statement);
    else documents.push([statement]);
  }
  return documents.map(documentOf);
}

/** A statement in as many parts as fit into a document each: half of the ARNs, or else half of the actions. */
function pieces(statement: PolicyStatement): PolicyStatement[] {
  if (fits([statement])) return [statement];
  const { Action, Resource } = statement;
  const [actions, resources] = [[Action ?? []].flat(), [Resource ?? []].flat()] as [string[], string[]];
  const halves = resources.length > 1 ? { Resource: halvesOf(resources) } : { Action: halvesOf(actions) };
  const [name, parts] = Object.entries(halves)[0] as [string, string[][]];
  return parts.flatMap((part, index) =>
    pieces({ ...statement, ...(statement.Sid !== undefined && { Sid: `${statement.Sid}${index + 1}` }), [name]: part }),
  );
}

function halvesOf(list: readonly string[]): string[][] {
  const middle = Math.ceil(list.length / 2);
  return [list.slice(0, middle), list.slice(middle)];
}

function fits(statements: readonly PolicyStatement[]): boolean {
  return lengthOf(documentOf(statements)) <= LONGEST_POLICY;
}

function documentOf(statements: readonly PolicyStatement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}
