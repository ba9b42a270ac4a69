import { testRule } from './rows';
import { mcpTarget, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authListingMode } from '../../src/rules/auth/listing-mode';

const withMode = (mode: unknown) => withTarget(mcpTarget('https://docs.example.com/mcp', {}, { ListingMode: mode }));

testRule(authListingMode, {
  fails: [['a mode that does not exist', withMode('LAZY'), 'S1/Target: listing mode `LAZY` is not one of `DEFAULT`, `DYNAMIC`; write one of these']],
  passes: [['DEFAULT', withMode('DEFAULT')], ['DYNAMIC', withMode('DYNAMIC')]],
  doesNotApply: [['a target without a listing mode', withTarget(mcpTarget('https://docs.example.com/mcp'))]],
  isUnknown: [['a mode that is a parameter', withMode(UNKNOWN), 'listing mode of S1/Target']],
});
