import type { DeclaredSelectors, RepairOrder } from '../../lib/monitoring/tamper-protection.contract';
import type { TrailSelectors } from '../../lib/selection/basic-selector';
import { diffSelectors } from '../../lib/selection/diff';
import type { Incident } from './incident';

/** The trail, as far as it is read and repaired. */
export interface TrailPort {
  isLogging(): Promise<boolean>;
  startLogging(): Promise<void>;
  selectors(): Promise<DeclaredSelectors>;
  putSelectors(selectors: DeclaredSelectors): Promise<void>;
  insights(): Promise<readonly unknown[]>;
  putInsights(insights: readonly unknown[]): Promise<void>;
}

/** What repairs need besides the trail. */
export interface RepairPorts {
  readonly trail: TrailPort;
  /** Takes a try that has this name, once and for all. `false` where somebody took it before. */
  claim(name: string): Promise<boolean>;
  /** What the stack of the trail is in the middle of, such as `UPDATE_IN_PROGRESS`. */
  deployment(): Promise<string | undefined>;
  now(): number;
  pause(milliseconds: number): Promise<void>;
}

/** What came of an incident. */
export interface Outcome {
  /**
   * `none`, there is nothing to repair; `asDeclared`, it was as declared when looked at; `repaired`, and it holds; `failed`, it was tried, or what has to
   * be known for a try could not be; `notRepaired`, it was not tried, for a reason.
   */
  readonly result: 'none' | 'asDeclared' | 'repaired' | 'failed' | 'notRepaired';
  /** The call that repairs it. */
  readonly act?: string;
  readonly reason: string;
  /** Which try of the window it was; `undefined` where it did not come to one. */
  readonly attempt?: number;
}

/** One thing that can be put back. */
interface Remedy {
  readonly act: string;
  isAsDeclared(): Promise<boolean>;
  perform(): Promise<void>;
}

/** CloudTrail answers with what was set at once, as a rule. */
const READS = 3;
const BETWEEN_READS = 1000;

/** Puts back what an incident changed, unless there is a reason not to. It never throws. */
export async function repair(incident: Incident, order: RepairOrder | undefined, ports: RepairPorts): Promise<Outcome> {
  if (incident.kind === 'refused') return { result: 'none', reason: 'the call failed and changed nothing' };
  if (incident.subject !== 'trail') return { result: 'none', reason: 'only the trail itself is repaired' };
  if (!order) return { result: 'none', reason: 'automatic repair is off' };
  const remedy = remedyFor(incident.record.eventName, order, ports.trail);
  if (!remedy) return { result: 'none', reason: `what ${incident.record.eventName} does is not repaired automatically: deploy the trail again` };
  try {
    return { act: remedy.act, ...(await apply(remedy, incident, order, ports)) };
  } catch (error) {
    return { result: 'failed', act: remedy.act, reason: String(error) };
  }
}

async function apply(remedy: Remedy, incident: Incident, order: RepairOrder, ports: RepairPorts): Promise<Outcome> {
  if (incident.kind === 'deploy') return { result: 'notRepaired', reason: `it is a deployment: ${incident.deploy}` };
  if (await remedy.isAsDeclared()) return { result: 'asDeclared', reason: 'the trail was as declared when it was looked at' };
  if (incident.kind === 'own')
    return { result: 'notRepaired', reason: 'the role of this protection made the call, and the trail is not as declared' };
  const deployment = await ports.deployment();
  if (deployment) return { result: 'notRepaired', reason: `the stack of the trail is in ${deployment}` };
  const attempt = await nextAttempt(order, ports);
  if (attempt === undefined) {
    return { result: 'notRepaired', reason: `all ${order.attempts} tries of these ${order.windowMinutes} minutes are used up` };
  }
  try {
    return { ...(await perform(remedy, ports)), attempt };
  } catch (error) {
    return { result: 'failed', reason: String(error), attempt };
  }
}

async function perform(remedy: Remedy, { pause }: RepairPorts): Promise<Outcome> {
  await remedy.perform();
  for (let read = 1; read <= READS; read++) {
    if (await remedy.isAsDeclared()) return { result: 'repaired', reason: 'read back, and it is as declared' };
    if (read < READS) await pause(BETWEEN_READS);
  }
  return { result: 'failed', reason: 'the call succeeded, and read back, the trail is still not as declared' };
}

/** Windows begin at multiples of their length. A try counts whatever comes of it. */
async function nextAttempt({ attempts, windowMinutes }: RepairOrder, { claim, now }: RepairPorts): Promise<number | undefined> {
  const length = windowMinutes * 60_000;
  const window = new Date(Math.floor(now() / length) * length).toISOString().slice(0, 16).replace(':', '-');
  for (let attempt = 1; attempt <= attempts; attempt++) {
    if (await claim(`repairs/${window}/${attempt}`)) return attempt;
  }
  return undefined;
}

function remedyFor(eventName: string | undefined, { selectors, insights = [] }: RepairOrder, trail: TrailPort): Remedy | undefined {
  if (eventName === 'StopLogging') return { act: 'StartLogging', isAsDeclared: () => trail.isLogging(), perform: () => trail.startLogging() };
  if (eventName === 'PutEventSelectors' && selectors) {
    return {
      act: eventName,
      isAsDeclared: async () => logTheSame(await trail.selectors(), selectors),
      perform: () => trail.putSelectors(selectors),
    };
  }
  if (eventName === 'PutInsightSelectors' && selectors) {
    return {
      act: eventName,
      isAsDeclared: async () => canonical(await trail.insights()) === canonical(insights),
      perform: () => trail.putInsights(insights),
    };
  }
  return undefined;
}

/** CloudTrail may answer in another order or with other words than it was told. */
function logTheSame(one: DeclaredSelectors, other: DeclaredSelectors): boolean {
  const { stops, starts, mayChange } = diffSelectors(one as TrailSelectors, other as TrailSelectors);
  return [...stops, ...starts, ...mayChange].length === 0;
}

function canonical(insights: readonly unknown[]): string {
  const rows = insights as readonly { readonly InsightType?: string; readonly EventCategories?: readonly string[] }[];
  // Without categories, Insights are of management events.
  return JSON.stringify(rows.map(({ InsightType, EventCategories }) => `${InsightType} ${[...(EventCategories ?? ['Management'])].sort()}`).sort());
}
