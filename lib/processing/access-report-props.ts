import type { ProcessorProps } from './processor-props';

/** Properties of `AccessReport`. The report lies in the derived bucket, below `access-report/`. */
export interface AccessReportProps extends ProcessorProps {}
