import { testRule } from './rows';
import { CONDITIONS, gateway, ref, runtime, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { propertiesRuntimeArtifact } from '../../src/rules/properties/runtime-artifact';

const one = (properties: object) => template({ Docs: runtime(properties as never) }, CONDITIONS);
const CONTAINER = { ContainerUri: 'x' };

testRule(propertiesRuntimeArtifact, {
  fails: [
    ['no artifact', one({ AgentRuntimeArtifact: {} }), 'S1/Docs: the artifact has neither `ContainerConfiguration` nor `CodeConfiguration`; add one of the two'],
    ['a container and code', one({ AgentRuntimeArtifact: { ContainerConfiguration: CONTAINER, CodeConfiguration: { Runtime: 'PYTHON_3_13' } } }), 'the artifact has `ContainerConfiguration` and `CodeConfiguration`'],
  ],
  passes: [
    ['a container', one({})],
    ['code instead of a container that a condition removes', one({ AgentRuntimeArtifact: { ContainerConfiguration: ref('AWS::NoValue'), CodeConfiguration: { Runtime: 'PYTHON_3_13' } } })],
  ],
  doesNotApply: [
    ['an app without runtimes', template({ Gateway: gateway() })],
  ],
  isUnknown: [
    ['an artifact that is a parameter', one({ AgentRuntimeArtifact: UNKNOWN }), 'the artifact of S1/Docs'],
  ],
});
