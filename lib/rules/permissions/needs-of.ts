import type { Need } from './need';
import { words } from './need';
import type { Scene } from './scene';
import { specialNeeds } from './special-needs';
import type { TypeNeeds } from './type-needs';

/** What the deployment of a resource needs. */
export function needsOf(scene: Scene, needs: TypeNeeds): Need[] {
  const { actions, belongsTo, beside = {}, when = {}, whenBeside = {} } = needs;
  const present = (property: string) => scene.resource.rawProperties[property] !== undefined;
  const own = belongsTo ? scene.named(belongsTo.type, scene.resource.property(belongsTo.property)) : scene.own(needs);
  const optional = Object.entries(when).flatMap(([property, more]) => (present(property) ? words(more) : []));
  const besides = [beside, ...Object.entries(whenBeside).flatMap(([property, more]) => (present(property) ? [more] : []))];
  return [
    { actions: [...words(actions), ...optional], resources: own },
    ...besides.flatMap((one) =>
      Object.entries(one).map(([pattern, more]): Need => ({ actions: words(more), resources: [pattern === '*' ? '*' : scene.arn(pattern)] })),
    ),
    ...passedRoles(scene, needs),
    ...specialNeeds(scene, own),
  ];
}

/** A role may be passed to the one service only that uses it. */
function passedRoles(scene: Scene, { passes = {} }: TypeNeeds): Need[] {
  return Object.entries(passes).flatMap(([path, service]): Need[] => {
    const roles = scene.at(path).flatMap((role) => scene.named('AWS::IAM::Role', role));
    return [
      { actions: ['iam:PassRole'], resources: roles, condition: { StringEquals: { 'iam:PassedToService': `${service}.amazonaws.com` } } },
      { actions: ['iam:GetRole'], resources: roles },
    ];
  });
}
