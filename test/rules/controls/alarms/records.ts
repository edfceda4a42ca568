/** Records of CloudTrail in the form in which they are delivered. */

const USER = {
  type: 'IAMUser',
  principalId: 'AIDAEXAMPLE',
  arn: 'arn:aws:iam::111122223333:user/alice',
  accountId: '111122223333',
  accessKeyId: 'AKIAEXAMPLE',
  userName: 'alice',
};
/** The identity of the root user. */
export const ROOT = { type: 'Root', principalId: '111122223333', arn: 'arn:aws:iam::111122223333:root', accountId: '111122223333', accessKeyId: '' };
/** A call of a user that went well. */
export const call = (service: string, eventName: string, more: object = {}) => ({
  eventVersion: '1.08',
  userIdentity: USER,
  eventTime: '2024-05-01T12:00:00Z',
  eventSource: `${service}.amazonaws.com`,
  eventName,
  awsRegion: 'eu-west-1',
  sourceIPAddress: '203.0.113.11',
  userAgent: 'aws-cli/2.15.0',
  requestParameters: null,
  responseElements: null,
  eventID: '5f1a8b0e-0000-4000-8000-000000000000',
  readOnly: false,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: '111122223333',
  eventCategory: 'Management',
  ...more,
});
/** A sign-in of a user to the console, without a second factor. */
export const signIn = (more: object) =>
  call('signin', 'ConsoleLogin', {
    eventType: 'AwsConsoleSignIn',
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { LoginTo: 'https://console.aws.amazon.com/console/', MobileVersion: 'No', MFAUsed: 'No' },
    ...more,
  });
/** Calls of several names. */
export const calls = (service: string, ...names: string[]) => names.map((name) => call(service, name));
/** A call that failed. */
export const denied = (errorCode: string, more: object = {}) =>
  call('ec2', 'RunInstances', { errorCode, errorMessage: 'You are not authorized', ...more });
