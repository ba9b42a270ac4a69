import { testRule } from './rows';
import { gateway, PARAMETERS, runtime, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { propertiesRuntimeLifetime } from '../../src/rules/properties/runtime-lifetime';

const life = (LifecycleConfiguration: object) => template({ Docs: runtime({ LifecycleConfiguration }) }, PARAMETERS);

testRule(propertiesRuntimeLifetime, {
  fails: [
    ['an idle timeout that is longer than the lifetime', life({ IdleRuntimeSessionTimeout: 3600, MaxLifetime: 1800 }), '`IdleRuntimeSessionTimeout` is 3600 seconds, but `MaxLifetime` is 1800 seconds; set `IdleRuntimeSessionTimeout` to 1800 or less'],
    ['a lifetime that is shorter than the default idle timeout', life({ MaxLifetime: 600 }), '`IdleRuntimeSessionTimeout` is 900 seconds by default, but `MaxLifetime` is 600 seconds'],
  ],
  passes: [
    ['equal values', life({ IdleRuntimeSessionTimeout: 1800, MaxLifetime: 1800 })],
  ],
  doesNotApply: [
    ['an app without runtimes', template({ Gateway: gateway() })],
  ],
  isUnknown: [
    ['a lifetime that is a parameter', life({ MaxLifetime: UNKNOWN }), 'the timeouts of S1/Docs'],
  ],
});
