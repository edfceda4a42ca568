import type { TemplateResource } from '../../../../template/resource';
import { display } from '../../../../template/symbols';
import { listOf, textOf, Unknown } from '../../../../template/unknown';
import type { World } from '../../../../template/world';
import { allOf, fail, type Judgement, pass, property, unknown } from '../../judgement';
import { isSet, judgeFlag } from '../../values';

/** Whether an alarm does something when it goes off. */
export function judgeActions(world: World, alarm: TemplateResource): Judgement {
  const name = alarm.logicalId;
  const enabled = judgeFlag(world, alarm, 'ActionsEnabled', true, {
    pass: `the actions of alarm ${name} are enabled`,
    fail: `ActionsEnabled of alarm ${name} is false`,
    missing: { verdict: 'pass', because: `ActionsEnabled of alarm ${name} is missing, and the default is true` },
  });
  return allOf([enabled, judgeList(world, alarm)]);
}

function judgeList(world: World, alarm: TemplateResource): Judgement {
  const name = alarm.logicalId;
  const value = alarm.property('AlarmActions');
  const ground = property(alarm, 'AlarmActions');
  if (value === undefined) return fail(`alarm ${name} has no AlarmActions`, ground);
  const actions = listOf(value);
  // An action that is an empty text is refused: a parameter for one is never empty.
  const known = actions?.filter((action) => !(action instanceof Unknown) && textOf(action) !== '') ?? [];
  if (known.length > 0 || (!actions && isSet(world, value) === true)) return pass(`alarm ${name} acts`, ground);
  const open = [value, ...(actions ?? [])].find((one) => one instanceof Unknown);
  if (!open) return fail(`AlarmActions of alarm ${name} is empty`, ground);
  return unknown(`AlarmActions of alarm ${name} is not known`, display(String(textOf(open))), ground);
}
