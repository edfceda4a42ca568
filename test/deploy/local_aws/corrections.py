"""Where the types that moto's CloudFormation does have differ from AWS."""
import json

from moto.events.models import Rule
from moto.iam.models import Role, iam_backends
from moto.kms.models import Key
from moto.logs.models import LogGroup
from moto.utilities.utils import get_partition

create_key = Key.create_from_cloudformation_json.__func__
delete_role = Role.delete_from_cloudformation_json.__func__
attribute_of_log_group = LogGroup.get_cfn_attribute
send_to_targets = Rule.send_to_targets


def create_key_with_policy_as_text(cls, *args, **kwargs):
    """moto keeps the policy as it comes, and would give it back like that."""
    key = create_key(cls, *args, **kwargs)
    key.policy = key.policy if isinstance(key.policy, str) else json.dumps(key.policy)
    return key


def detach_and_delete_role(cls, resource_name, cloudformation_json, account_id, region_name):
    """IAM deletes no role that has managed policies: CloudFormation detaches them first."""
    role = iam_backends[account_id][get_partition(region_name)].get_role(resource_name)
    for policy in list(role.managed_policies.values()):
        policy.detach_from(role)
    delete_role(cls, resource_name, cloudformation_json, account_id, region_name)


def attribute_with_all_streams(log_group, attribute_name):
    """What GetAtt gives for a log group means its streams, which is what CloudTrail wants."""
    value = attribute_of_log_group(log_group, attribute_name)
    return f"{value}:*" if attribute_name == "Arn" else value


def send_what_has_a_pattern(rule, original_event, *args, **kwargs):
    """A rule with a schedule and no pattern gets no events: moto would send it all of them, and stop at a target that it does not support."""
    if rule.event_pattern.get_pattern():
        send_to_targets(rule, original_event, *args, **kwargs)


Key.create_from_cloudformation_json = classmethod(create_key_with_policy_as_text)
Role.delete_from_cloudformation_json = classmethod(detach_and_delete_role)
LogGroup.get_cfn_attribute = attribute_with_all_streams
Rule.send_to_targets = send_what_has_a_pattern
