"""AWS::SNS::Subscription."""
from .additional_type import AdditionalType, api


class Subscription(AdditionalType):
    cfn_type = "AWS::SNS::Subscription"

    @classmethod
    def create(cls, properties, name, account, region):
        topic, protocol, endpoint = (properties[key] for key in ("TopicArn", "Protocol", "Endpoint"))
        return api("sns", region).subscribe(TopicArn=topic, Protocol=protocol, Endpoint=endpoint, ReturnSubscriptionArn=True)["SubscriptionArn"], {}

    @classmethod
    def delete_resource(cls, physical_id, region):
        api("sns", region).unsubscribe(SubscriptionArn=physical_id)
