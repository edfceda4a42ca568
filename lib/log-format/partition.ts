const PARTITION_OF_REGION: readonly (readonly [regions: RegExp, partition: string])[] = [
  [/^cn-/, 'aws-cn'],
  [/^us-gov-/, 'aws-us-gov'],
  [/^us-iso-/, 'aws-iso'],
  [/^us-isob-/, 'aws-iso-b'],
  [/^eu-isoe-/, 'aws-iso-e'],
  [/^us-isof-/, 'aws-iso-f'],
  [/^eusc-/, 'aws-eusc'],
];

/** The partition of a Region, for ARNs that a record does not spell out. */
export function partitionOf(region: string): string {
  return PARTITION_OF_REGION.find(([regions]) => regions.test(region))?.[1] ?? 'aws';
}
