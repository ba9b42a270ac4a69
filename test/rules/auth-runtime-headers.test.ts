import { testRule } from './rows';
import { agentTarget, getAtt, httpGateway, JWT, PARAMETERS, passedOn, runtime, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { authRuntimeHeaders } from '../../src/rules/auth/runtime-headers';

const agent = (properties: object, type: 'JWT_PASSTHROUGH' | 'CALLER_IAM_CREDENTIALS' = 'JWT_PASSTHROUGH') => template({
  Gateway: httpGateway({ AuthorizerType: 'CUSTOM_JWT', AuthorizerConfiguration: JWT }), Docs: runtime(properties as never), Target: agentTarget(getAtt('Docs', 'AgentRuntimeArn'), { CredentialProviderConfigurations: passedOn(type) }),
}, PARAMETERS);
const headers = (RequestHeaderAllowlist: unknown) => ({ RequestHeaderConfiguration: { RequestHeaderAllowlist } });

testRule(authRuntimeHeaders, {
  fails: [
    ['a runtime without allow-list', agent({}), 'S1/Target: the target passes the token of the caller to S1/Docs, whose header allow-list does not contain `Authorization`, so its code does not receive the token; add `Authorization`'],
    ['another header', agent(headers(['X-Team'])), 'does not contain `Authorization`'],
  ],
  passes: [
    ['the header', agent(headers(['authorization']))],
  ],
  doesNotApply: [
    ['other credentials', agent({}, 'CALLER_IAM_CREDENTIALS')],
  ],
  isUnknown: [
    ['an allow-list that is a parameter', agent(headers(UNKNOWN)), 'the header allow-list of S1/Docs'],
  ],
});
