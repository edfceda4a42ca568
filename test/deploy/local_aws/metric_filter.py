"""AWS::Logs::MetricFilter."""
from .additional_type import AdditionalType, api


class MetricFilter(AdditionalType):
    cfn_type = "AWS::Logs::MetricFilter"
    name_property = "FilterName"

    @classmethod
    def create(cls, properties, name, account, region):
        metrics = [{spelled(key): value for key, value in metric.items()} for metric in properties["MetricTransformations"]]
        api("logs", region).put_metric_filter(
            logGroupName=properties["LogGroupName"],
            filterName=name,
            filterPattern=properties["FilterPattern"],
            metricTransformations=metrics,
        )
        return name, {}

    @classmethod
    def delete_resource(cls, physical_id, region):
        # It goes with its log group.
        pass


def spelled(name):
    """As the API spells what CloudFormation writes with a capital."""
    return name[0].lower() + name[1:]
