"""AWS::CloudWatch::Alarm."""
from .additional_type import AdditionalType, api


class Alarm(AdditionalType):
    cfn_type = "AWS::CloudWatch::Alarm"
    name_property = "AlarmName"
    attribute_names = ("Arn",)

    @classmethod
    def create(cls, properties, name, account, region):
        api("cloudwatch", region).put_metric_alarm(**{**properties, "AlarmName": name})
        return name, {"Arn": f"arn:aws:cloudwatch:{region}:{account}:alarm:{name}"}

    @classmethod
    def delete_resource(cls, physical_id, region):
        api("cloudwatch", region).delete_alarms(AlarmNames=[physical_id])
