import { checkAssembly } from '../../lib/rules/check-assembly';
import type { TemplateStack } from '../../lib/template/assembly';
import { assemblyOf, stackOf } from '../template/assemblies';
import { ACCOUNT, advanced, trail, valid, withTrails } from './templates';

const dataOnly = { AdvancedEventSelectors: [advanced('Data', { Field: 'resources.type', Equals: ['AWS::SQS::Queue'] })] };
const inPlace = (name: string, template = valid(), place: Partial<TemplateStack> = {}) => stackOf(template, { name, ...place });
const idsOf = (...stacks: TemplateStack[]) => {
  const { findings, unknown } = checkAssembly(assemblyOf(...stacks));
  return {
    findings: findings.map(({ id }) => id.replace('cdk-cloudtrail:', '')),
    unknown: unknown.map(({ id }) => id.replace('cdk-cloudtrail:', '')),
  };
};

test('trails of a name in stacks whose places are not known may be in two accounts', () => {
  const { findings, unknown } = idsOf(inPlace('Dev'), inPlace('Prod'));

  expect(findings).toEqual([]);
  expect(unknown).toEqual(expect.arrayContaining(['Trail.nameTaken', 'App.paidManagementEvents']));
});

test('trails of a name are fine in two accounts, and in two Regions', () => {
  const dev = { account: '444455556666', region: 'eu-west-1' };
  const regional = (account: string) =>
    trail({ IsMultiRegionTrail: false }, JSON.parse(JSON.stringify(valid()).replaceAll('eu-west-1', 'us-east-1').replaceAll(ACCOUNT, account)));

  expect(
    idsOf(
      inPlace('Prod', valid(), { account: ACCOUNT, region: 'eu-west-1' }),
      inPlace('Dev', JSON.parse(JSON.stringify(valid()).replaceAll(ACCOUNT, dev.account)), dev),
    ),
  ).toEqual({ findings: [], unknown: [] });
  expect(
    idsOf(
      inPlace('Europe', trail({ IsMultiRegionTrail: false }), { account: ACCOUNT, region: 'eu-west-1' }),
      inPlace('America', regional(ACCOUNT), { account: ACCOUNT, region: 'us-east-1' }),
    ),
  ).toEqual({ findings: [], unknown: [] });
});

test('a stack for data events is fine where a stack of the same app may log management events', () => {
  expect(idsOf(inPlace('Data', trail({ ...dataOnly, TrailName: 'audit' })), inPlace('Management')).findings).toEqual([]);
});

test('a sixth trail is counted over all stacks of an account and Region', () => {
  const place = { account: ACCOUNT, region: 'eu-west-1' };
  const three = (name: string) => withTrails([`${name}-1`, `${name}-2`], dataOnly, JSON.parse(JSON.stringify(valid()).replaceAll('audit', name)));
  const second = three('two');
  Object.assign(second.Resources.Trail.Properties, dataOnly);

  expect(idsOf(inPlace('One', three('one'), place), inPlace('Two', second, place)).findings).toEqual(['App.trailCount']);
  expect(idsOf(inPlace('One', three('one'), place), inPlace('Two', second, { ...place, region: 'us-east-1' })).findings).toContain('App.trailCount');
});
