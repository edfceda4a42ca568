/** What is read of a record. All members are there from the beginning on: objects of one shape are quick to make and to read. */
export class ScannedMembers {
  public eventID: unknown = undefined;
  public eventTime: unknown = undefined;
  public eventVersion: unknown = undefined;
  public eventSource: unknown = undefined;
  public eventName: unknown = undefined;
  public eventType: unknown = undefined;
  public eventCategory: unknown = undefined;
  public managementEvent: unknown = undefined;
  public readOnly: unknown = undefined;
  public awsRegion: unknown = undefined;
  public recipientAccountId: unknown = undefined;
  public errorCode: unknown = undefined;
  public vpcEndpointId: unknown = undefined;
  public sessionCredentialFromConsole: unknown = undefined;
  public userIdentity: unknown = undefined;
  public resources: unknown = undefined;
}
