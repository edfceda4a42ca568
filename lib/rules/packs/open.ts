/** What templates cannot show, where several packs say it. */

/** Of a demand on the whole account. */
export const ACCOUNT = 'Trails that other templates define, and whether somebody stops a trail later.';

/** Of a demand on every bucket. */
export const OTHER_BUCKETS = 'Buckets that trails do not deliver to.';

/** Of a demand on the bucket of a trail. */
export const FOREIGN_BUCKET = 'Log buckets that no template defines.';

/** Of a demand that nobody in the world gets in. */
export const PUBLIC_ACCESS = 'The settings of the account, and what is changed in the bucket later.';

/** Of a demand on every customer key. */
export const OTHER_KEYS = 'Keys that neither trails nor their buckets and log groups use.';

/** Of a demand that a key encrypts. */
export const KEY_STATE = 'Whether the key stays enabled.';

/** Of a demand that events arrive in a log group. */
export const DELIVERY = 'Whether events arrive there.';

/** Of a demand that somebody is told. */
export const SUBSCRIBER = 'Whether somebody has confirmed to be told.';

/** Of a demand on every alarm. */
export const OTHER_ALARMS = 'Alarms that no template defines.';

/** Of a demand on every log group. */
export const OTHER_LOG_GROUPS = 'Log groups that trails do not deliver to.';

/** Of what CloudTrail itself settles. */
export const INHERITED = 'All of it: CloudTrail settles it for every trail, and AWS answers for it.';
