import { ANYTHING, arnBeside, attributeOf, gatewayPattern, named } from './arns';
import { elsewhere, NeededResource, Scene } from './needed-resource';
import { arnForms } from '../../../model/arn-forms';
import type { Link, Resource } from '../../../model/gateway-model';
import { listOf, oneOrMore, property } from '../../../model/value';
import { AGENTCORE } from '../../../service/agentcore';
import { listed } from '../wording';

export function policyEngineOf({ model, gateway }: Scene): NeededResource | undefined {
  const engine = gateway.policyEngine?.engine;
  if (!engine) return undefined;
  if (engine.address === undefined) return { forms: [engine.text], name: named(engine.text) };
  return { forms: arnForms(model, engine.address), name: model.resources[engine.address].path, address: engine.address };
}

/**
 * The attachment of the policy engine to the gateway. AWS does not document its ARN.
 *
 * Other projects deploy with the permission on the policy engine.
 */
export function policyEngineAttachmentOf(scene: Scene): NeededResource | undefined {
  const engine = policyEngineOf(scene);
  if (!engine) return undefined;
  const attachments = engine.forms.filter((form) => form.includes(':policy-engine/'))
    .map((form) => `${form.replace(':policy-engine/', ':/policy-engines/')}/target-resource/${ANYTHING}`);
  return attachments.length === 0 ? engine : { ...engine, forms: attachments, also: engine.forms, advice: listed([engine.forms[0], attachments[0]].map(named)) };
}

/** The gateway itself. A policy that the gateway depends on cannot reference the attributes of the gateway. */
export function itselfOf({ model, gateway }: Scene): NeededResource {
  const forms = arnForms(model, gateway.address);
  return { forms, name: `gateway ${gateway.path} itself`, address: gateway.address, advice: named(gatewayPattern(model, gateway.address)) };
}

export function gatewayKeyOf(scene: Scene): NeededResource | undefined {
  return keyOf(scene, scene.gateway.kmsKey);
}

export function policyEngineKeyOf(scene: Scene): NeededResource | undefined {
  const engine = scene.model.policyEngines.find(({ address }) => address === scene.gateway.policyEngine?.engine.address);
  return keyOf(scene, engine?.encryptionKey);
}

function keyOf(scene: Scene, link: Link | undefined): NeededResource | undefined {
  if (!link) return undefined;
  const key = link.address === undefined ? undefined : scene.model.resources[link.address];
  if (!key) return { forms: [link.text], name: `key ${named(link.text)}`, elsewhere: `the policy of key ${named(link.text)}` };
  const spelledOut = arnBeside(scene, 'kms', `key/${attributeOf(key.address, 'KeyId')}`);
  return { forms: [link.text, spelledOut], name: key.path, address: key.address, ...elsewhere(keyPolicy(key)) };
}

/** A key policy that allows only the account delegates the decision to identity-based policies. */
function keyPolicy(key: Resource): string | undefined {
  // The default key policy allows only the account.
  if (property(key.properties, 'KeyPolicy') === undefined) return undefined;
  const statements = property(key.properties, 'KeyPolicy', 'Statement');
  const onlyAccount = listOf(statements, (statement) => {
    const principals = oneOrMore(property(statement, 'Principal', 'AWS'));
    return principals.items.length > 0 && principals.items.every(({ text }) => text.endsWith(':root')) ? true : undefined;
  });
  return onlyAccount.known && onlyAccount.items.length > 0 ? undefined : `the key policy of ${key.path}`;
}

export function webSearchTool(scene: Scene): NeededResource {
  return { forms: [arnBeside(scene, AGENTCORE, 'tool/web-search.v1', 'aws')], name: 'the web search tool', ofService: true };
}
