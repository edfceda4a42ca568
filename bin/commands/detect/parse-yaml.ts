import { type Document, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, visit } from 'yaml';
import type { RulePath } from '../../../lib/detection/problem';
import type { YamlDocument } from '../../../lib/detection/rule-files';

/** The documents of a YAML file; empty ones are left out. */
export function parseYaml(text: string): YamlDocument[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
  return [...(documents as Iterable<Document>)]
    .filter(({ contents, errors }) => contents !== null || errors.length > 0)
    .map((document) => read(document, lines));
}

function read(document: Document, lines: LineCounter): YamlDocument {
  keepNumbersAsWritten(document);
  // A tag that is not known is a warning to the parser; what it would mean is not known either.
  const errors = [...document.errors, ...document.warnings].map(({ message, pos }) => ({ message, line: lines.linePos(pos[0]).line }));
  const lineOf = (path: RulePath) => lineOfPath(document, path, lines);
  if (errors.length > 0) return { lineOf, errors };
  try {
    return { value: document.toJS({ maxAliasCount: 100 }), lineOf, errors };
  } catch (error) {
    return { lineOf, errors: [{ message: (error as Error).message, line: 1 }] };
  }
}

/** An account 012345678901 and a version 1.10 are numbers to YAML, which would lose the zeros; as text they match the records. */
function keepNumbersAsWritten(document: Document): void {
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value === 'number' && scalar.source !== undefined && scalar.source !== String(scalar.value)) scalar.value = scalar.source;
    },
  });
}

/** The line of the part at a path; of the last part before it that is there, if it is not. */
function lineOfPath(document: Document, path: RulePath, lines: LineCounter): number | undefined {
  let node: unknown = document.contents;
  let start = document.contents?.range?.[0];
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair) break;
      start = isScalar(pair.key) ? pair.key.range?.[0] : start;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      start = (node as { range?: readonly number[] } | undefined)?.range?.[0] ?? start;
    } else break;
  }
  return start === undefined ? undefined : lines.linePos(start).line;
}
