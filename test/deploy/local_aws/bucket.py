"""AWS::S3::BucketPolicy, and the properties of AWS::S3::Bucket that moto's CloudFormation drops."""
import json

from moto.core.responses import ActionResult
from moto.iam.access_control import PermissionResult
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

from .additional_type import AdditionalType, api, as_boolean, refuse_unknown_properties

BY_MOTO = ("BucketName", "BucketEncryption", "Tags")
BY_LATER_CALLS = (
    "AccessControl",  # of the bootstrap bucket; 'private' is the default
    *("LifecycleConfiguration", "LoggingConfiguration", "NotificationConfiguration", "ObjectLockConfiguration", "ObjectLockEnabled"),
    *("OwnershipControls", "PublicAccessBlockConfiguration", "VersioningConfiguration"),
)


class BucketPolicy(AdditionalType):
    cfn_type = "AWS::S3::BucketPolicy"

    @classmethod
    def create(cls, properties, name, account, region):
        api("s3", region).put_bucket_policy(Bucket=properties["Bucket"], Policy=json.dumps(properties["PolicyDocument"]))
        return properties["Bucket"], {}

    @classmethod
    def delete_resource(cls, physical_id, region):
        api("s3", region).delete_bucket_policy(Bucket=physical_id)


def configure(bucket, properties, region):
    refuse_unknown_properties("AWS::S3::Bucket", properties, BY_MOTO + BY_LATER_CALLS)
    s3, name = api("s3", region), bucket.name
    if value := properties.get("VersioningConfiguration"):
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration=value)
    if value := properties.get("PublicAccessBlockConfiguration"):
        flags = {key: as_boolean(flag) for key, flag in value.items()}
        s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=flags)
    if value := properties.get("OwnershipControls"):
        s3.put_bucket_ownership_controls(Bucket=name, OwnershipControls=value)
    if value := properties.get("LifecycleConfiguration"):
        s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": [lifecycle_rule(rule) for rule in value["Rules"]]})
    if value := properties.get("NotificationConfiguration"):
        refuse_unknown_properties("NotificationConfiguration", value, ["EventBridgeConfiguration"])
        s3.put_bucket_notification_configuration(Bucket=name, NotificationConfiguration={"EventBridgeConfiguration": {}})
    if value := properties.get("ObjectLockConfiguration"):
        bucket.object_lock_enabled = as_boolean(properties.get("ObjectLockEnabled"))
        s3.put_object_lock_configuration(Bucket=name, ObjectLockConfiguration=value)
    if value := properties.get("LoggingConfiguration"):
        # Not by a call: moto wants the policy of the other bucket first, unlike S3.
        s3.head_bucket(Bucket=value["DestinationBucketName"])
        bucket.logging = {"TargetBucket": value["DestinationBucketName"], "TargetPrefix": value.get("LogFilePrefix", "")}


def lifecycle_rule(rule):
    """As the API spells what CloudFormation calls by other names."""
    others = {"Id": "ID", "Prefix": None, "ExpirationInDays": None, "ExpiredObjectDeleteMarker": None}
    result = {others.get(key, key): value for key, value in rule.items() if others.get(key, key)}
    result["Filter"] = {"Prefix": rule.get("Prefix", "")}
    if "ExpirationInDays" in rule:
        result["Expiration"] = {"Days": int(rule["ExpirationInDays"])}
    if "ExpiredObjectDeleteMarker" in rule:
        result["Expiration"] = {"ExpiredObjectDeleteMarker": as_boolean(rule["ExpiredObjectDeleteMarker"])}
    return result


def get_bucket_notification(response):
    """moto does what it was told about EventBridge, but does not tell."""
    configured = response.backend.get_bucket_notification_configuration(response.bucket_name)
    response.data["Action"] = "GetBucketNotificationConfiguration"
    tells = configured is not None and configured.event_bridge is not None
    return response.serialized(ActionResult({"EventBridgeConfiguration": {}} if tells else {}))


create_bucket = FakeBucket.create_from_cloudformation_json.__func__
update_bucket = FakeBucket.update_from_cloudformation_json.__func__


def create(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
    bucket = create_bucket(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs)
    configure(bucket, cloudformation_json.get("Properties", {}), region_name)
    return bucket


def update(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
    bucket = update_bucket(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name)
    configure(bucket, cloudformation_json.get("Properties", {}), region_name)
    return bucket


FakeBucket.create_from_cloudformation_json = classmethod(create)
FakeBucket.update_from_cloudformation_json = classmethod(update)
S3Response.get_bucket_notification = get_bucket_notification
# Kept, not enforced: to moto a Deny whose condition is not met denies all the same, and nothing could be put anywhere.
# What the policies allow is evaluated by the unit tests.
FakeBucket.get_permission = lambda bucket, action, resource: PermissionResult.NEUTRAL
