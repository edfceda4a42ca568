import { type DataService, dataServiceOfResourceType } from '../../lib/log-format/data-plane';
import type { MemberRecord } from '../../lib/log-format/member-record';
import { ARN, ARN_PREFIX, ResourcePlaces, TYPE } from '../../lib/log-format/resource-list';
import { COPY_SOURCE } from './resources';

const TYPES: Readonly<Partial<Record<DataService, string>>> = { s3: 'AWS::S3::Object', lambda: 'AWS::Lambda::Function' };

/** The ARN of the one object or function that a record states, where no other member has a say in which it accessed. */
export class PlainArn {
  /** Where in the bytes of the record it starts and ends. */
  start = 0;
  end = 0;
  private readonly places = new ResourcePlaces();

  /** Finds it in the value of `resources`, which starts at a place and ends at another one. */
  find(record: MemberRecord, service: DataService, start: number, end: number): boolean {
    const type = TYPES[service];
    const { text, from } = record.window;
    if (type === undefined || start === 0 || !this.places.read(text, start - from, end - from)) return false;
    this.start = 0;
    for (let resource = 0; resource < this.places.count; resource++) if (!this.take(text, from, resource, type)) return false;
    return this.start > 0 && !(service === 's3' && record.mayHave('requestParameters', COPY_SOURCE));
  }

  /** False where there are several, or it is about something else. */
  private take(text: string, from: number, resource: number, type: string): boolean {
    const { places } = this;
    const [typeStart, typeEnd] = [places.startOf(resource, TYPE), places.endOf(resource, TYPE)];
    if (typeEnd - typeStart !== type.length || !text.startsWith(type, typeStart)) {
      return dataServiceOfResourceType(text.slice(typeStart, typeEnd)) === undefined;
    }
    const member = places.endOf(resource, ARN) > places.startOf(resource, ARN) ? ARN : ARN_PREFIX;
    const [start, end] = [places.startOf(resource, member), places.endOf(resource, member)];
    if (this.start > 0 || start === end) return false;
    this.start = from + start;
    this.end = from + end;
    return true;
  }
}
