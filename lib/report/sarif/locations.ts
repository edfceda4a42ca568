import { pointer } from '../../template/route';
import type { ComplianceReport, Evidence, ResultRow } from '../compliance-report';
import { visible } from '../visible';
import { message } from './message';
import { type Position, positionsOf } from './positions';

/** A template as a file of a repository. */
export interface SourceFile {
  /** From the top of the repository, with slashes. */
  readonly path: string;
  /** What is written in it. */
  readonly text: string;
}

/** The files of templates, by the names that the report has for them. */
export type SourceFiles = ReadonlyMap<string, SourceFile>;

interface Place {
  readonly template: string;
  readonly pointer: string;
}

/** Finds the lines of what results are about. */
export class Locations {
  private readonly positions = new Map<string, ReadonlyMap<string, Position>>();

  constructor(
    private readonly report: ComplianceReport,
    private readonly files: SourceFiles,
  ) {
    const places = report.results.flatMap((row) => [this.mainPlace(row), ...row.evidence]);
    for (const [template, { text }] of files) {
      const wanted = new Set(places.filter((place) => place.template === template).map((place) => place.pointer));
      this.positions.set(template, positionsOf(text, wanted));
    }
  }

  /** The place in the resource that a result rests on; the resource itself, or the beginning of a template, where there is none. */
  public main(row: ResultRow): object {
    const { path, logicalId } = row.resource;
    const logical = path === null ? [] : [{ name: logicalId ?? path, fullyQualifiedName: path, kind: 'resource' }];
    return { ...this.physical(this.mainPlace(row)), ...(logical.length > 0 && { logicalLocations: logical }) };
  }

  /** Everything that a result rests on. */
  public related({ evidence }: ResultRow): object[] {
    return evidence.map((one, index) => ({ id: index, ...this.physical(one), message: { text: message(describe(one)) } }));
  }

  /** Where a template is, as an address. */
  public uri(template: string): string {
    const path = this.files.get(template)?.path ?? template;
    return visible(path).split('/').map(encodeURIComponent).join('/');
  }

  private mainPlace({ resource: { stack, logicalId }, evidence }: ResultRow): Place {
    const { stacks } = this.report.subject;
    const template = (stacks.find(({ name }) => name === stack) ?? stacks[0])?.template ?? 'cdk.out';
    const own = pointer('Resources', logicalId ?? '');
    const inside = evidence.find((one) => one.absent === undefined && one.template === template && one.pointer.startsWith(`${own}/`));
    return inside ?? { template, pointer: own };
  }

  private physical({ template, pointer: at }: Place): object {
    const { line, column } = this.positions.get(template)?.get(at) ?? { line: 1, column: 1 };
    return { physicalLocation: { artifactLocation: { uri: this.uri(template) }, region: { startLine: line, startColumn: column } } };
  }
}

function describe({ template, pointer: at, absent }: Evidence): string {
  return `${template} ${at}${absent === undefined ? '' : ` without ${absent}`}`;
}
