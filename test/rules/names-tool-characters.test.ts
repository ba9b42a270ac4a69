import { testRule } from './rows';
import { lambdaTarget, tool, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { namesToolCharacters } from '../../src/rules/names/tool-characters';

testRule(namesToolCharacters, {
  fails: [['a dot', withTarget(lambdaTarget({}, [tool('weather.forecast')])),
    'S1/Target: schema#/0/name: tool name `weather.forecast` works at the gateway but fails at the model: models accept only letters, digits, `_` and `-` in tool names; rename the tool']],
  passes: [['letters, digits, underscores and hyphens', withTarget(lambdaTarget({}, [tool('get_forecast-2')]))]],
  doesNotApply: [['an app without targets', {}]],
  isUnknown: [['tools that are a parameter', withTarget(lambdaTarget({}, UNKNOWN)), 'S1/Target: ']],
});
