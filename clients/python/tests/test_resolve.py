import json
import os
import re

import pytest
from conftest import KEYS, REGION, ROOT

from agentcore_gateways import GatewayNotFoundError, resolve, runtime_config
from agentcore_gateways.local_manifest import local_gateways

URL = "https://tools-1a2b.gateway.bedrock-agentcore.eu-central-1.amazonaws.com/mcp"
DOCUMENT = {
    "gateways": {"DomainTools": URL, "TeamGateway": "https://team.example.com", "Partner": "https://partner.example.com/mcp"},
    "gatewayDetails": {
        "DomainTools": {"arn": "arn:aws:bedrock-agentcore:eu-central-1:1:gateway/tools", "authorizerType": "AWS_IAM", "protocol": "MCP", "region": "eu-central-1"},
        "TeamGateway": {"authorizerType": "CUSTOM_JWT", "protocol": "ALL", "region": "us-east-1"},
    },
    "agentRuntimes": {},
}


@pytest.fixture
def clock(monkeypatch):
    """Moves the time of the cache."""
    now = [1000.0]
    monkeypatch.setattr(runtime_config.time, "monotonic", lambda: now[0])
    runtime_config.runtime_config.cache_clear()
    return now


@pytest.fixture
def appconfig(start, monkeypatch, clock):
    aws = start("aws", region=REGION, keys=KEYS, application="app1234", document=DOCUMENT)
    monkeypatch.setenv("AWS_ENDPOINT_URL_APPCONFIGDATA", aws.url)
    monkeypatch.setenv("RUNTIME_CONFIG_APP_ID", "app1234")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    return aws


def write_manifest(folder, pid=None, version=1, **urls):
    path = folder / ".agentcore" / "local-gateways.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"version": version, "pid": pid or os.getpid(), "gateways": {name: {"url": url} for name, url in urls.items()}}))
    return path


def test_an_argument_wins_over_everything(monkeypatch, tmp_path, appconfig):
    monkeypatch.setenv("LOCAL_DEV", "true")
    write_manifest(tmp_path, DomainTools="http://127.0.0.1:1/mcp")
    gateway = resolve("DomainTools", url="https://mine.example.com/mcp", region="us-west-2", auth_type="CUSTOM_JWT")
    assert (gateway.url, gateway.region, gateway.auth_type, gateway.source) == ("https://mine.example.com/mcp", "us-west-2", "CUSTOM_JWT", "argument `url`")


def test_local_dev_reads_the_manifest_of_a_folder_above(monkeypatch, tmp_path):
    path = write_manifest(tmp_path, DomainTools="http://127.0.0.1:5015/mcp")
    (tmp_path / "agent" / "src").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "agent" / "src")
    monkeypatch.setenv("LOCAL_DEV", "true")
    gateway = resolve("DomainTools")
    assert (gateway.url, gateway.auth_type, gateway.source) == ("http://127.0.0.1:5015/mcp", "NONE", str(path))


def test_local_dev_reads_the_manifest_of_a_variable(monkeypatch, tmp_path):
    write_manifest(tmp_path, DomainTools="http://127.0.0.1:5015/mcp")
    monkeypatch.setenv("LOCAL_DEV", "1")
    monkeypatch.setenv("AGENTCORE_LOCAL_GATEWAYS", str(tmp_path / ".agentcore" / "local-gateways.json"))
    monkeypatch.chdir("/")
    assert resolve("DomainTools").url == "http://127.0.0.1:5015/mcp"


def test_local_dev_without_a_gateway_says_how_to_start_it_and_does_not_reach_the_deployed_one(monkeypatch, tmp_path, appconfig):
    monkeypatch.setenv("LOCAL_DEV", "true")
    with pytest.raises(GatewayNotFoundError, match=r"no \.agentcore/local-gateways\.json in .*\n.*\nstart it with `npx agentcore-gateway dev`"):
        resolve("DomainTools")
    assert appconfig.requests == []


def test_local_dev_names_the_gateways_that_run(monkeypatch, tmp_path):
    monkeypatch.setenv("LOCAL_DEV", "true")
    write_manifest(tmp_path, Other="http://127.0.0.1:1/mcp", Another="http://127.0.0.1:2/mcp")
    with pytest.raises(GatewayNotFoundError, match="has `Another`, `Other`"):
        resolve("DomainTools")


def test_a_manifest_whose_process_has_ended_is_of_no_use(monkeypatch, tmp_path):
    monkeypatch.setenv("LOCAL_DEV", "true")
    write_manifest(tmp_path, pid=2**22 - 1, DomainTools="http://127.0.0.1:1/mcp")
    with pytest.raises(GatewayNotFoundError, match="was left by process 4194303, which has ended"):
        resolve("DomainTools")


@pytest.mark.parametrize(
    ("content", "message"),
    [('{"version": 2, "pid": 1, "gateways": {}}', "update agentcore-gateways"), ("{", "cannot read"), ('{"version": 1, "pid": 1, "gateways": []}', "cannot read")],
)
def test_a_manifest_that_cannot_be_read_is_an_error(content, message, monkeypatch, tmp_path):
    monkeypatch.setenv("LOCAL_DEV", "true")
    write_manifest(tmp_path).write_text(content)
    with pytest.raises(GatewayNotFoundError, match=message):
        local_gateways()


@pytest.mark.parametrize("variable", ["AGENTCORE_GATEWAY_DOMAINTOOLS", "AGENTCORE_GATEWAY_DOMAIN_TOOLS"])
def test_variables_name_a_gateway_also_with_local_dev(variable, monkeypatch):
    monkeypatch.setenv("LOCAL_DEV", "true")
    monkeypatch.setenv(f"{variable}_URL", URL)
    monkeypatch.setenv(f"{variable}_AUTH_TYPE", "CUSTOM_JWT")
    gateway = resolve("DomainTools")
    assert (gateway.url, gateway.auth_type, gateway.source) == (URL, "CUSTOM_JWT", f"{variable}_URL")


def test_variables_name_the_credential_provider_and_the_scopes(monkeypatch):
    monkeypatch.setenv("AGENTCORE_GATEWAY_DOMAINTOOLS_URL", "https://tools.example.com/mcp")
    monkeypatch.setenv("AGENTCORE_GATEWAY_DOMAINTOOLS_AUTH_TYPE", "CUSTOM_JWT")
    monkeypatch.setenv("AGENTCORE_GATEWAY_DOMAINTOOLS_CREDENTIAL_PROVIDER", "login")
    monkeypatch.setenv("AGENTCORE_GATEWAY_DOMAINTOOLS_SCOPES", "tools/read tools/write")
    gateway = resolve("DomainTools")
    assert (gateway.auth_type, gateway.details["credentialProvider"], gateway.details["scopes"]) == ("CUSTOM_JWT", "login", ["tools/read", "tools/write"])


def test_the_runtime_configuration_says_how_a_gateway_is_called(appconfig):
    gateway = resolve("DomainTools")
    assert (gateway.url, gateway.auth_type, gateway.region, gateway.source) == (URL, "AWS_IAM", "eu-central-1", "Runtime Configuration `app1234`")


def test_mcp_of_a_gateway_without_a_protocol_is_below_its_url(appconfig):
    gateway = resolve("TeamGateway")
    assert (gateway.url, gateway.auth_type, gateway.region) == ("https://team.example.com/mcp", "CUSTOM_JWT", "us-east-1")


def test_a_gateway_without_details_is_signed_for_the_region_of_the_environment(appconfig):
    gateway = resolve("Partner")
    assert (gateway.auth_type, gateway.region) == ("AWS_IAM", REGION)


@pytest.mark.parametrize(
    ("host", "region"),
    [
        ("x.gateway.bedrock-agentcore.us-gov-west-1.amazonaws.com", "us-gov-west-1"),
        ("x.gateway.bedrock-agentcore.cn-north-1.amazonaws.com.cn", "cn-north-1"),
        ("vpce-1.bedrock-agentcore.eu-west-3.vpce.amazonaws.com", "eu-west-3"),
        ("x.gateway.bedrock-agentcore.ap-south-1.api.aws", "ap-south-1"),
        ("x.gateway.bedrock-agentcore-fips.us-east-2.amazonaws.com", "us-east-2"),
        ("tools.example.com", REGION),
    ],
)
def test_the_region_is_that_of_the_host_or_else_of_the_environment(host, region):
    assert resolve("Tools", url=f"https://{host}/mcp").region == region


def test_an_unknown_name_lists_where_it_looked_and_the_names_there_are(appconfig):
    with pytest.raises(GatewayNotFoundError) as raised:
        resolve("DomianTools")
    message = str(raised.value)
    assert "AGENTCORE_GATEWAY_DOMIANTOOLS_URL or AGENTCORE_GATEWAY_DOMIAN_TOOLS_URL" in message
    assert "`app1234` has `DomainTools`, `Partner`, `TeamGateway`" in message


def test_without_any_configuration_it_says_what_sets_it():
    with pytest.raises(GatewayNotFoundError, match=r"RUNTIME_CONFIG_APP_ID is not set\ndeploy the agent with the gateway's `grantInvokeAccess\(agent\)`"):
        resolve("DomainTools")


@pytest.mark.parametrize("operation", ["configurationsessions", "configuration"])
def test_without_permission_it_says_which(operation, appconfig):
    appconfig.tell(denied=[operation])
    with pytest.raises(GatewayNotFoundError, match="appconfig:StartConfigurationSession and appconfig:GetLatestConfiguration"):
        resolve("DomainTools")


def test_without_a_region_it_says_so(appconfig, monkeypatch):
    monkeypatch.delenv("AWS_REGION")
    with pytest.raises(GatewayNotFoundError, match="a region in AWS_REGION"):
        resolve("DomainTools")


def test_the_document_is_read_once_in_five_minutes(appconfig, clock):
    for _ in range(3):
        resolve("DomainTools")
    clock[0] += 299
    resolve("DomainTools")
    assert appconfig.requests == ["configurationsessions", "configuration"]


def test_a_new_document_is_read_with_the_session_of_before(appconfig, clock):
    resolve("DomainTools")
    clock[0] += 301
    assert resolve("DomainTools").url == URL  # Nothing has changed, so nothing was sent.
    appconfig.tell(document={"gateways": {"DomainTools": "https://new.example.com/mcp"}})
    clock[0] += 301
    assert resolve("DomainTools").url == "https://new.example.com/mcp"
    assert appconfig.requests.count("configurationsessions") == 1


def test_a_session_that_ended_after_24_hours_is_started_again(appconfig, clock):
    resolve("DomainTools")
    appconfig.tell(expireTokens=True, document={"gateways": {"DomainTools": "https://new.example.com/mcp"}})
    clock[0] += 24 * 3600 + 1
    assert resolve("DomainTools").url == "https://new.example.com/mcp"
    assert appconfig.requests.count("configurationsessions") == 2


def test_the_document_of_before_is_kept_while_appconfig_is_down(appconfig, clock, caplog):
    resolve("DomainTools")
    appconfig.tell(down=True)
    clock[0] += 301
    assert resolve("DomainTools").url == URL
    assert "keeping the document of before" in caplog.text
    appconfig.tell(down=False, document={"gateways": {"DomainTools": "https://new.example.com/mcp"}})
    clock[0] += 61
    assert resolve("DomainTools").url == "https://new.example.com/mcp"


def deployed_document():
    """The document that the constructs write for examples/weather, with what CloudFormation fills in."""
    template = (ROOT / "test" / "integ" / "weather.snapshot" / "Weather.yaml").read_text()
    content = re.search(r"Content: !Sub \|-\n((?: {8}.*\n)+)", template)

    def deployed(reference):
        resource, _, attribute = reference[1].partition(".")
        urls = {"GatewayUrl": f"https://{resource.lower()}.gateway.bedrock-agentcore.{REGION}.amazonaws.com/mcp"}
        return REGION if resource == "AWS::Region" else urls.get(attribute, f"arn:aws:bedrock-agentcore:{REGION}:1:{resource}")

    return json.loads(re.sub(r"\$\{([^}]+)\}", deployed, content[1]))


def test_a_client_that_nx_plugin_generates_finds_url_and_region_in_the_document_of_the_constructs(start, appconfig):
    """What such a client does: Powertools reads profile `agentcore` of environment `default` as JSON; the name of the class is the key under
    `gateways`; the value is a text, the URL that is called; the region to sign for is cut out of this URL."""
    import boto3
    from aws_lambda_powertools.utilities.parameters import AppConfigProvider

    appconfig.tell(document=deployed_document())
    client = boto3.client("appconfigdata", region_name=REGION)
    configuration = AppConfigProvider(environment="default", application=os.environ["RUNTIME_CONFIG_APP_ID"], boto3_client=client).get("agentcore", transform="json")
    for name in ("DomainTools", "TeamGateway"):
        url = configuration["gateways"][name]
        region = re.search(r"\.bedrock-agentcore\.([^.]+)\.amazonaws\.com", url)[1]
        gateway = resolve(name)
        assert (gateway.url, gateway.region, gateway.auth_type) == (url, region, "AWS_IAM")
