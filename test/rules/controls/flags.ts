import type { Verdict } from '../../../lib/rules/controls/judgement';
import type { Fixture } from './fixture';
import type { Template } from './hardened';

/** A property that has to be `true`. */
export interface Flag {
  readonly rule: string;
  readonly name: string;
  /** The resource in a template, which may have to be added first. */
  readonly resource: (template: Template) => Template;
  readonly logicalId: string;
  /** What is true where it is missing. */
  readonly missing: 'pass' | 'fail';
}

const TEXT = { Type: 'String' };
const NO_VALUE = { Ref: 'AWS::NoValue' };

/** Everything that can be written for a flag. */
export function flagFixtures(flag: Flag): readonly Fixture[] {
  return [...plain(flag), ...ofParameters(flag), ...ofConditions(flag), ...fromElsewhere(flag), ...others(flag)];
}

type Change = (template: Template) => unknown;

function fixtureOf({ rule, name: property, resource, logicalId }: Flag) {
  return (name: string, value: unknown, verdict: Verdict, more: Partial<Fixture> = {}, change: Change = () => {}): Fixture => ({
    rule,
    name: `${property} ${name}`,
    template: (template) => {
      const { Properties } = resource(template);
      if (value === undefined) delete Properties[property];
      else Properties[property] = value;
      return change(template);
    },
    verdict,
    at: logicalId,
    ...more,
  });
}

function plain(flag: Flag): Fixture[] {
  const fixture = fixtureOf(flag);
  return [
    fixture('true', true, 'pass'),
    fixture('true as a string', 'true', 'pass'),
    fixture('true as a string with a capital', 'True', 'pass'),
    fixture('false', false, 'fail'),
    fixture('false as a string', 'false', 'fail'),
    fixture('not there', undefined, flag.missing, { because: /missing/ }),
    fixture('no value', NO_VALUE, flag.missing),
    fixture('neither true nor false', 'yes', 'unknown', { dependsOn: /yes/ }),
    fixture('a list', ['true', 'false'], 'unknown'),
  ];
}

function ofParameters(flag: Flag): Fixture[] {
  const fixture = fixtureOf(flag);
  const value = { Ref: 'Flag' };
  const declared = (more: object) => (template: Template) => {
    template.Parameters = { Flag: { ...TEXT, ...more } };
  };
  return [
    fixture('a parameter', value, 'unknown', { dependsOn: /Flag/ }, declared({})),
    fixture('a parameter with a default', value, 'unknown', { dependsOn: /Flag/, withDefaults: 'pass' }, declared({ Default: 'true' })),
    fixture('a parameter with a bad default', value, 'unknown', { withDefaults: 'fail' }, declared({ Default: 'false' })),
    fixture('a parameter that is given', value, 'pass', { given: { Flag: 'true' } }, declared({})),
    fixture('a parameter that is given badly', value, 'fail', { given: { Flag: 'false' } }, declared({ Default: 'true' })),
    fixture('a parameter with one allowed value', value, 'pass', {}, declared({ AllowedValues: [true] })),
    fixture('a parameter with both allowed values', value, 'unknown', { dependsOn: /Flag/ }, declared({ AllowedValues: ['true', 'false'] })),
    fixture('a parameter that can only be true', value, 'pass', {}, declared({ AllowedPattern: 'true' })),
    fixture('a parameter that can only be false', value, 'fail', {}, declared({ AllowedPattern: 'false' })),
    fixture('a parameter of five letters', value, 'fail', {}, declared({ MinLength: 5 })),
    fixture('a parameter that can only be True', value, 'pass', {}, declared({ AllowedPattern: 'True|TRUE' })),
    fixture('a parameter with capitals', value, 'unknown', { dependsOn: /Flag/ }, declared({ AllowedPattern: 'True|False' })),
    fixture('a parameter with capitals for false', value, 'unknown', { dependsOn: /Flag/ }, declared({ AllowedPattern: 'true|False' })),
    fixture('a parameter that is neither', value, 'unknown', { dependsOn: /Flag/ }, declared({ AllowedPattern: 'yes|no' })),
    fixture('a stored parameter', value, 'unknown', { dependsOn: /Flag/ }, (template) => {
      template.Parameters = { Flag: { Type: 'AWS::SSM::Parameter::Value<String>', Default: 'true', AllowedPattern: 'true' } };
    }),
    fixture('a parameter with a pattern for both', value, 'unknown', { dependsOn: /Flag/ }, declared({ AllowedPattern: 'true|false' })),
  ];
}

function ofConditions(flag: Flag): Fixture[] {
  const fixture = fixtureOf(flag);
  const staged = (template: Template) => {
    template.Parameters = { Stage: TEXT };
    template.Conditions = { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } };
  };
  const branches = (yes: unknown, no: unknown) => ({ 'Fn::If': ['IsProd', yes, no] });
  return [
    fixture('true either way', branches(true, 'true'), 'pass', {}, staged),
    fixture('true or false', branches(true, false), 'unknown', { dependsOn: /parameter Stage/ }, staged),
    fixture('false or false', branches(false, 'false'), 'fail', {}, staged),
    fixture('true or nothing', branches(true, NO_VALUE), flag.missing === 'pass' ? 'pass' : 'unknown', {}, staged),
    fixture('false or nothing', branches(false, NO_VALUE), flag.missing === 'pass' ? 'unknown' : 'fail', {}, staged),
    fixture('true by a condition that always holds', { 'Fn::If': ['Always', true, false] }, 'pass', {}, (template) => {
      template.Conditions = { Always: { 'Fn::Equals': ['a', 'a'] } };
    }),
    fixture('false in a resource that is deployed at times', false, 'fail', {}, (template) => {
      staged(template);
      flag.resource(template).Condition = 'IsProd';
    }),
    fixture('true where the resource is deployed', branches(true, false), 'pass', {}, (template) => {
      staged(template);
      flag.resource(template).Condition = 'IsProd';
    }),
  ];
}

function fromElsewhere(flag: Flag): Fixture[] {
  const fixture = fixtureOf(flag);
  const mapped = (a: unknown, b: unknown) => (template: Template) => {
    template.Mappings = { Flags: { 'eu-west-1': { on: a }, 'us-east-1': { on: b } } };
  };
  const row = { 'Fn::FindInMap': ['Flags', { Ref: 'AWS::Region' }, 'on'] };
  const imported = { 'Fn::ImportValue': 'on' };
  return [
    fixture('true in the row of its Region', row, 'pass', {}, mapped(true, false)),
    fixture('false in the row of its Region', row, 'fail', {}, mapped('false', true)),
    fixture('true in every row of a mapping', row, 'pass', { anywhere: true }, mapped(true, 'true')),
    fixture('true in some rows of a mapping', row, 'unknown', { anywhere: true, dependsOn: /Flags/ }, mapped(true, false)),
    fixture('a dynamic reference', '{{resolve:ssm:/on}}', 'unknown', { dependsOn: /resolve.ssm/ }),
    fixture('imported from nobody knows where', imported, 'unknown', { dependsOn: /import.on/ }),
    fixture('imported from another stack', imported, 'pass', {}, (template) => [
      template,
      { Resources: {}, Outputs: { On: { Value: 'true', Export: { Name: 'on' } } } },
    ]),
    fixture('what a macro makes of it', { 'Fn::Transform': { Name: 'Obscure' } }, 'unknown', { dependsOn: /Fn::Transform|Transform/ }),
  ];
}

function others(flag: Flag): Fixture[] {
  const { logicalId, name, resource } = flag;
  const fixture = fixtureOf(flag);
  const withAnother = (value: unknown) => (template: Template) => {
    const { Type, Properties } = structuredClone(resource(template));
    const { TrailName: _, ...others } = Properties;
    template.Resources.Other = { Type, Properties: { ...others, [name]: value } };
    template.Resources.Decoy = { Type: 'AWS::SNS::Subscription', Properties: { [name]: value } };
  };
  return [
    fixture('true beside another resource where it is false', true, 'pass', {}, withAnother(false)),
    fixture('false beside another resource where it is true', false, 'fail', {}, withAnother(true)),
    fixture('false, of the other one', true, 'fail', { at: 'Other' }, withAnother(false)),
    fixture('true in a template that a macro writes anew', true, 'unknown', { dependsOn: /Obscure/, at: logicalId }, (template) => {
      template.Transform = 'Obscure';
    }),
  ];
}
