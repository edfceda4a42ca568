export interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly Metadata?: { readonly 'aws:cdk:path'?: string };
}

export interface Template {
  readonly Resources: Record<string, Resource>;
}

const pseudo: Record<string, string> = {
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::AccountId': '<account>',
  'AWS::Region': '<region>',
};

/** A value of a template as a person reads it: what is known only at deployment stands in angle brackets, by its construct's name. */
export function readable(value: unknown, template: Template): unknown {
  if (Array.isArray(value)) return value.map((item) => readable(item, template));
  if (typeof value !== 'object' || value === null) return value;
  const [[name = '', argument] = [], ...others] = Object.entries(value);
  if (others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) return intrinsic(name, argument, template);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, readable(item, template)]));
}

function intrinsic(name: string, argument: unknown, template: Template): string {
  const values = [argument].flat();
  switch (name) {
    case 'Ref':
      return nameOf(String(argument), template);
    case 'Fn::GetAtt': {
      const [logicalId = '', attribute] = Array.isArray(argument) ? argument : String(argument).split('.');
      return attribute === 'Arn' ? arnOf(logicalId, template) : nameOf(logicalId, template);
    }
    case 'Fn::Join':
      return [readable(values[1], template)].flat().join(String(values[0]));
    case 'Fn::Sub':
      return String(values[0]).replace(/\$\{([^!}.]+)[^}]*\}/g, (_, reference) => nameOf(reference, template));
    case 'Fn::ImportValue':
      return `<${readable(argument, template)}>`;
    default:
      return `<${name.replace('Fn::', '')}>`;
  }
}

const arnStarts: Record<string, string> = {
  'AWS::S3::Bucket': 'arn:aws:s3:::',
  'AWS::Lambda::Function': 'arn:aws:lambda:<region>:<account>:function:',
  'AWS::DynamoDB::Table': 'arn:aws:dynamodb:<region>:<account>:table/',
};

/** Spelled out where the resource's kind of ARN is known, so that it reads like one that was written by hand. */
function arnOf(logicalId: string, template: Template): string {
  return `${arnStarts[template.Resources[logicalId]?.Type ?? ''] ?? ''}${nameOf(logicalId, template)}`;
}

function nameOf(logicalId: string, { Resources }: Template): string {
  const known = pseudo[logicalId];
  if (known) return known;
  // The L1 inside of an L2 is called "Resource"; the name that somebody gave stands before it.
  const path = Resources[logicalId]?.Metadata?.['aws:cdk:path']?.split('/').filter((part) => part !== 'Resource' && part !== 'Default');
  return `<${path?.slice(1).join('/') || logicalId.replace(/[0-9A-F]{8}$/, '')}>`;
}
