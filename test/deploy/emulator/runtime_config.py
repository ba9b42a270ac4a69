"""Which agents find a Runtime Configuration document: what StartConfigurationSession and GetLatestConfiguration would return to them."""

from ministack.core.responses import request_scope
from ministack.services import appconfig

from .agentcore.world import WORLD, Runtime


def latest_document(application: str) -> str | None:
    """None before the first deployment, and nothing when the version that is deployed has been deleted."""
    deployments = [one for key, one in appconfig._deployments.items() if key.startswith(f"{application}/")]
    if not deployments:
        return None
    last = max(deployments, key=lambda one: one["DeploymentNumber"])
    version = appconfig._hosted_versions.get(f"{application}/{last['ConfigurationProfileId']}/{last['ConfigurationVersion']}")
    return version["Content"] if version else ""


def agents() -> dict[str, bool]:
    """Each runtime that is told an application, and whether it finds a document there."""
    return {
        runtime.properties["AgentRuntimeName"]: bool(_document_of(runtime, application))
        for runtime in WORLD.runtimes.values() if (application := (runtime.properties.get("EnvironmentVariables") or {}).get("RUNTIME_CONFIG_APP_ID"))
    }


def agents_with_document() -> set[str]:
    return {name for name, finds in agents().items() if finds}


def _document_of(runtime: Runtime, application: str) -> str | None:
    with request_scope(runtime.arn.split(":")[4], runtime.arn.split(":")[3]):
        return latest_document(application)
