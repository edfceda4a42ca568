import type { TrailSelectors } from '../../lib/selection/basic-selector';

/** A trail as many have it: management events without the noisy source, some buckets, all functions, writes to tables. */
export const SELECTORS: TrailSelectors = {
  AdvancedEventSelectors: [
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Management'] },
        { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] },
      ],
    },
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
        {
          Field: 'resources.ARN',
          StartsWith: ['arn:aws:s3:::finance-reports/', 'arn:aws:s3:::my-data-bucket/'],
          NotStartsWith: ['arn:aws:s3:::finance-reports/tmp/'],
        },
      ],
    },
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::Lambda::Function'] },
      ],
    },
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::DynamoDB::Table'] },
        { Field: 'readOnly', Equals: ['false'] },
      ],
    },
  ],
};
