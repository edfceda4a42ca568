import type { RecordPlace } from '../../../handlers/access-report/core';
import { parseLogFileKey } from '../../../lib/log-format/log-file-key';
import { membersOf } from '../../../lib/log-format/member-record';
import { readRecords } from '../../../lib/log-format/read-records';
import type { CloudTrailRecord } from '../../../lib/log-format/record';
import { recordsIn } from '../detect/read-records';
import { unpacked } from '../shared/unpacked';

/** What of a record a report needs. */
const MEMBERS = [
  ...['eventID', 'eventTime', 'eventSource', 'eventName', 'eventType', 'eventCategory', 'managementEvent', 'readOnly', 'sharedEventID'],
  ...['awsRegion', 'recipientAccountId', 'sourceIPAddress', 'userAgent', 'vpcEndpointId', 'errorCode', 'errorMessage'],
  ...['userIdentity', 'requestParameters', 'responseElements', 'resources', 'additionalEventData'],
];

/** Records that may be about access to data, or about sessions. */
const SIEVE = [
  {
    path: ['eventSource'],
    values: new Set(['s3', 's3lifecycle', 's3-authn-errors', 'lambda', 'dynamodb', 'streams.dynamodb', 'sts'].map((name) => `${name}.amazonaws.com`)),
  },
  {
    path: ['resources', 'type'],
    values: new Set(['aws::s3::object', 'aws::lambda::function', 'aws::dynamodb::table', 'aws::dynamodb::stream']),
  },
];

/**
 * Visits the records of a file that matter: of a log file as delivered, or of any other form that `recordsIn()` knows.
 *
 * @param all whether records of all services matter
 * @param visit gets `undefined` for a record that nobody can read
 */
export async function visitRecords(
  content: Buffer,
  name: string,
  all: boolean,
  visit: (record: CloudTrailRecord | undefined, place: RecordPlace) => void,
): Promise<{ readonly records: number; readonly sifted: number }> {
  const place = placeOf(name);
  const options = { members: membersOf(MEMBERS), ...(!all && { sieve: SIEVE }) };
  let visited = 0;
  try {
    return await readRecords(content, name, options, ({ record }) => {
      visited++;
      visit(record, place);
    });
  } catch (error) {
    // Nothing was visited: it is no log file as delivered, and may be something else that holds records.
    if (visited > 0) throw error;
    const records = recordsIn(await unpacked(content), name);
    for (const record of records) visit(record as CloudTrailRecord | undefined, place);
    return { records: records.length, sifted: 0 };
  }
}

/** What the name of a log file says; it may be unpacked by now. */
function placeOf(logFile: string): RecordPlace {
  const at = `/${logFile}`.lastIndexOf('/AWSLogs/');
  const file = at < 0 ? undefined : parseLogFileKey(logFile.slice(at).replace(/\.json$/, '.json.gz'));
  return { account: file?.account, region: file?.region, logFile };
}
