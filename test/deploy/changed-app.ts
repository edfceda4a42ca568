import { type AuditTrail, EventSelector, NetworkEventSource } from 'cdk-cloudtrail';
import { app } from '../../examples/reports-bucket/app';

// The example, as somebody changes it after a while.
const trail = app.node.findChild('ReportsAudit').node.findChild('Audit') as AuditTrail;
trail.addEventSelector(EventSelector.networkActivity(NetworkEventSource.S3, { deniedOnly: true }));
