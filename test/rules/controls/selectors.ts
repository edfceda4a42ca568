import type { Template } from './hardened';

/** Gives the trail advanced event selectors, and the template more besides. */
export function selectors(AdvancedEventSelectors: unknown, more: Template = {}) {
  return (template: Template): void => {
    Object.assign(template, more);
    Object.assign(template.Resources.Trail.Properties, { AdvancedEventSelectors });
  };
}

/** Gives the trail basic event selectors, and the template more besides. */
export function basic(EventSelectors: unknown, more: Template = {}) {
  return (template: Template): void => {
    Object.assign(template, more);
    delete template.Resources.Trail.Properties.AdvancedEventSelectors;
    Object.assign(template.Resources.Trail.Properties, { EventSelectors });
  };
}

/** The parameter `Open`. */
export function parameter(more: Template = {}): Template {
  return { Parameters: { Open: { Type: 'String', ...more } } };
}

/** A condition that may hold or not. */
export const staged: Template = {
  Parameters: { Stage: { Type: 'String' } },
  Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
};
