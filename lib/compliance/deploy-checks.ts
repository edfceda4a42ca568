import type { IConstruct } from 'constructs';
import { registerDeployChecks } from '../private/deploy-checks';

/**
 * Checks the templates of an app, at every synthesis, for what would fail or be misread when its trails are deployed.
 *
 * An `AuditTrail` sees to it by itself. Without one, this checks the trails of others: `aws_cloudtrail.Trail`, `CfnTrail`, and what overrides change.
 */
export class DeployChecks {
  /**
   * Let each synthesis of an app check its templates. Once per app, however often it is called.
   *
   * Errors fail the synthesis. Each finding can be acknowledged by its id, with a reason.
   *
   * @param scope the app, or a construct in it
   */
  public static register(scope: IConstruct): void {
    registerDeployChecks(scope);
  }

  private constructor() {}
}
