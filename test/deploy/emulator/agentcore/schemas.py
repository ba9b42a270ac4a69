"""Schemas of targets: inline or in Amazon S3."""

import json

from .refusal import invalid
from .surroundings import SURROUNDINGS


def read(source: dict):
    if "InlinePayload" in source:
        payload = source["InlinePayload"]
        return json.loads(payload) if isinstance(payload, str) else payload
    uri = source["S3"]["Uri"]
    content = SURROUNDINGS.read_object(uri)
    if content is None:
        raise invalid(f"The schema {uri} does not exist")
    return json.loads(content)


def lambda_tool(tool: dict) -> dict:
    """A definition in CloudFormation's spelling, or in that of a file."""
    return {"name": tool.get("Name") or tool["name"], "description": tool.get("Description") or tool.get("description", "")}
