import { testRule } from './rows';
import { lambdaTarget, sub, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { namesTargetInvalid } from '../../src/rules/names/target-invalid';

const named = (name: unknown) => withTarget(lambdaTarget({ Name: name }));

testRule(namesTargetInvalid, {
  fails: [
    ['an underscore beside a function', named(sub('${AWS::Region}_weather')),
      'S1/Target: target name `⟨AWS::Region⟩_weather` contains the character `_`; use 1 to 100 letters, digits and single hyphens, starting with a letter or digit'],
    ['too many characters', named('t'.repeat(101)), 'has 101 characters'],
    ['a hyphen in front', named('-weather'), 'is not valid'],
  ],
  passes: [['a name', named('weather-2')]],
  doesNotApply: [['a target without a name', named({ Ref: 'AWS::NoValue' })]],
  isUnknown: [['a name that is a parameter', named(UNKNOWN), 'the target name of S1/Target']],
});
