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

/** The line of a source file that made a construct. Both count from 1. */
export interface SourceLine extends Position {
  /** From the top of the repository, with slashes. */
  readonly path: string;
}

/** What is known of where things are written. */
export interface Written {
  readonly files: SourceFiles;
  /** By the paths of constructs. */
  readonly lines: ReadonlyMap<string, SourceLine>;
}

interface Place {
  readonly template: string;
  readonly pointer: string;
}

/** Finds the lines of what results are about. */
export class Locations {
  private readonly positions = new Map<string, ReadonlyMap<string, Position>>();

  constructor(
    private readonly report: ComplianceReport,
    private readonly written: Written,
  ) {
    const places = report.results.flatMap((row) => [this.mainPlace(row), ...row.evidence]);
    for (const [template, { text }] of written.files) {
      const wanted = new Set(places.filter((place) => place.template === template).map((place) => place.pointer));
      this.positions.set(template, positionsOf(text, wanted));
    }
  }

  /** The line that made the construct, where it is known; else the place in the resource that a result rests on, the resource, or the beginning of a template. */
  public main(row: ResultRow): object {
    const { path, logicalId } = row.resource;
    const logical = path === null ? [] : [{ name: logicalId ?? path, fullyQualifiedName: path, kind: 'resource' }];
    const source = this.written.lines.get(path ?? '');
    const physical = source ? physicalAt(address(source.path), source) : this.physical(this.mainPlace(row));
    return { ...physical, ...(logical.length > 0 && { logicalLocations: logical }) };
  }

  /** Everything that a result rests on. */
  public related({ evidence }: ResultRow): object[] {
    return evidence.map((one, index) => ({ id: index, ...this.physical(one), message: { text: message(describe(one)) } }));
  }

  /** Where a template is, as an address. */
  public uri(template: string): string {
    return address(this.written.files.get(template)?.path ?? template);
  }

  private mainPlace({ resource: { stack, logicalId }, evidence }: ResultRow): Place {
    const { stacks } = this.report.subject;
    const template = (stacks.find(({ name }) => name === stack) ?? stacks[0])?.template ?? 'cdk.out';
    const own = pointer('Resources', logicalId ?? '');
    const inside = evidence.find((one) => one.absent === undefined && one.template === template && one.pointer.startsWith(`${own}/`));
    return inside ?? { template, pointer: own };
  }

  private physical({ template, pointer: at }: Place): object {
    return physicalAt(this.uri(template), this.positions.get(template)?.get(at) ?? { line: 1, column: 1 });
  }
}

function physicalAt(uri: string, { line, column }: Position): object {
  return { physicalLocation: { artifactLocation: { uri }, region: { startLine: line, startColumn: column } } };
}

function address(path: string): string {
  return visible(path).split('/').map(encodeURIComponent).join('/');
}

function describe({ template, pointer: at, absent }: Evidence): string {
  return `${template} ${at}${absent === undefined ? '' : ` without ${absent}`}`;
}
