import type { Runtime } from '../../model/gateway-model';
import { Certainty, isRecord, property } from '../../model/value';
import { CREDENTIALS } from '../../service/credential-kinds';
import { evaluateEach, placeOf, runtimeOf } from '../lib/places';
import type { RuleFinding, Rule } from '../rule';
import { outboundOf } from './lib/outbound-credentials';

export const authRuntimeAuthorizer: Rule = {
  id: 'auth-runtime-authorizer',
  group: 'auth',
  severity: 'error',
  sentence: 'A target calls a runtime with what the inbound authorization of the runtime accepts: a token or a SigV4 signature.',
  why: 'The runtime responds to every call with "Authorization method mismatch", and the creation of an MCP target fails.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/runtime-oauth.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const runtime = runtimeOf(model, target);
    const outbound = outboundOf(target);
    if (!runtime || outbound.is === 'malformed') return;
    if (outbound.is === 'unknown') return evaluation.unknown(outbound.because);
    const { kind } = outbound;
    const { sends, text } = CREDENTIALS[kind];
    if (sends !== 'signature' && sends !== 'token') return;
    const wantsToken = takesTokens(runtime);
    if (wantsToken === 'unknown') return evaluation.unknown(`the authorizer of ${runtime.path} is unresolved until deployment`);
    if ((sends === 'token') === (wantsToken === 'yes')) return evaluation.pass();
    evaluation.fail({ at: placeOf(target), with: [placeOf(runtime)], ...wantsToken === 'yes' ? wrongSignature(text, runtime) : wrongToken(text, runtime) });
  }),
};

function takesTokens({ jwt, properties }: Runtime): Certainty {
  if (jwt) return 'yes';
  const configuration = property(properties, 'AuthorizerConfiguration');
  if (configuration === undefined) return 'no';
  return isRecord(configuration) && Object.keys(configuration).length === 0 ? 'no' : 'unknown';
}

function wrongSignature(credentials: string, runtime: Runtime): Pick<RuleFinding, 'message' | 'fix'> {
  return {
    message: `calls are signed (${credentials}), but runtime ${runtime.path} requires JSON web tokens`,
    fix: 'use `OAUTH` credentials for the target, or remove `AuthorizerConfiguration` from the runtime',
  };
}

function wrongToken(credentials: string, runtime: Runtime): Pick<RuleFinding, 'message' | 'fix'> {
  return {
    message: `calls have a token (${credentials}), but runtime ${runtime.path} requires SigV4 signatures`,
    fix: 'use `GATEWAY_IAM_ROLE` credentials for the target, or add `AuthorizerConfiguration.CustomJWTAuthorizer` to the runtime',
  };
}
