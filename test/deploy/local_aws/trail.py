"""AWS::CloudTrail::Trail, created as CloudTrail does it: not before the policies that delivery needs."""
import json

from botocore.exceptions import ClientError
from moto.cloudformation.exceptions import ValidationError
from moto.cloudtrail.models import cloudtrail_backends

from .additional_type import AdditionalType, api, as_boolean, refuse_unknown_properties

TEXTS = {
    "S3BucketName": "S3BucketName",
    "S3KeyPrefix": "S3KeyPrefix",
    "KMSKeyId": "KmsKeyId",
    "CloudWatchLogsLogGroupArn": "CloudWatchLogsLogGroupArn",
    "CloudWatchLogsRoleArn": "CloudWatchLogsRoleArn",
}
FLAGS = ("IncludeGlobalServiceEvents", "IsMultiRegionTrail", "EnableLogFileValidation")
OTHERS = ("TrailName", "IsLogging", "SnsTopicName", "AdvancedEventSelectors", "InsightSelectors", "Tags")


class Trail(AdditionalType):
    cfn_type = "AWS::CloudTrail::Trail"
    name_property = "TrailName"
    attribute_names = ("Arn", "SnsTopicArn")

    @classmethod
    def create(cls, properties, name, account, region):
        arguments = arguments_of(properties, name, account, region)
        trail = api("cloudtrail", region).create_trail(**arguments, TagsList=properties.get("Tags", []))
        configure(properties, name, region)
        return name, {"Arn": trail["TrailARN"], "SnsTopicArn": trail.get("SnsTopicARN", "")}

    @classmethod
    def update(cls, properties, name, account, region):
        trail = api("cloudtrail", region).update_trail(**arguments_of(properties, name, account, region))
        # moto would add the new Insights selectors to the old ones, where CloudTrail puts them in their place.
        cloudtrail_backends[account][region].get_trail(name).insight_selectors = []
        configure(properties, name, region)
        return name, {"Arn": trail["TrailARN"], "SnsTopicArn": trail.get("SnsTopicARN", "")}

    @classmethod
    def delete_resource(cls, physical_id, region):
        api("cloudtrail", region).delete_trail(Name=physical_id)


def arguments_of(properties, name, account, region):
    refuse_unknown_properties("AWS::CloudTrail::Trail", properties, [*TEXTS, *FLAGS, *OTHERS])
    refuse_before_policies(properties, f"arn:aws:cloudtrail:{region}:{account}:trail/{name}", account, region)
    arguments = {"Name": name}
    arguments.update({argument: properties[key] for key, argument in TEXTS.items() if key in properties})
    arguments.update({key: as_boolean(properties[key]) for key in FLAGS if key in properties})
    if "SnsTopicName" in properties:
        # CloudTrail takes an ARN as well, moto does not.
        arguments["SnsTopicName"] = properties["SnsTopicName"].rsplit(":", 1)[-1]
    return arguments


def configure(properties, name, region):
    cloudtrail = api("cloudtrail", region)
    if selectors := properties.get("AdvancedEventSelectors"):
        cloudtrail.put_event_selectors(TrailName=name, AdvancedEventSelectors=selectors)
    if insights := properties.get("InsightSelectors"):
        cloudtrail.put_insight_selectors(TrailName=name, InsightSelectors=insights)
    switch = cloudtrail.start_logging if as_boolean(properties["IsLogging"]) else cloudtrail.stop_logging
    switch(Name=name)


def refuse_before_policies(properties, trail_arn, account, region):
    """What CloudTrail tries when a trail is created: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html

    By looking for the statements, not by evaluating them, which the unit tests do: here it is about the order of creation.
    """
    bucket = properties["S3BucketName"]
    folder = f"{properties['S3KeyPrefix']}/" if properties.get("S3KeyPrefix") else ""
    policy = policy_of(lambda: api("s3", region).get_bucket_policy(Bucket=bucket)["Policy"])
    for action, resource in (("s3:GetBucketAcl", ""), ("s3:PutObject", f"/{folder}AWSLogs/{account}/*")):
        require(policy, action, f"arn:aws:s3:::{bucket}{resource}", trail_arn, f"Incorrect S3 bucket policy is detected for bucket: {bucket}")
    if key := properties.get("KMSKeyId"):
        policy = policy_of(lambda: api("kms", region).get_key_policy(KeyId=key, PolicyName="default")["Policy"])
        message = f"Insufficient permissions to access S3 bucket {bucket} or KMS key {key}."
        require(policy, "kms:GenerateDataKey*", "*", trail_arn, message)
    if topic := properties.get("SnsTopicName"):
        policy = policy_of(lambda: api("sns", region).get_topic_attributes(TopicArn=topic)["Attributes"]["Policy"])
        require(policy, "sns:Publish", topic, trail_arn, "SNS Topic does not exist or the topic policy is incorrect!")


def policy_of(read):
    try:
        return json.loads(read())["Statement"]
    except ClientError:
        return []


def require(statements, action, resource, trail_arn, message):
    def allows(statement):
        return (
            statement["Effect"] == "Allow"
            and statement["Principal"] == {"Service": "cloudtrail.amazonaws.com"}
            and action in as_list(statement["Action"])
            and resource in as_list(statement["Resource"])
            and statement.get("Condition", {}).get("StringEquals", {}).get("aws:SourceArn") == trail_arn
        )

    if not any(allows(statement) for statement in statements):
        raise ValidationError(message=f"{message} (no statement that allows {action} on {resource} for {trail_arn})")


def as_list(value):
    return value if isinstance(value, list) else [value]
