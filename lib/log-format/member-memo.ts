import { copyAscii, hashOf, isSameAscii } from './ascii';
import type { MemberRecord } from './member-record';
import type { CloudTrailRecord } from './record';

const SLOTS = 512;

interface Slot<T> {
  /** Of the members as they are in the file, with their names, one after the other; 0 for one that is not there. */
  readonly lengths: readonly number[];
  readonly bytes: DataView;
  readonly value: T;
}

/**
 * What follows from some members of a record alone, made once for records in which these are the same bytes not long after one another.
 *
 * Sessions make many calls, and many the same: to compare their bytes costs a small part of what it costs to make text of them.
 */
export class MemberMemo<T> {
  private readonly slots: (Slot<T> | undefined)[] = Array(SLOTS).fill(undefined);
  private members: readonly string[] = [];
  private indices: number[] = [];

  /** @param make it gives the same for all records in which these members are the same */
  constructor(
    private readonly names: readonly string[],
    private readonly make: (record: CloudTrailRecord) => T,
  ) {}

  of(record: MemberRecord): T {
    if (record.members !== this.members) this.setMembers(record.members);
    const index = this.slotOf(record);
    const slot = this.slots[index];
    if (slot && this.isOf(slot, record)) return slot.value;
    const made = this.newSlot(record);
    this.slots[index] = made;
    return made.value;
  }

  private setMembers(members: readonly string[]): void {
    this.members = members;
    this.indices = this.names.map((name) => members.indexOf(name)).filter((index) => index >= 0);
  }

  private slotOf({ window, start, at }: MemberRecord): number {
    const { view, tape } = window;
    let hash = 0;
    for (const index of this.indices) {
      hash = hashOf(view, start + (tape[at + 2 * index] as number), start + (tape[at + 2 * index + 1] as number), hash);
    }
    return hash & (SLOTS - 1);
  }

  private isOf({ lengths, bytes }: Slot<T>, { window, start, at }: MemberRecord): boolean {
    const { view, tape } = window;
    const { indices } = this;
    let place = 0;
    for (let number = 0; number < indices.length; number++) {
      const index = indices[number] as number;
      const [from, to] = [tape[at + 2 * index] as number, tape[at + 2 * index + 1] as number];
      if (lengths[number] !== to - from || !isSameAscii(view, start + from, start + to, bytes, place)) return false;
      place += to - from;
    }
    return true;
  }

  private newSlot(record: MemberRecord): Slot<T> {
    const { window, start, at } = record;
    const { view, tape } = window;
    const spans = this.indices.map((index): [number, number] => [tape[at + 2 * index] as number, tape[at + 2 * index + 1] as number]);
    const lengths = spans.map(([from, to]) => to - from);
    const bytes = new DataView(new ArrayBuffer(lengths.reduce((sum, length) => sum + length, 0)));
    let place = 0;
    for (const [from, to] of spans) {
      copyAscii(view, start + from, start + to, bytes, place);
      place += to - from;
    }
    return { lengths, bytes, value: this.make(record as CloudTrailRecord) };
  }
}
