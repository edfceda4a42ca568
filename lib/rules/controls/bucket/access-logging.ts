import { isJson } from '../../../template/json';
import { display } from '../../../template/symbols';
import { unknownIn } from '../../../template/unknown';
import type { ControlRule } from '../control-rule';
import { fail, pass, property, unknown } from '../judgement';
import { valueAt } from '../places';

/** BKT-03. */
export const accessLogging: ControlRule = {
  id: 'BKT-03',
  name: 'LogBucketAccessLogging',
  title: 'Requests to the log bucket are logged',
  severity: 'medium',
  decidable: 'full',
  resourceTypes: ['AWS::S3::Bucket'],
  rationale: 'Who reads or deletes log files is seen only where requests to their bucket are logged themselves.',
  predicate: 'the bucket has a LoggingConfiguration; without DestinationBucketName S3 delivers to the bucket itself, which passes',
  live: 's3:GetBucketLogging',
  fix: 'set LoggingConfiguration with another bucket as its DestinationBucketName',
  limit: 'whether S3 may deliver to the other bucket is not looked at',
  of: 'logBucket',
  judge: (bucket) => {
    const logging = bucket.property('LoggingConfiguration');
    const ground = property(bucket, 'LoggingConfiguration');
    if (logging === undefined) return fail('LoggingConfiguration is missing', ground);
    if (!isJson(logging)) return unknown('LoggingConfiguration is not known', display(unknownIn(logging) ?? 'LoggingConfiguration'), ground);
    if (logging.DestinationBucketName === undefined) {
      // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-loggingconfiguration.html
      return pass('requests are logged, to the bucket itself', ground);
    }
    return pass('requests are logged', valueAt(bucket, 'LoggingConfiguration', 'DestinationBucketName').ground);
  },
};
