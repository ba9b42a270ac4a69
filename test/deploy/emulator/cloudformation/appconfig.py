"""What AppConfig refuses and ministack does not, and how long a deployment keeps CloudFormation waiting."""

from ministack.services import appconfig
from ministack.services.cloudformation import provisioners


class Protection:
    """AppConfig's account setting: what was read within the last hour cannot be deleted, unless its resource says so."""

    on = False


class Waiting:
    """Minutes that deployments of configurations took, for the figures: here nobody waits."""

    minutes = 0


def install() -> None:
    handlers = provisioners._RESOURCE_HANDLERS
    deployment = handlers["AWS::AppConfig::Deployment"]
    deployment["create"] = _checked_deployment(deployment["create"])
    application = handlers["AWS::AppConfig::Application"]
    application["delete"] = _refused_while_used(application["delete"])
    for type in ("AWS::AppConfig::Environment", "AWS::AppConfig::ConfigurationProfile"):
        handlers[type]["delete"] = _refused_after_reading(handlers[type]["delete"])
    # The resource schemas: every property of both is create-only.
    for type in ("AWS::AppConfig::HostedConfigurationVersion", "AWS::AppConfig::Deployment"):
        handlers[type]["update"] = lambda id, old, new, stack, logical_id, type=type: handlers[type]["create"](logical_id, new, stack)
        handlers[type]["update_with_logical_id"] = True


def _checked_deployment(create):
    def checked(logical_id, properties, stack):
        key = f"{properties['ApplicationId']}/{properties['ConfigurationProfileId']}/{properties['ConfigurationVersion']}"
        if key not in appconfig._hosted_versions:
            raise ValueError(f"Hosted configuration version {key} does not exist (ResourceNotFoundException)")
        if f"{properties['ApplicationId']}/{properties['EnvironmentId']}" not in appconfig._environments:
            raise ValueError(f"Environment {properties['EnvironmentId']} does not exist (ResourceNotFoundException)")
        strategy = appconfig._find_deployment_strategy(properties["DeploymentStrategyId"]) or {}
        Waiting.minutes += strategy.get("DeploymentDurationInMinutes", 0) + strategy.get("FinalBakeTimeInMinutes", 0)
        return create(logical_id, properties, stack)
    return checked


def _refused_while_used(delete):
    def refused(physical_id, properties):
        inside = [key for store in (appconfig._environments, appconfig._config_profiles) for key in store if key.startswith(f"{physical_id}/")]
        if inside:
            raise ValueError(f"Cannot delete application {physical_id}: it has environments or configuration profiles (BadRequestException)")
        delete(physical_id, properties)
    return refused


def _refused_after_reading(delete):
    def refused(physical_id, properties):
        if Protection.on and properties.get("DeletionProtectionCheck") != "BYPASS":
            raise ValueError(f"{physical_id} was read within the protection period (BadRequestException)")
        delete(physical_id, properties)
    return refused
