import { app as newer } from '../../../examples/migrated-trail/app';
import { app as older } from '../../../examples/migrated-trail/before';
import { said } from './run';

test('the example of a migrated trail is updated in place, without a gap', async () => {
  const { exitCode, verdict, effects, steps } = await said(older.synth().directory, newer.synth().directory);

  expect({ exitCode, verdict, steps }).toEqual({ exitCode: 0, verdict: 'noGap', steps: ['prove'] });
  expect(effects).toEqual({
    'Audit/Trail': 'updated',
    'Audit/Archive/Bucket': 'updated',
    'Audit/Archive/Bucket/Policy': 'updated',
    'Audit/Archive/Key': 'created',
    'Audit/Archive/AccessLogs': 'created',
    'Audit/Archive/AccessLogs/Policy': 'created',
  });
});
