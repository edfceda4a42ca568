import {
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
  type PolicyViolation,
  Stage,
  Validations,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { checkAssembly } from '../rules/check-assembly';
import type { TemplateFinding } from '../rules/template-finding';
import { readAssembly } from '../template/read-assembly';

const APPS = new WeakSet<IConstruct>();

/**
 * Lets every synthesis of the app check its templates for what would fail when its trails are deployed: what is between resources shows only there, and
 * so does what overrides and aspects changed. Once per app, however often it is called.
 */
export function registerDeployChecks(scope: IConstruct): void {
  const { root } = scope.node;
  if (!Stage.isStage(root) || APPS.has(root)) return;
  APPS.add(root);
  Validations.of(root).addPlugins(new DeployChecks());
}

class DeployChecks implements IPolicyValidationPlugin {
  public readonly name = 'cdk-cloudtrail';

  public validate({ appConstruct }: IPolicyValidationContext): PolicyValidationPluginReport {
    const { findings } = checkAssembly(readAssembly((appConstruct as Stage).outdir));
    const told = findings.filter((finding) => !isAnnotated(appConstruct, finding));
    return { success: !told.some(({ severity }) => severity === 'error'), violations: told.map(violationOf) };
  }
}

/** Whether a construct warned of it already: of what it declares itself it knows before there is a template. */
function isAnnotated(root: IConstruct, { id, severity, path }: TemplateFinding): boolean {
  if (severity !== 'warning') return false;
  return withAncestors(root, path).some(({ node }) =>
    node.metadata.some(({ type, data }) => type === 'aws:cdk:warning' && String(data).includes(`[${id}]`)),
  );
}

function withAncestors(root: IConstruct, path: string): IConstruct[] {
  const found: IConstruct[] = [];
  for (const id of path.split('/')) {
    const child = (found.at(-1) ?? root).node.tryFindChild(id);
    if (!child) break;
    found.push(child);
  }
  return found;
}

function violationOf({ id, severity, message, value, awsMessage, fix, path, logicalId }: TemplateFinding): PolicyViolation {
  const aws = awsMessage === undefined ? '' : ` (AWS answers: "${awsMessage}")`;
  return {
    // In the name space of the warnings of constructs, so that one acknowledgement is good for both: { id: 'cdk-cloudtrail:Trail.name', reason }.
    ruleName: `Annotation::${id}`,
    severity,
    description: `${message}${value === undefined ? '' : `, got ${JSON.stringify(value)}`}${aws}`,
    fix,
    violatingResources: [{ constructPath: path, resourceLogicalId: logicalId, locations: [] }],
  };
}
