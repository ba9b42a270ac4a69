"""The stacks of a cloud assembly, nested stages included, without those that hold assertions only."""

import json
from dataclasses import dataclass
from pathlib import Path

from .assets import ASSETS

ACCOUNT, REGION = "123456789012", "us-east-1"


@dataclass
class Stack:
    name: str
    template: dict
    body: str
    account: str
    region: str
    after: set

    @property
    def resources(self) -> dict:
        return self.template.get("Resources", {})


def read(directory: str) -> dict[str, Stack]:
    """By name."""
    found: dict[str, Stack] = {}
    names: dict[str, str] = {}
    for artifacts, folder in _manifests(Path(directory)):
        for id, artifact in artifacts.items():
            if artifact["type"] == "cdk:asset-manifest":
                ASSETS.publish(folder / artifact["properties"]["file"])
            if artifact["type"] != "aws:cloudformation:stack":
                continue
            template = json.loads((folder / artifact["properties"]["templateFile"]).read_text())
            if any(one["Type"].startswith("Custom::DeployAssert@") for one in template.get("Resources", {}).values()):
                continue
            # Of the bootstrap stack, which is not there.
            template.get("Parameters", {}).pop("BootstrapVersion", None)
            template.get("Rules", {}).pop("CheckBootstrapVersion", None)
            template = {key: value for key, value in template.items() if value}
            account, region = artifact["environment"].removeprefix("aws://").split("/")
            name = artifact["properties"].get("stackName", id)
            names[id] = name
            found[name] = Stack(
                name=name, template=template, body=json.dumps(template),
                account=ACCOUNT if account == "unknown-account" else account, region=REGION if region == "unknown-region" else region,
                after=set(artifact.get("dependencies", [])),
            )
    for stack in found.values():
        stack.after = {names[id] for id in stack.after if id in names}
    return found


def _manifests(directory: Path):
    artifacts = json.loads((directory / "manifest.json").read_text())["artifacts"]
    yield artifacts, directory
    for artifact in artifacts.values():
        if artifact["type"] == "cdk:cloud-assembly":
            yield from _manifests(directory / artifact["properties"]["directoryName"])
