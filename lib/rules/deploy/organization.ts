import { perTrail, type Rule } from '../rule';
import { checklist } from './problems';

/** X08 to X12: what an organization trail needs outside of any template. */
export const organization: Rule = perTrail(({ resource, isOrganization, account }) => {
  if (isOrganization === false) return [];
  const trail = isOrganization === true ? 'an organization trail' : 'the trail, if it is one of an organization,';
  return [
    `${trail} is deployed from the management account: ${account} has to be that (NotOrganizationMasterAccountException); a delegated administrator cannot create it with CloudFormation ("Resource of type 'AWS::CloudTrail::Trail' with identifier '<trail>' was not found.")`,
    `${trail} needs trusted access of CloudTrail in AWS Organizations ("The request could not be processed because your organization hasn't enabled CloudTrail service access.")`,
    `${trail} needs the service-linked role AWSServiceRoleForCloudTrail in the management account, which enabling trusted access in the console creates ("AWS CloudTrail cannot create resources for your organization because access to one or more required APIs has been denied.")`,
    `${trail} needs an organization with all features (OrganizationNotInAllFeaturesModeException)`,
  ].map((message) => checklist(resource, message));
});
