import { testRule } from './rows';
import { gateway, PARAMETERS, runtime, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { propertiesRuntimeEntryPoint } from '../../src/rules/properties/runtime-entry-point';

const code = (runtimeName: unknown, EntryPoint: unknown) => template({
  Docs: runtime({ AgentRuntimeArtifact: { CodeConfiguration: { Runtime: runtimeName, EntryPoint } } }),
}, PARAMETERS);

testRule(propertiesRuntimeEntryPoint, {
  fails: [
    ['a JavaScript file in a Python runtime', code('PYTHON_3_13', ['index.js']), 'S1/Docs: the runtime is `PYTHON_3_13`, but the entry point `index.js` contains no file that ends in `.py`; name a `.py` file of the code'],
    ['a Python file in a Node.js runtime', code('NODE_22', ['main.py']), 'contains no file that ends in `.js`'],
  ],
  passes: [
    ['a Python file after a program', code('PYTHON_3_13', ['opentelemetry-instrument', 'main.py'])],
    ['a container', template({ Docs: runtime() })],
    ['a language that is not known here', code('RUBY_4', ['main.rb'])],
  ],
  doesNotApply: [
    ['an app without runtimes', template({ Gateway: gateway() })],
  ],
  isUnknown: [
    ['an entry point that is a parameter', code('PYTHON_3_13', [UNKNOWN]), 'the entry point of S1/Docs'],
  ],
});
