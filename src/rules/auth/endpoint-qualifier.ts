import type { GatewayModel, Runtime } from '../../model/gateway-model';
import { property, textOf } from '../../model/value';
import { codeList, shorten } from '../../schema/json';
import { DEFAULT_QUALIFIER } from '../../service/endpoints';
import { RUNTIME_ENDPOINT } from '../../service/resource-types';
import { evaluateEach, placeOf, runtimeOf } from '../lib/places';
import type { Rule } from '../rule';

export const authEndpointQualifier: Rule = {
  id: 'auth-endpoint-qualifier',
  group: 'auth',
  severity: 'warning',
  sentence: 'The qualifier of a runtime target is the name of an endpoint of the runtime.',
  why: 'The service does not find the runtime under any other qualifier. Every runtime has the endpoint DEFAULT. Other endpoints are separate resources.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agent-runtime-versioning.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const { pointsTo } = target;
    const runtime = runtimeOf(model, target);
    if (pointsTo.kind !== 'runtime' || !runtime) return;
    const { qualifier } = pointsTo;
    if (!qualifier || qualifier.text === DEFAULT_QUALIFIER) return evaluation.pass();
    const names = endpointNames(runtime);
    if (names.includes(qualifier.text)) return evaluation.pass();
    if (!qualifier.known || runtime.endpoints.some(({ name }) => !name?.known) || endpointsElsewhere(model).includes(qualifier.text)) {
      return evaluation.unknown(`it is unknown until deployment whether ${runtime.path} has the endpoint that ${target.path} calls`);
    }
    evaluation.fail({
      at: placeOf(target),
      with: [placeOf(runtime)],
      message: `qualifier \`${shorten(qualifier.text)}\` is not an endpoint of runtime ${runtime.path}, which has ${codeList(names)}`,
      fix: 'write one of these, or add an endpoint with this name to the runtime',
    });
  }),
};

function endpointNames({ endpoints }: Runtime): string[] {
  return [DEFAULT_QUALIFIER, ...endpoints.flatMap(({ name }) => name ? [name.text] : [])];
}

/** Names of endpoints whose runtime is unresolved until deployment. */
function endpointsElsewhere({ resources, runtimes }: GatewayModel): string[] {
  const placed = new Set(runtimes.flatMap(({ endpoints }) => endpoints.map(({ address }) => address)));
  return Object.values(resources).flatMap(({ address, type, properties, exists }) => {
    if (type !== RUNTIME_ENDPOINT || exists === 'no' || placed.has(address)) return [];
    const name = textOf(property(properties, 'Name'));
    return name ? [name.text] : [];
  });
}
