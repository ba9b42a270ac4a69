import { iamPrincipal, oauthPrincipal, principalEntity, roleArnToPrincipalId, unauthenticatedPrincipal } from '../../src/cedar/principals';

const ID = 'arn:aws:sts::123456789012:assumed-role/Agent';

test.each([
  ['the ARN of a role', 'arn:aws:iam::123456789012:role/Agent', ID],
  ['the ARN of a role with a path', 'arn:aws:iam::123456789012:role/teams/support/Agent', ID],
  ['the ARN of a session', 'arn:aws:sts::123456789012:assumed-role/Agent/i-0abc', ID],
  ['the id itself', ID, ID],
  ['another partition', 'arn:aws-cn:iam::123456789012:role/Agent', 'arn:aws-cn:sts::123456789012:assumed-role/Agent'],
  ['tokens', 'arn:${Token[AWS.Partition.3]}:iam::${Token[AWS.AccountId.4]}:role/${Token[TOKEN.5]}', 'arn:${Token[AWS.Partition.3]}:sts::${Token[AWS.AccountId.4]}:assumed-role/${Token[TOKEN.5]}'],
  ['a role of a stage', 'arn:⟨AWS::Partition⟩:iam::⟨AWS::AccountId⟩:role/⟨Prod/Agent.Role⟩', 'arn:⟨AWS::Partition⟩:sts::⟨AWS::AccountId⟩:assumed-role/⟨Prod/Agent.Role⟩'],
  ['a user', 'arn:aws:iam::123456789012:user/alice', undefined],
  ['something else', 'alice', undefined],
])('the principal id of %s', (_name, arn, id) => {
  expect(roleArnToPrincipalId(arn)).toBe(id);
});

test('an IAM principal is its role; an ARN of another resource type is unchanged', () => {
  expect(principalEntity(iamPrincipal('arn:aws:iam::123456789012:role/teams/Agent'))).toEqual({
    uid: { type: 'AgentCore::IamEntity', id: ID }, attrs: { id: ID }, parents: [],
  });
  expect(iamPrincipal('arn:aws:iam::123456789012:user/alice').id).toBe('arn:aws:iam::123456789012:user/alice');
});

test('every claim is a string tag, as the service sends it', () => {
  const { id, tags } = oauthPrincipal({ 'sub': 'alice', 'exp': 1735689600, 'email_verified': true, 'cognito:groups': ['admins', 'staff'], 'address': { zip: '1' }, 'nothing': null });

  expect(id).toBe('alice');
  expect(tags).toEqual({ 'sub': 'alice', 'exp': '1735689600', 'email_verified': 'true', 'cognito:groups': '["admins","staff"]', 'address': '{"zip":"1"}' });
});

test('the id for a client credentials token is the client id', () => {
  expect(oauthPrincipal({ client_id: 'app' }).id).toBe('app');
  expect(oauthPrincipal({}).id).toBe('');
});

test('an unauthenticated caller has no attributes and no tags', () => {
  expect(principalEntity(unauthenticatedPrincipal())).toEqual({ uid: { type: 'AgentCore::UnauthenticatedUser', id: 'unauthenticated' }, attrs: {}, parents: [] });
});
