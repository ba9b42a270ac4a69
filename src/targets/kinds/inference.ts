import { apiMessage } from '../../findings/api-message';
import { ENDPOINT_CHARACTERS, INFERENCE_OPERATIONS, MODEL_CHARACTERS, MODELS_PER_OPERATION } from '../../service/limits';
import { countFaults, textFaults } from '../../synthesis/value-faults';
import { endpointFaults, requireEndpoint } from '../endpoint-checks';
import type { GatewayTargetInferenceProps, InferenceProvider } from '../options/inference';
import { requireTargetProps } from '../target-checks';
import { TargetStrategy } from '../target-strategy';

/** Models behind `<gateway>/inference`. */
export function inferenceTarget({ connector, provider }: GatewayTargetInferenceProps): TargetStrategy {
  return {
    kind: connector ? 'inferenceConnector' : 'inferenceProvider',
    check(gateway, path) {
      if (!connector === !provider) {
        requireTargetProps(gateway, path, [apiMessage`${connector ? 'both' : 'neither'} \`connector\` and \`provider\` are given; give exactly one of them`]);
      }
      if (!provider) return;
      requireEndpoint(gateway, 'inference endpoint', provider.endpoint);
      requireTargetProps(gateway, path, [...endpointFaults('provider.endpoint', provider.endpoint, ENDPOINT_CHARACTERS), ...operationFaults(provider)]);
    },
    bind: () => ({
      configuration: { inference: connector ? { connector: { source: { connectorId: connector.connectorId } } } : { provider: renderProvider(provider!) } },
      statements: [],
      listsTools: () => false,
    }),
  };
}

function operationFaults({ operations, modelSeparator }: InferenceProvider): string[] {
  return [
    ...operations ? countFaults('provider.operations', operations.length, INFERENCE_OPERATIONS) : [],
    ...(operations ?? []).flatMap(({ path, models }) => [
      ...path.startsWith('/') ? [] : [apiMessage`\`provider.operations.path\` is \`${path}\`; begin it with /`],
      ...models ? countFaults('provider.operations.models', models.length, MODELS_PER_OPERATION) : [],
      ...(models ?? []).flatMap((model) => textFaults('provider.operations.models', model, MODEL_CHARACTERS)),
    ]),
    ...textFaults('provider.modelSeparator', modelSeparator, { min: 1, max: 1 }),
  ];
}

function renderProvider({ endpoint, operations, modelSeparator: separator, stripModelPrefix: strip }: InferenceProvider) {
  return {
    endpoint,
    modelMapping: separator === undefined && strip === undefined ? undefined : { providerPrefix: { separator, strip } },
    operations: operations?.map(({ path, providerPath, models }) => ({ path, providerPath, models: models?.map((model) => ({ model })) })),
  };
}
