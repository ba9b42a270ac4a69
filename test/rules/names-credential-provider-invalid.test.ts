import { testRule } from './rows';
import { PARAMETERS, resource, sub, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { namesCredentialProviderInvalid } from '../../src/rules/names/credential-provider-invalid';

const named = (name: unknown) => template({ Key: resource('AWS::BedrockAgentCore::ApiKeyCredentialProvider', { Name: name }) }, PARAMETERS);

testRule(namesCredentialProviderInvalid, {
  fails: [
    ['a slash beside a function', named(sub('${AWS::StackName}/key')), 'S1/Key: credential provider name `⟨S1.AWS::StackName⟩/key` contains the character `/`; use 1 to 128 letters, digits, hyphens and underscores'],
    ['too many characters', named('k'.repeat(129)), 'has 129 characters'],
  ],
  passes: [['a name', named('pet_store-key')]],
  doesNotApply: [['an app without credential providers', {}]],
  isUnknown: [['a name that is a parameter', named(UNKNOWN), 'the credential provider name of S1/Key']],
});
