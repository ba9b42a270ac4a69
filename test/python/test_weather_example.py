import json
import re


def test_both_languages_have_the_same_template(weather_templates):
    assert comparable(weather_templates["weather-python"]) == comparable(weather_templates["weather"])


def test_gateways_and_agents_have_the_same_keys_in_both_languages(weather_templates):
    keys = {example: registered(template) for example, template in weather_templates.items()}
    assert keys["weather-python"] == keys["weather"]
    assert keys["weather-python"]["gateways"] == ["DomainTools", "TeamGateway"]
    assert keys["weather-python"]["agentRuntimes"] == ["Everything", "Agent"]


def test_the_key_of_the_pet_store_is_not_in_the_template(weather_templates):
    [provider] = of_type(weather_templates["weather-python"], "AWS::BedrockAgentCore::ApiKeyCredentialProvider")
    assert provider["Properties"]["ApiKey"].startswith("{{resolve:secretsmanager:")


def comparable(template):
    """A template without asset hashes and metadata, which depend on the language."""
    resources = {name: {key: value for key, value in resource.items() if key != "Metadata"} for name, resource in template["Resources"].items()}
    text = json.dumps({**template, "Resources": resources}, sort_keys=True, indent=1)
    return re.sub(r"[0-9a-f]{64}", "<asset>", text).splitlines()


def registered(template):
    """The keys of the Runtime Configuration, by namespace."""
    [version] = of_type(template, "AWS::AppConfig::HostedConfigurationVersion")
    document = json.loads(version["Properties"]["Content"]["Fn::Sub"])
    return {namespace: list(entries) for namespace, entries in document.items()}


def of_type(template, resource_type):
    return [resource for resource in template["Resources"].values() if resource["Type"] == resource_type]
