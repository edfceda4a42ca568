import { byId } from './order';
import { SCANNERS } from './scanners';
import { TEMPLATE_TOOLS } from './template-tools';

/** What another tool calls what a rule looks at. It need not come to the same verdict. */
export interface OtherTool {
  readonly tool: string;
  readonly rule: string;
}

/** What other tools call the same, for whoever compares reports. */
export function otherToolsOf(rule: string): readonly OtherTool[] {
  return Object.entries({ ...TEMPLATE_TOOLS, ...SCANNERS })
    .flatMap(([tool, names]) => (names[rule]?.split(' ') ?? []).map((name): OtherTool => ({ tool, rule: name })))
    .sort((one, other) => byId(one.tool, other.tool) || byId(one.rule, other.rule));
}
