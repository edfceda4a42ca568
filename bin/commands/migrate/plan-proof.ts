import { isGenerated, isOpen } from '../../../lib/template/symbols';
import type { TrailModel } from '../../../lib/template/trail-model';
import type { Context } from './context';
import type { Step } from './plan';

/** How to prove afterwards that nothing is missing. */
export function proof({ trailsBefore, trailsAfter }: Context): Step[] {
  const trails = [...trailsBefore, ...trailsAfter].filter(({ validatesLogFiles }) => validatesLogFiles !== false);
  const commands = [...new Set(trails.map(command))];
  if (commands.length === 0) return [];
  return [
    {
      id: 'prove',
      title: 'Three hours later, prove that nothing is missing: over the whole day, for each trail and place',
      lines: [
        ...commands,
        'valid: the chain has no gap. A time between two chains is cannot-tell (restarted): the trail beside it must prove that time.',
      ],
    },
  ];
}

function command({ arn, bucketName, keyPrefix }: TrailModel): string {
  const known = (text: string | undefined, otherwise: string) => (text === undefined || isOpen(text) || isGenerated(text) ? otherwise : text);
  const place = [known(bucketName, '<log bucket>'), ...(keyPrefix ? [known(keyPrefix, '<prefix>')] : [])].join('/');
  return `npx cdk-cloudtrail verify s3://${place} --from <day before> --to <day after> --trail-arn ${known(arn, '<ARN of the trail>')}`;
}
