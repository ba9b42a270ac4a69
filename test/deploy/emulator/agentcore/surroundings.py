"""What the service reads of other services of AWS, here of ministack's."""

from ministack.core.responses import get_account_id, get_region, request_scope
from ministack.services import apigateway_v1, lambda_svc, s3


class Surroundings:
    def function_exists(self, arn: str) -> bool:
        _, _, _, region, account, _, name, *_ = arn.split(":")
        with request_scope(account, region):
            return name in lambda_svc._functions and region == arn.split(":")[3]

    def scope(self, account: str, region: str):
        return request_scope(account, region)

    def function_url(self, host: str) -> dict | None:
        return next((config for config in lambda_svc._function_urls.values() if config["FunctionUrl"] == f"https://{host}/"), None)

    def stage_exists(self, api_id: str, stage: str) -> bool:
        return stage in apigateway_v1.stages_for_api(api_id)

    def read_object(self, uri: str) -> bytes | None:
        bucket, _, key = uri.removeprefix("s3://").partition("/")
        return s3._get_object_data(bucket, key)

    def account_and_region(self) -> tuple[str, str]:
        return get_account_id(), get_region()


SURROUNDINGS = Surroundings()
