import { Aspects, CrossStackReferences, ReferenceStrength, RemoveTag, Stack, Tag, Token } from 'aws-cdk-lib';
import { reusableSynthesizer } from '../cdk-internals';

const SUFFIX = '-runtime-config';
/** The service's limit for the name of a stack. */
const STACK_NAME_CHARACTERS = 128;

/**
 * Creates the stack with the document of another stack, beside it: a pattern such as `Prod/*` selects both.
 *
 * It has the environment, the synthesizer, the tags and the termination protection of that stack. Its name depends on that stack only. A
 * synthesizer that can serve one stack only is replaced by the default of the app. The stack has no IAM resources.
 */
export function followerStack(stack: Stack): Stack {
  const follower = new Stack(stack.node.scope!, `${stack.node.id}${SUFFIX}`, {
    stackName: `${stack.stackName.slice(0, STACK_NAME_CHARACTERS - SUFFIX.length)}${SUFFIX}`,
    description: `Runtime Configuration of AgentCore gateways and agents: the document for the code in ${stack.stackName}`,
    env: { account: concrete(stack.account), region: concrete(stack.region) },
    synthesizer: reusableSynthesizer(stack),
    tags: stack.tags.tagValues(),
    terminationProtection: stack.terminationProtection,
  });
  CrossStackReferences.of(follower).consume(ReferenceStrength.WEAK);
  for (const { aspect, priority } of Aspects.of(stack).applied) {
    if (aspect instanceof Tag || aspect instanceof RemoveTag) Aspects.of(follower).add(aspect, { priority });
  }
  return follower;
}

/** Undefined for a token: an environment-agnostic stack stays environment-agnostic. */
function concrete(value: string): string | undefined {
  return Token.isUnresolved(value) ? undefined : value;
}
