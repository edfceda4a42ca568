import type { Aws } from '../aws';
import type { Check } from '../check';
import type { DeclaredResource } from '../declared';

/** Looks at one resource, and compares it with what is declared. */
export type Looker = (resource: DeclaredResource, aws: Aws) => Promise<readonly Check[]>;
