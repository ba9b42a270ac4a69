"""Lists the tools of a gateway, as agents do, and returns which of the expected ones are missing."""

import json
import os
import time
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.session import Session

HEADERS = {
    "content-type": "application/json",
    "accept": "application/json, text/event-stream",
    "mcp-protocol-version": "2025-06-18",
}
# IAM permissions take effect some seconds after they are created.
ATTEMPTS = 12
SECONDS_BETWEEN_ATTEMPTS = 5


def handler(event, _context):
    listed = set(tool_names(event["url"]))
    missing = sorted(set(event["tools"]) - listed)
    return "every tool is listed" if not missing else f"missing: {missing}, listed: {sorted(listed)}"


def tool_names(url):
    cursor = None
    while True:
        page = list_tools(url, {"cursor": cursor} if cursor else {})
        yield from (tool["name"] for tool in page["tools"])
        cursor = page.get("nextCursor")
        if not cursor:
            return


def list_tools(url, params):
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": params})
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with urlopen(signed(url, body)) as response:
                return json.load(response)["result"]
        except HTTPError as error:
            if error.code != 403 or attempt == ATTEMPTS:
                raise
            time.sleep(SECONDS_BETWEEN_ATTEMPTS)


def signed(url, body):
    request = AWSRequest("POST", url, HEADERS, body)
    SigV4Auth(Session().get_credentials(), "bedrock-agentcore", os.environ["AWS_REGION"]).add_auth(request)
    return Request(url, body.encode(), dict(request.headers), method="POST")
