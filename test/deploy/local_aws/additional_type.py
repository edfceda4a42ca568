"""How a resource type gets into moto's CloudFormation: as a class whose methods make the ordinary API calls.

The calls go through boto3 to this same server, so that a property which the real API does not know is an error here too.
"""
import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from moto.cloudformation import parsing
from moto.cloudformation.exceptions import UnformattedGetAttTemplateException, ValidationError
from moto.core.common_models import CloudFormationModel

# Where this server listens; set before the first request comes in.
endpoint = ""


def api(service, region):
    config = Config(retries={"max_attempts": 0}, s3={"addressing_style": "path"})
    credentials = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
    return boto3.client(service, endpoint_url=endpoint, region_name=region, config=config, **credentials)


def as_boolean(value):
    return str(value).lower() == "true"


def refuse_unknown_properties(cfn_type, properties, known):
    unknown = sorted(set(properties) - set(known))
    if unknown:
        raise ValidationError(message=f"{cfn_type}: the local API would drop {', '.join(unknown)}; add it to test/deploy/local_aws")


class AdditionalType(CloudFormationModel):
    """A resource type. What inherits from it says what it is called, and how it is created and deleted."""

    cfn_type = ""
    name_property = ""
    attribute_names = ()

    def __init_subclass__(cls):
        # moto itself finds only what inherits from its own class directly.
        parsing.get_model_list().append(cls)

    @classmethod
    def create(cls, properties, name, account, region):
        """Gives the physical id and the attributes."""
        raise NotImplementedError

    @classmethod
    def update(cls, properties, name, account, region):
        return cls.create(properties, name, account, region)

    @classmethod
    def delete_resource(cls, physical_id, region):
        pass

    # From here on what moto calls.

    def __init__(self, physical_id, attributes):
        self.physical_resource_id = physical_id
        self.attributes = attributes

    @classmethod
    def cloudformation_name_type(cls):
        return cls.name_property

    @classmethod
    def cloudformation_type(cls):
        return cls.cfn_type

    @classmethod
    def has_cfn_attr(cls, attr):
        return attr in cls.attribute_names

    def get_cfn_attribute(self, attribute_name):
        if attribute_name not in self.attributes:
            raise UnformattedGetAttTemplateException()
        return self.attributes[attribute_name]

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        return cls.attempt(cls.create, cloudformation_json, resource_name, account_id, region_name)

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
        return cls.attempt(cls.update, cloudformation_json, original_resource.physical_resource_id, account_id, region_name)

    @classmethod
    def delete_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name):
        try:
            cls.delete_resource(resource_name, region_name)
        except ClientError as error:
            # moto deletes in any order: what this belongs to may be gone, and this with it.
            if "NoSuch" not in str(error) and "NotFound" not in str(error):
                raise

    @classmethod
    def attempt(cls, action, resource_json, name, account, region):
        try:
            return cls(*action(resource_json.get("Properties", {}), name, account, region))
        except Exception as error:
            # In the words of CloudFormation: after any other error the CDK CLI tries again, and finds a stack that exists.
            raise ValidationError(message=f"{cls.cfn_type} {name}: {error}") from error

    def is_created(self):
        return True


def refuse_what_moto_drops():
    """moto leaves out a resource whose type it does not know, and a change that it has no code for, without an error."""
    class_of, update = parsing.resource_class_from_type, parsing.parse_and_update_resource

    def known_class_of(resource_type):
        found = None if resource_type.startswith("Custom::") else class_of(resource_type)
        if found is None:
            raise ValidationError(message=f"the local API has no {resource_type}; add it to test/deploy/local_aws")
        return found

    def update_in_fact(logical_id, *args, **kwargs):
        updated = update(logical_id, *args, **kwargs)
        if updated is None:
            raise ValidationError(message=f"the local API cannot update {logical_id}; add that to test/deploy/local_aws")
        return updated

    parsing.resource_class_from_type, parsing.parse_and_update_resource = known_class_of, update_in_fact


def create_in_another_order():
    """CloudFormation creates in any order what does not depend on each other; moto goes from the first to the last, which hides what is missing."""
    create = parsing.ResourceMap.create

    def create_from_last_to_first(resource_map, template):
        return create(resource_map, {**template, "Resources": dict(reversed(template["Resources"].items()))})

    parsing.ResourceMap.create = create_from_last_to_first
