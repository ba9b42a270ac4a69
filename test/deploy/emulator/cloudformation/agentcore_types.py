"""AWS::BedrockAgentCore::*: what CloudFormation's resource handlers make of properties."""

from ministack.services.cloudformation import provisioners

from ..agentcore import gateways, identity, policies, runtimes, targets
from ..agentcore.refusal import conflict, missing

# As in the resource schemas of the CloudFormation registry. Everything else is updated in place.
CREATE_ONLY = {
    "Gateway": (),
    "GatewayTarget": ("GatewayIdentifier",),
    "Runtime": ("AgentRuntimeName",),
    "RuntimeEndpoint": ("AgentRuntimeId", "Name"),
    "PolicyEngine": ("Name", "EncryptionKeyArn"),
    "Policy": ("PolicyEngineId", "Name"),
    "WorkloadIdentity": ("Name",),
    "ApiKeyCredentialProvider": ("Name",),
    "OAuth2CredentialProvider": ("Name",),
    "ResourcePolicy": ("ResourceArn",),
    "Harness": ("HarnessName",),
    "GatewayRateLimit": ("DimensionKeys", "RateLimitId", "GatewayIdentifier"),
    "ConsentPortal": ("Name",),
    "GatewayRule": ("GatewayIdentifier",),
}


def install() -> None:
    for name, kind in KINDS.items():
        type = f"AWS::BedrockAgentCore::{name}"
        provisioners._RESOURCE_HANDLERS[type] = {
            "create": lambda logical_id, properties, stack, kind=kind: kind.create(properties),
            "update": lambda id, old, new, stack, kind=kind: kind.update(id, new),
            "delete": lambda id, properties, kind=kind: kind.delete(id, properties),
        }
        provisioners._REPLACING_PROPERTIES[type] = CREATE_ONLY[name]


class GatewayType:
    def create(self, properties):
        return self._described(gateways.create(properties))

    def update(self, id, properties):
        return self._described(gateways.update(id, properties))

    def delete(self, id, properties):
        gateways.delete(id)

    def _described(self, gateway):
        identity_arn = gateway.arn.replace(":gateway/", ":workload-identity-directory/default/workload-identity/")
        return gateway.id, {
            "GatewayArn": gateway.arn, "GatewayIdentifier": gateway.id, "GatewayUrl": gateway.url, "Status": "READY",
            "WorkloadIdentityDetails.WorkloadIdentityArn": identity_arn,
        }


class TargetType:
    def create(self, properties):
        return self._described(targets.create(properties["GatewayIdentifier"], properties))

    def update(self, id, properties):
        return self._described(targets.update(*id.split("|"), properties))

    def delete(self, id, properties):
        targets.delete(*id.split("|"))

    def _described(self, target):
        return f"{target.gateway_id}|{target.id}", {
            "TargetId": target.id, "GatewayArn": gateways.get(target.gateway_id).arn, "Status": target.status,
        }


class RuntimeType:
    def create(self, properties):
        return self._described(runtimes.create(properties))

    def update(self, id, properties):
        return self._described(runtimes.update(id, properties))

    def delete(self, id, properties):
        runtimes.delete(id)

    def _described(self, runtime):
        return runtime.id, {
            "AgentRuntimeArn": runtime.arn, "AgentRuntimeId": runtime.id, "AgentRuntimeVersion": str(runtime.version),
            "AgentRuntimeName": runtime.properties["AgentRuntimeName"], "Status": "READY",
            "WorkloadIdentityDetails.WorkloadIdentityArn": runtime.arn.replace(":runtime/", ":workload-identity-directory/default/workload-identity/"),
        }


class EndpointType:
    def create(self, properties):
        arn = runtimes.create_endpoint(properties["AgentRuntimeId"], properties["Name"], properties)
        return arn, {"AgentRuntimeEndpointArn": arn, "EndpointName": properties["Name"], "Id": properties["Name"], "Status": "READY"}

    def update(self, id, properties):
        return id, {"AgentRuntimeEndpointArn": id, "EndpointName": properties["Name"], "Id": properties["Name"], "Status": "READY"}

    def delete(self, id, properties):
        runtimes.delete_endpoint(properties["AgentRuntimeId"], properties["Name"])


class EngineType:
    def create(self, properties):
        engine = policies.create_engine(properties)
        return engine.id, {"PolicyEngineId": engine.id, "PolicyEngineArn": engine.arn, "Status": "ACTIVE"}

    def update(self, id, properties):
        engine = policies.get_engine(id)
        return engine.id, {"PolicyEngineId": engine.id, "PolicyEngineArn": engine.arn, "Status": "ACTIVE"}

    def delete(self, id, properties):
        policies.delete_engine(id)


class PolicyType:
    def create(self, properties):
        return self._described(properties, policies.put(properties["PolicyEngineId"], None, properties))

    def update(self, id, properties):
        return self._described(properties, policies.put(properties["PolicyEngineId"], id.split("|")[1], properties))

    def delete(self, id, properties):
        policies.delete(*id.split("|"))

    def _described(self, properties, policy_id):
        engine = policies.get_engine(properties["PolicyEngineId"])
        return f"{engine.id}|{policy_id}", {"PolicyId": policy_id, "PolicyArn": f"{engine.arn}/policy/{policy_id}", "Status": "ACTIVE"}


class NamedType:
    """A resource whose Ref is its ARN, or its name."""

    def __init__(self, path, attribute, ref_is_arn=True, check=lambda properties: None, name="Name"):
        self.path, self.attribute, self.ref_is_arn, self.check, self.name = path, attribute, ref_is_arn, check, name

    def create(self, properties):
        self.check(properties)
        return self._described(identity.create(self.path, properties[self.name], properties), properties)

    def update(self, id, properties):
        self.check(properties)
        arn = self._arn(id)
        identity.update(arn, properties)
        return self._described(arn, properties)

    def delete(self, id, properties):
        identity.delete(self._arn(id))

    def _arn(self, id):
        return id if self.ref_is_arn else next(arn for arn in identity.WORLD.named if arn.endswith(f"{self.path}/{id}"))

    def _described(self, arn, properties):
        secret = arn.split(":")[4] and f"arn:aws:secretsmanager:{arn.split(':')[3]}:{arn.split(':')[4]}:secret:bedrock-agentcore-identity!default/{properties[self.name]}-a1b2c3"
        attributes = {self.attribute: arn, "ApiKeySecretArn.SecretArn": secret, "ClientSecretArn.SecretArn": secret, "CallbackUrl": "https://callback.example.com"}
        return arn if self.ref_is_arn else properties[self.name], attributes


class ResourcePolicyType:
    def create(self, properties):
        identity.put_resource_policy(properties["ResourceArn"], properties["Policy"])
        return properties["ResourceArn"], {}

    def update(self, id, properties):
        return self.create(properties)

    def delete(self, id, properties):
        identity.delete_resource_policy(id)


class RateLimitType:
    """A limit that is not counted here: it needs its gateway, and one set of keys."""

    def create(self, properties):
        gateway = gateways.get(properties["GatewayIdentifier"])
        arn = f"{gateway.arn}/rate-limit/{'+'.join(sorted(properties['DimensionKeys']))}"
        if arn in identity.WORLD.named:
            raise conflict("Two rate limits of a gateway have the same dimension keys")
        identity.WORLD.named[arn] = properties
        return arn, {"RateLimitId": arn.rsplit("/", 1)[-1]}

    def update(self, id, properties):
        return id, {"RateLimitId": id.rsplit("/", 1)[-1]}

    def delete(self, id, properties):
        identity.delete(id)


class RuleType:
    """A rule that routes nothing here: it needs its gateway, the targets that it names, and a priority of its own."""

    def create(self, properties):
        gateway = gateways.get(properties["GatewayIdentifier"])
        arn = f"{gateway.arn}/rule/{identity.WORLD.new_id()}"
        return self._put(gateway, arn, properties)

    def update(self, id, properties):
        return self._put(gateways.get(properties["GatewayIdentifier"]), id, properties)

    def delete(self, id, properties):
        identity.delete(id)

    def _put(self, gateway, arn, properties):
        names = [target.name for target in gateway.targets.values()]
        for name in _targets_in(properties["Actions"]):
            if name not in names:
                raise missing(f"Target {name} not found")
        others = [rule for other, rule in identity.WORLD.named.items() if other.startswith(f"{gateway.arn}/rule/") and other != arn]
        if any(int(rule["Priority"]) == int(properties["Priority"]) for rule in others):
            raise conflict(f"Priority {properties['Priority']} conflicts with an existing rule")
        identity.WORLD.named[arn] = properties
        return arn, {"RuleId": arn.rsplit("/", 1)[-1], "Status": "ACTIVE"}


def _targets_in(value):
    """The names of targets in the actions of a rule."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from [item] if key == "TargetName" else _targets_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from _targets_in(item)


class ConsentPortalType:
    """A page where nobody signs in here: it needs the gateways whose users it serves."""

    def create(self, properties):
        self._check(properties)
        arn = identity.create("consent-portal", properties["Name"], properties)
        return arn, self._attributes(properties)

    def update(self, id, properties):
        self._check(properties)
        identity.update(id, properties)
        return id, self._attributes(properties)

    def delete(self, id, properties):
        identity.delete(id)

    def _check(self, properties):
        for source in properties["Sources"]:
            gateways.get(source["Identifier"])

    def _attributes(self, properties):
        return {"PortalUrl": f"https://{properties['Name'].lower()}.consent.example.com", "Status": "READY"}


KINDS = {
    "Gateway": GatewayType(),
    "GatewayTarget": TargetType(),
    "Runtime": RuntimeType(),
    "RuntimeEndpoint": EndpointType(),
    "PolicyEngine": EngineType(),
    "Policy": PolicyType(),
    "WorkloadIdentity": NamedType("workload-identity-directory/default/workload-identity", "WorkloadIdentityArn", ref_is_arn=False),
    "ApiKeyCredentialProvider": NamedType("token-vault/default/apikeycredentialprovider", "CredentialProviderArn", check=identity.check_api_key),
    "OAuth2CredentialProvider": NamedType("token-vault/default/oauth2credentialprovider", "CredentialProviderArn"),
    "ResourcePolicy": ResourcePolicyType(),
    "GatewayRateLimit": RateLimitType(),
    "ConsentPortal": ConsentPortalType(),
    "GatewayRule": RuleType(),
    "Harness": NamedType("harness", "Arn", name="HarnessName"),
}
