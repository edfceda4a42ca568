import type { ControlRule } from '../control-rule';
import { lakeAllRegions } from './lake-all-regions';
import { lakeCustomerKey } from './lake-customer-key';
import { lakeTerminationProtection } from './lake-termination-protection';

/** In the order of their ids. */
export const LAKE_RULES: readonly ControlRule[] = [lakeCustomerKey, lakeAllRegions, lakeTerminationProtection];
