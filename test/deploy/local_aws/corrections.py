"""Where the types that moto's CloudFormation does have differ from AWS."""
import json

from moto.iam.models import Role, iam_backends
from moto.kms.models import Key
from moto.logs.models import LogGroup
from moto.utilities.utils import get_partition

create_key = Key.create_from_cloudformation_json.__func__
delete_role = Role.delete_from_cloudformation_json.__func__
attribute_of_log_group = LogGroup.get_cfn_attribute


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


Key.create_from_cloudformation_json = classmethod(create_key_with_policy_as_text)
Role.delete_from_cloudformation_json = classmethod(detach_and_delete_role)
LogGroup.get_cfn_attribute = attribute_with_all_streams
