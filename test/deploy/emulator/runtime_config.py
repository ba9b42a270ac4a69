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
    documents: dict[tuple, str | None] = {}
    found = {}
    for runtime in WORLD.runtimes.values():
        application = (runtime.properties.get("EnvironmentVariables") or {}).get("RUNTIME_CONFIG_APP_ID")
        if application:
            place = (*_place(runtime), application)
            if place not in documents:
                documents[place] = _document_of(*place)
            found[runtime.properties["AgentRuntimeName"]] = bool(documents[place])
    return found


def agents_with_document() -> set[str]:
    return {name for name, finds in agents().items() if finds}


def _place(runtime: Runtime) -> tuple[str, str]:
    _, _, _, region, account, *_ = runtime.arn.split(":")
    return account, region


def _document_of(account: str, region: str, application: str) -> str | None:
    with request_scope(account, region):
        return latest_document(application)
