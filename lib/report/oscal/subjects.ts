import type { ComplianceReport, ResultResource, ResultRow } from '../compliance-report';
import { groupBy } from '../reading';
import { nameOf, placeOf } from '../wording';
import { line, props, prose, reference } from './text';
import { uuidOf } from './uuid';

/** The resources that results are about, as components of the system. Nothing is said of whether they run. */
export function componentsOf({ results }: ComplianceReport): object[] {
  const resources = results.map(({ resource }) => resource).filter(({ logicalId }) => logicalId !== null);
  return [...groupBy(resources, componentUuid)].flatMap(([uuid, [resource]]) => (resource ? [component(uuid, resource)] : []));
}

function component(uuid: string, resource: ResultResource): object {
  return {
    uuid,
    type: 'service',
    title: line(nameOf(resource)),
    description: prose(`${resource.type} ${resource.logicalId} of the stack ${resource.stack}`),
    ...placeProps(resource),
    status: { state: 'other', remarks: 'Declared in a template.' },
  };
}

/** What an observation is about; nothing where there is nothing that a rule could be about. */
export function subjectsOf({ resource }: ResultRow): object[] {
  if (resource.logicalId === null) return [];
  return [{ 'subject-uuid': componentUuid(resource), type: 'component', title: line(nameOf(resource)), ...placeProps(resource) }];
}

/** Where a resource stands: in the app, and in its template. */
function placeProps({ path, logicalId, type, stack }: ResultResource): ReturnType<typeof props> {
  return props({ 'construct-path': path, 'logical-id': logicalId, 'resource-type': type, stack });
}

function componentUuid({ stack, logicalId }: ResultResource): string {
  return uuidOf('resource', stack, logicalId);
}

/** The templates, with their hashes. */
export function templateResources({ subject }: ComplianceReport): object[] {
  return subject.stacks.map(({ name, template, sha256, account, region }) => ({
    uuid: uuidOf('template', name, template),
    title: line(`Template of ${name}`),
    ...props({ stack: name, account: placeOf(account), region: placeOf(region) }),
    rlinks: [{ href: reference(template), 'media-type': 'application/json', hashes: [{ algorithm: 'SHA-256', value: line(sha256) }] }],
  }));
}
