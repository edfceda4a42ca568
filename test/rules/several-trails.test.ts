import { checkAssembly } from '../../lib/rules/check-assembly';
import { changed, deployed, type Template, valid } from './templates';

const LOOP = 'cdk-cloudtrail:Trail.logsOwnDeliveries';
const stages = { Stage: { Type: 'String', AllowedValues: ['prod', 'test'], Default: 'prod' } };
const conditions = { Prod: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] }, Test: { 'Fn::Not': [{ Condition: 'Prod' }] } };

/** A trail that logs all objects but those of its own bucket, and a second one that delivers to another bucket. */
function twoTrails(first: Template, second: Template): Template {
  const objects = {
    FieldSelectors: [
      { Field: 'eventCategory', Equals: ['Data'] },
      { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
      { Field: 'resources.ARN', NotStartsWith: [{ 'Fn::Sub': `\${Logs.Arn}/` }] },
    ],
  };
  const other = changed(valid(), () => {}).Resources;
  const renamed = JSON.parse(JSON.stringify(other).replace(/"(Logs|LogsPolicy|Trail)"/g, '"Other$1"'));
  const template = changed(valid(), ({ Trail }) => {
    Object.assign(Trail, first);
    Trail.Properties.AdvancedEventSelectors = [objects];
  });
  Object.assign(renamed.OtherTrail.Properties, { TrailName: 'other' });
  Object.assign(renamed.OtherTrail, second);
  return { ...template, Parameters: stages, Conditions: conditions, Resources: { ...renamed, ...template.Resources } };
}

const loops = (template: Template) => checkAssembly(deployed(template)).findings.filter(({ id }) => id === LOOP);

test('a trail that logs the log files of another is found, wherever both are deployed', () => {
  expect(loops(twoTrails({}, {}))).toHaveLength(1);
  expect(loops(twoTrails({}, { Condition: 'Prod' }))).toHaveLength(1);
  expect(loops(twoTrails({ Condition: 'Prod' }, { Condition: 'Prod' }))).toHaveLength(1);
});

test('of two trails that are never deployed together none logs the files of the other', () => {
  expect(loops(twoTrails({ Condition: 'Prod' }, { Condition: 'Test' }))).toEqual([]);
});

test('a finding names the decision that its own trail hangs on, and none of the seven others', () => {
  const trails = Array.from({ length: 8 }, (_, index) => {
    const { Resources } = valid();
    const text = JSON.stringify(Resources).replace(/"(Logs|LogsPolicy|Trail)"/g, `"$1${index}"`);
    const renamed = JSON.parse(text);
    renamed[`Trail${index}`].Properties.IncludeGlobalServiceEvents = { 'Fn::If': [`C${index}`, true, false] };
    return renamed;
  });
  const names = trails.map((_, index) => index);
  const template = {
    Parameters: Object.fromEntries(names.map((index) => [`P${index}`, { Type: 'String', AllowedValues: ['a', 'b'] }])),
    Conditions: Object.fromEntries(names.map((index) => [`C${index}`, { 'Fn::Equals': [{ Ref: `P${index}` }, 'a'] }])),
    Resources: Object.assign({}, ...trails),
  };

  const { findings, assessed } = checkAssembly(deployed(template));

  expect(assessed).toBe(8);
  expect(findings.flatMap(({ id, when }) => (id === 'cdk-cloudtrail:Trail.globalServiceEvents' ? [when] : []))).toEqual(
    names.map((index) => [`parameter P${index} is "b"`]),
  );
});
