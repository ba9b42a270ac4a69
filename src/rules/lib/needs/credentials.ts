import { ANYTHING, arnBeside, attributeOf, named } from './arns';
import type { NeededResource, Scene, TargetScene } from './needed-resource';
import { workloadIdentityForms } from '../../../model/arn-forms';
import { property, textOf } from '../../../model/value';
import { AGENTCORE } from '../../../service/agentcore';
import { credentialProviderOfType, IDENTITY_DIRECTORY, managedSecret, secretOfProvider, TOKEN_VAULT, vaultInProviderArn } from '../../../service/identity';

/** The credential provider of a target. */
export function providerOf(scene: TargetScene): NeededResource | undefined {
  const provider = scene.credential?.provider;
  if (!provider) return undefined;
  const resource = provider.address === undefined ? undefined : scene.model.resources[provider.address];
  if (!resource) return { forms: [provider.text], name: named(provider.text) };
  const kind = credentialProviderOfType(resource.type);
  const name = textOf(property(resource.properties, 'Name'))?.text ?? ANYTHING;
  return {
    forms: [provider.text, ...kind ? [arnBeside(scene, AGENTCORE, `${TOKEN_VAULT}/${kind.arnPart}/${name}`)] : []],
    name: resource.path,
    address: resource.address,
  };
}

/** The token vault with the secret of the provider. */
export function vaultOf(scene: TargetScene): NeededResource | undefined {
  const provider = scene.credential?.provider;
  if (!provider) return undefined;
  return { forms: [vaultInProviderArn(provider.text) ?? arnBeside(scene, AGENTCORE, TOKEN_VAULT)], name: 'the token vault', ofService: true };
}

export function identityDirectoryOf(scene: TargetScene): NeededResource {
  return { forms: [arnBeside(scene, AGENTCORE, IDENTITY_DIRECTORY)], name: 'the workload identity directory', ofService: true };
}

/** The workload identity that the service creates for the gateway, named after the gateway ID in lower case. */
export function workloadIdentityOf({ model, gateway }: Scene): NeededResource {
  return { forms: workloadIdentityForms(model, gateway.address), name: `the workload identity of gateway ${gateway.path}`, ofService: true };
}

/** The secret of a credential provider, which the service reads with the gateway's role. */
export function secretOf(scene: TargetScene): NeededResource | undefined {
  const provider = scene.credential?.provider;
  if (!provider) return undefined;
  const resource = provider.address === undefined ? undefined : scene.model.resources[provider.address];
  const secret = (name: string) => arnBeside(scene, 'secretsmanager', `secret:${name}`);
  const kind = resource && credentialProviderOfType(resource.type);
  const name = `the secret of ${resource ? resource.path : `credential provider ${named(provider.text)}`}`;
  // A provider outside the app may have a customer managed secret instead of a service-managed secret.
  if (!kind) return { forms: [ANYTHING], also: [secret(managedSecret(ANYTHING))], name, advice: 'the ARN of that secret' };
  if (property(resource!.properties, kind.ownSecret) !== undefined) return { forms: [ANYTHING], name, advice: 'the ARN of that secret' };
  const byName = secret(secretOfProvider(kind, textOf(property(resource!.properties, 'Name'))?.text ?? ANYTHING, ANYTHING));
  return { forms: [secret(managedSecret(ANYTHING))], also: [attributeOf(resource!.address, `${kind.secretAttribute}.SecretArn`), byName], name, advice: named(byName) };
}
