"""Invokes the Lambda functions behind custom resources, in one Node.js process that runs their code as it is deployed."""

import json
import os
import subprocess
from pathlib import Path

from ministack.services import lambda_svc
from ministack.services.cloudformation import custom_resource

from ..agentcore import http
from ..agentcore.surroundings import code_key
from . import stack_status
from .assets import ASSETS

WORKER = Path(__file__).parent.parent / "node" / "lambda-worker.cjs"
RESPONSE_URL = "https://cloudformation-response.invalid/"
# Functions of aws-cdk-lib that call other services of AWS: what they return.
DATA_OF_OTHERS = {
    "Custom::DescribeCognitoUserPoolClient": {"UserPoolClient.ClientSecret": "secret"},
}


class Lambdas:
    def __init__(self):
        node = os.environ["NODE_BINARY"]
        self.process = subprocess.Popen([node, str(WORKER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        self.invocations = 0

    def install(self) -> None:
        custom_resource.invoke_custom_resource = self.invoke_custom_resource

    def invoke_custom_resource(self, request_type, logical_id, props, stack_name, stack_id, resource_type, physical_id=None, old_props=None):
        if not resource_type.startswith("Custom::AgentCore"):
            return physical_id or f"{stack_name}-{logical_id}", DATA_OF_OTHERS.get(resource_type, {})
        function = lambda_svc._functions.get(props["ServiceToken"].split(":")[-1])
        if function is None:
            raise ValueError(f"Lambda function {props['ServiceToken']} not found")
        event = {
            "RequestType": request_type, "RequestId": "request", "StackId": stack_id, "ResponseURL": RESPONSE_URL, "ResourceType": resource_type,
            "LogicalResourceId": logical_id, "ServiceToken": props["ServiceToken"],
            "ResourceProperties": custom_resource._normalise_resource_properties(props),
        }
        if physical_id is not None:
            event["PhysicalResourceId"] = physical_id
        if old_props is not None:
            event["OldResourceProperties"] = custom_resource._normalise_resource_properties(old_props)
        result = self.invoke(function, event)
        if result["Status"] == "FAILED":
            raise RuntimeError(result.get("Reason", "FAILED"))
        return result.get("PhysicalResourceId") or physical_id, result.get("Data") or {}

    def invoke(self, function: dict, event: dict) -> dict:
        self.invocations += 1
        configuration = function["config"]
        module, handler = configuration["Handler"].rsplit(".", 1)
        folder = ASSETS.folder_of(code_key(function))
        self._send({
            "type": "invoke", "module": str(folder / f"{module}.js"), "handler": handler, "event": event,
            "timeoutMs": int(configuration["Timeout"]) * 1000,
            "environment": {
                **configuration["Environment"]["Variables"], "AWS_REGION": configuration["FunctionArn"].split(":")[3],
                "AWS_ACCESS_KEY_ID": "ASIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret-of-the-example", "AWS_SESSION_TOKEN": "token-of-the-example",
            },
        })
        result = None
        while True:
            message = json.loads(self.process.stdout.readline())
            if message["type"] == "done":
                break
            if message["url"] == RESPONSE_URL:
                result = json.loads(message["body"])
                self._send({"type": "fetched", "id": message["id"], "status": 200, "headers": {}, "body": ""})
                continue
            if message["url"].startswith("https://cloudformation."):
                self._send({"type": "fetched", "id": message["id"], "headers": {}, **stack_status.describe(message["body"], configuration["Role"])})
                continue
            response = http.handle(message["method"], message["url"], message["headers"], message["body"].encode(), configuration["Role"])
            self._send({
                "type": "fetched", "id": message["id"], "status": response.status if response else 502,
                "headers": {"content-type": "application/json"}, "body": response.body.decode() if response else "no such host",
            })
        if result is None:
            raise RuntimeError(f"the function sent no response: {message.get('error')}")
        return result

    def _send(self, message: dict) -> None:
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait()
