import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ToolsStack } from './tools-stack';
import { withoutHashes } from '../integ/without-hashes';

test('the template of the tools', () => {
  expect(withoutHashes(Template.fromStack(new ToolsStack(new App(), 'Tools')))).toMatchSnapshot();
});
