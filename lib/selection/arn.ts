/** A part of an ARN. A placeholder in it may have colons inside, as `${AWS::Partition}` has. */
const PART = String.raw`((?:\$\{[^}]*\}|[^:])*)`;

const SERVICE = new RegExp(`^arn:${PART}:${PART}`);
const S3_PATH = new RegExp(`^arn:${PART}:s3:::(?<name>.*)$`, 's');
const FUNCTION = new RegExp(`^arn:${PART}:lambda:${PART}:${PART}:function:(?<name>.+)$`);
const TABLE = new RegExp(`^arn:${PART}:dynamodb:${PART}:${PART}:table/(?<name>.+)$`);

/** The service of an ARN, also of the beginning of one. */
export function serviceOfArn(arn: string): string | undefined {
  return SERVICE.exec(arn)?.[2];
}

/** What an S3 ARN names: `bucket` or `bucket/key`. */
export function s3PathOf(arn: string): string | undefined {
  return S3_PATH.exec(arn)?.groups?.name;
}

/** The name of a Lambda function, with its version or alias if the ARN has one. */
export function functionNameOf(arn: string): string | undefined {
  return FUNCTION.exec(arn)?.groups?.name;
}

/** The name of a DynamoDB table. */
export function tableNameOf(arn: string): string | undefined {
  return TABLE.exec(arn)?.groups?.name;
}

/** Whether the value of a basic event selector means all resources of its service: `arn:aws:s3`, and `arn:aws:s3:::` as the CDK writes it. */
export function meansAll(value: string): boolean {
  const [start = '', , service = ''] = SERVICE.exec(value) ?? [];
  return ['s3', 'lambda', 'dynamodb'].includes(service) && ['', ':::'].includes(value.slice(start.length));
}
