"""What the service reads of other services of AWS, here of ministack's."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from ministack.core.responses import get_account_id, get_region, request_scope
from ministack.services import apigateway_v1, lambda_svc, s3


@dataclass
class FunctionUrl:
    id: str
    account: str
    region: str
    function: str
    # Of the function, or of the alias.
    arn: str
    auth_type: str


def code_key(function: dict) -> str | None:
    """The object with the code of a function; None for code in the template. An update records it elsewhere than a creation."""
    return function.get("s3_object_ref", {}).get("S3Key") or function.get("code_s3_key")


class Surroundings:
    def function_exists(self, arn: str) -> bool:
        _, _, _, region, account, _, name, *_ = arn.split(":")
        with request_scope(account, region):
            return name in lambda_svc._functions and region == arn.split(":")[3]

    def function_policy(self, arn: str) -> str | None:
        if ":lambda:" not in arn or not self.function_exists(arn):
            return None
        _, _, _, region, account, _, name, *_ = arn.split(":")
        with request_scope(account, region):
            return json.dumps(lambda_svc._functions[name]["policy"])

    def scope(self, account: str, region: str):
        return request_scope(account, region)

    def function_url(self, host: str) -> FunctionUrl | None:
        found = lambda_svc.resolve_function_url(host.split(".")[0])
        if found is None:
            return None
        account, region, function, qualifier, config = found
        # ministack leaves the name of the alias out.
        arn = f"arn:aws:lambda:{region}:{account}:function:{function}{f':{qualifier}' if qualifier else ''}"
        return FunctionUrl(host.split(".")[0], account, region, function, arn, config["AuthType"])

    def code_key(self, url: FunctionUrl) -> str | None:
        """The object with the code of the function; None for code in the template."""
        with request_scope(url.account, url.region):
            return code_key(lambda_svc._functions[url.function])

    def call_function_url(self, url: FunctionUrl, path: str, headers: dict, body: bytes) -> tuple[int, dict, bytes]:
        def call():
            with request_scope(url.account, url.region):
                return asyncio.run(lambda_svc.handle_function_url_request(url.id, "POST", path, headers, body, {}))

        # The caller may be in the event loop of the server.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(call).result()

    def stage_exists(self, api_id: str, stage: str) -> bool:
        return stage in apigateway_v1.stages_for_api(api_id)

    def read_object(self, uri: str) -> bytes | None:
        bucket, _, key = uri.removeprefix("s3://").partition("/")
        return s3._get_object_data(bucket, key)

    def account_and_region(self) -> tuple[str, str]:
        return get_account_id(), get_region()


SURROUNDINGS = Surroundings()
