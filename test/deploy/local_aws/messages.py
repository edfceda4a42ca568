"""AWS::SNS::TopicPolicy, AWS::SQS::QueuePolicy, and event source mappings that leave the messages in the queue."""
import json

from moto.awslambda.models import EventSourceMapping
from moto.sqs.models import sqs_backends

from .additional_type import AdditionalType, api


class TopicPolicy(AdditionalType):
    cfn_type = "AWS::SNS::TopicPolicy"

    @classmethod
    def create(cls, properties, name, account, region):
        policy = json.dumps(properties["PolicyDocument"])
        for topic in properties["Topics"]:
            api("sns", region).set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=policy)
        return name, {}


class QueuePolicy(AdditionalType):
    cfn_type = "AWS::SQS::QueuePolicy"

    @classmethod
    def create(cls, properties, name, account, region):
        sqs = api("sqs", region)
        for queue in properties["Queues"]:
            # What refers to a queue is its URL, with the host name that it has in AWS.
            url = sqs.get_queue_url(QueueName=queue.rsplit("/", 1)[1])["QueueUrl"]
            sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": json.dumps(properties["PolicyDocument"])})
        return name, {}


create_mapping = EventSourceMapping.create_from_cloudformation_json.__func__


def create_mapping_that_rests(cls, *args, **kwargs):
    """moto would run the function in Docker for each message; the test runs it itself."""
    mapping = create_mapping(cls, *args, **kwargs)
    for queue in sqs_backends[mapping.account_id][mapping.region].queues.values():
        queue.lambda_event_source_mappings.pop(mapping.function_arn, None)
    return mapping


EventSourceMapping.create_from_cloudformation_json = classmethod(create_mapping_that_rests)
