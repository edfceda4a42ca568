import { isJson, type Json, section } from './json';
import { stackOutput } from './outputs';
import type { Resolver } from './resolver';
import { free, isOpen, isUnresolved } from './symbols';
import { textOf, Unknown } from './unknown';

/** An intrinsic function: `undefined` if it cannot be told what it gives. */
type Intrinsic = (resolver: Resolver, argument: unknown) => unknown;

/**
 * The intrinsic functions besides `Ref` and `Fn::If`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export const FUNCTIONS: Readonly<Record<string, Intrinsic>> = {
  'Fn::GetAtt': (resolver, target) => resolver.attribute(target),
  'Fn::Join': (resolver, argument) => {
    const [delimiter, items] = pair(argument);
    const list = resolver.resolve(items);
    if (!Array.isArray(list)) return list instanceof Unknown ? free(`join ${list.dependsOn}`) : undefined;
    return list.map((item) => resolver.text(item)).join(resolver.text(delimiter));
  },
  'Fn::Sub': (resolver, argument) => {
    const [pattern, variables] = Array.isArray(argument) ? argument : [argument];
    return typeof pattern === 'string' ? substitute(resolver, pattern, isJson(variables) ? variables : {}) : undefined;
  },
  'Fn::Split': (resolver, argument) => {
    const [delimiter, source] = pair(argument);
    const text = resolver.text(source);
    return isUnresolved(text) ? new Unknown(`${text} split`) : text.split(resolver.text(delimiter));
  },
  'Fn::Select': (resolver, argument) => {
    const [index, items] = pair(argument);
    const [position, list] = [resolver.text(index), resolver.resolve(items)];
    if (list instanceof Unknown) return free(`${list.dependsOn}.${position}`);
    return Array.isArray(list) ? list[Number(position)] : undefined;
  },
  'Fn::FindInMap': (resolver, argument) => {
    const keys = Array.isArray(argument) ? argument.slice(0, 3).map((key) => resolver.text(key)) : [];
    const [map = '', first = '', second = ''] = keys;
    const rows = section(section(resolver.stack.template, 'Mappings'), map);
    const value = section(rows, rowOf(resolver, map, rows, first))[second];
    return value === undefined ? free(`${resolver.stack.id}.${keys.join('.')}`) : resolver.resolve(value);
  },
  'Fn::ImportValue': (resolver, argument) => {
    const name = resolver.text(argument);
    return resolver.world.imported(resolver.stack, name) ?? free(`import.${name}`);
  },
  'Fn::GetStackOutput': (resolver, argument) => {
    const { StackName, OutputName } = isJson(argument) ? argument : {};
    const [stack, output] = [resolver.text(StackName), resolver.text(OutputName)];
    return stackOutput(resolver.world, stack, output) ?? free(`output.${stack}.${output}`);
  },
  'Fn::ToJsonString': (resolver, argument) => JSON.stringify(resolver.resolve(argument)),
  'Fn::Base64': (resolver, argument) => free(`base64 ${resolver.text(argument)}`),
};

/** The row of a mapping: any of them where the key is not known and every value counts. */
function rowOf({ world, stack }: Resolver, map: string, rows: Json, key: string): string {
  const names = Object.keys(rows);
  if (key in rows || !isOpen(key) || !world.survey.settings.anyValue || names.length === 0) return key;
  return world.choices.choose(`${stack.id} ${map} ${key}`, names, (name) => `the key of mapping ${map} is ${name}`);
}

function substitute(resolver: Resolver, pattern: string, variables: Readonly<Record<string, unknown>>): string {
  return pattern
    .replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, written: string) => {
      const name = written.trim();
      if (literal) return `\${${name}}`;
      if (name in variables) return resolver.text(variables[name]);
      const value = name.includes('.') ? resolver.attribute(name) : resolver.ref(name);
      return textOf(value) ?? free(`${resolver.stack.id}.${name}`);
    })
    .replace(/\{\{resolve:[^}]*\}\}/g, (reference) => free(reference.slice(2, -2)));
}

function pair(argument: unknown): [unknown, unknown] {
  return Array.isArray(argument) ? [argument[0], argument[1]] : [undefined, undefined];
}
