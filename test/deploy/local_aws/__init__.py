"""A local AWS API: moto's server, with the resource types that moto's CloudFormation lacks."""
