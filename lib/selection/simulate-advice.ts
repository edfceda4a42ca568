import { HOURS_PER_MONTH } from './cost';
import type { Charge, Prices } from './prices';
import type { Simulation } from './simulate';
import type { Count } from './simulate-tally';
import type { SimulatedTrail, TrailCounts } from './simulate-trail';

/** A change of the declaration that makes it cheaper, and what is given up for it. */
export interface Advice {
  readonly kind: 'exclude' | 'narrow' | 'aggregate';
  readonly trail: SimulatedTrail;
  readonly what: string;
  readonly gives: string;
  readonly eventsPerMonth: number;
  readonly savedPerMonth: number;
}

/** A resource is worth an advice from this share of what a trail pays for on. */
const WORTH = 0.1;
/** So many of the events of a resource are reads that logging only its writes makes a difference. */
const MOSTLY_READS = 0.7;

/** What to aggregate, to narrow or to leave out, the most expensive first. */
export function adviceOf(simulation: Simulation, factor: number, prices: Prices): Advice[] {
  const advise = (advice: Omit<Advice, 'eventsPerMonth' | 'savedPerMonth'>, events: number, charge?: Charge): Advice => ({
    ...advice,
    eventsPerMonth: events * factor,
    savedPerMonth: charge === undefined ? 0 : (events * factor * prices.per100000[charge]) / 100_000,
  });
  const all = [
    ...simulation.loops
      .of(simulation.trails.map(({ trail }) => trail))
      .map(({ trail, bucket, events }) =>
        advise({ kind: 'exclude', trail, what: `the objects of the log bucket ${bucket}/`, gives: 'what people do in that bucket' }, events, 'data'),
      ),
    ...simulation.trails.flatMap((counts) => [...ofManagement(counts, advise), ...ofResources(counts, simulation, advise)]),
  ];
  return all.filter(({ eventsPerMonth }) => eventsPerMonth > 0).sort((one, other) => other.savedPerMonth - one.savedPerMonth);
}

type Advise = (advice: Omit<Advice, 'eventsPerMonth' | 'savedPerMonth'>, events: number, charge?: Charge) => Advice;

function ofManagement({ trail, charged, paidSources }: TrailCounts, advise: Advise): Advice[] {
  const excludable = paidSources.top().filter(({ key }) => ['kms.amazonaws.com', 'rdsdata.amazonaws.com'].includes(key));
  return [
    ...(charged.managementFurtherCopies > 0
      ? [
          advise(
            { kind: 'narrow', trail, what: 'no management events, which another trail logs already', gives: 'the second copy of them' },
            charged.managementFurtherCopies,
            'managementFurtherCopies',
          ),
        ]
      : []),
    ...excludable.map(({ key, events }) =>
      advise({ kind: 'exclude', trail, what: `management events of ${key}`, gives: 'the second copy of them' }, events, 'managementFurtherCopies'),
    ),
  ];
}

function ofResources({ trail, charged, resources }: TrailCounts, simulation: Simulation, advise: Advise): Advice[] {
  const loops = simulation.loops.of([trail]).map(({ bucket }) => bucket);
  const worth = resources.top(100).filter(({ key, events }) => events >= charged.data * WORTH && !loops.includes(key));
  return worth.flatMap(({ key, events, reads }) => [
    reads >= events * MOSTLY_READS
      ? advise({ kind: 'narrow', trail, what: `${key} to its writes`, gives: 'who read it' }, reads, 'data')
      : advise({ kind: 'exclude', trail, what: key, gives: 'everything that is done to it' }, events, 'data'),
    ...(trail.aggregates ? [] : aggregation(trail, { key, events, reads }, advise)),
  ]);
}

/** Summaries do not make the events cheaper: they spare whoever reads them. Their price is not published, so nothing is said of it. */
function aggregation(trail: SimulatedTrail, { key, events }: Count, advise: Advise): Advice[] {
  // A summary of five minutes per template is less to read than the events only where there are many of them.
  const summaries = HOURS_PER_MONTH * 12;
  const advice = advise(
    {
      kind: 'aggregate',
      trail,
      what: `the events of ${key} into summaries of five minutes`,
      gives: 'nothing, and CloudTrail costs no less: the events are logged, too',
    },
    events,
  );
  return advice.eventsPerMonth > summaries * 10 ? [advice] : [];
}
