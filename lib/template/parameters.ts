import type { TemplateStack } from './assembly';
import { isJson, type Json, section } from './json';
import { accepts } from './parameter-range';
import { free, isUnresolved } from './symbols';
import { textOf, Unknown } from './unknown';
import type { World } from './world';

/** The value of a parameter, which may be one of several; `undefined` if the template has no such parameter. */
export function parameterValue(world: World, stack: TemplateStack, name: string): unknown {
  const definition = section(stack.template, 'Parameters')[name];
  if (!isJson(definition)) return undefined;
  const given = stack.parent && fromParent(world, stack.parent, name);
  if (given !== undefined) return asType(given, definition.Type, `${stack.id}.${name}`);

  const options = optionsOf(world, stack, name, definition);
  const chosen = world.choices.choose(`${stack.id} parameter ${name}`, options, (option) =>
    isUnresolved(option) ? `parameter ${name} is another text` : `parameter ${name} is ${JSON.stringify(option)}`,
  );
  return asType(chosen, definition.Type, `${stack.id}.${name}`);
}

function optionsOf(world: World, stack: TemplateStack, name: string, definition: Json): readonly string[] {
  const { parameters = {}, anyValue = false } = world.survey.settings;
  const given = parameters[`${stack.id}.${name}`] ?? parameters[name];
  if (given !== undefined) return [given];
  // The type says where to look: the default is a name in the parameter store.
  const stored = typeof definition.Type === 'string' && definition.Type.startsWith('AWS::SSM::');
  const { Default, AllowedValues } = stored ? ({} as Json) : definition;
  const first = textOf(Default);
  const allowed = Array.isArray(AllowedValues) ? AllowedValues.flatMap((value) => textOf(value) ?? []) : [];
  if (allowed.length > 0) return unique([...(first === undefined ? [] : [first]), ...allowed]);
  const compared = comparedWith(stack, name).filter((text) => accepts(definition, text));
  if (first !== undefined && compared.length === 0 && !anyValue) return [first];
  return unique([...(first === undefined ? [] : [first]), ...compared, free(`${stack.id}.${name}`)]);
}

/** The texts that conditions compare a parameter with: each of them is a way to deploy that somebody thought of. */
function comparedWith(stack: TemplateStack, name: string): string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isJson(value)) return;
    const operands = value['Fn::Equals'];
    if (Array.isArray(operands) && operands.some((operand) => isJson(operand) && operand.Ref === name)) {
      found.push(...operands.flatMap((operand) => textOf(operand) ?? []));
    }
    Object.values(value).forEach(visit);
  };
  visit(section(stack.template, 'Conditions'));
  return found;
}

function fromParent(world: World, { stack, logicalId }: { readonly stack: TemplateStack; readonly logicalId: string }, name: string): unknown {
  const resource = world.resource(stack, logicalId);
  return resource && world.resolve(stack, section(resource.rawProperties, 'Parameters')[name]);
}

function asType(value: unknown, type: unknown, name: string): unknown {
  const isList = typeof type === 'string' && /^(CommaDelimitedList|List<.*>|AWS::SSM::Parameter::Value<(List<.*>|CommaDelimitedList)>)$/.test(type);
  if (!isList || Array.isArray(value)) return value;
  const text = textOf(value) ?? '';
  return text.includes('‹') ? new Unknown(name) : text.split(',').map((item) => item.trim());
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
