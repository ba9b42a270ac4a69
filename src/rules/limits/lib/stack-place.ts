import type { GatewayModel, Located, Resource, Stack } from '../../../model/gateway-model';
import type { Address } from '../../../model/source';

interface AgentStack {
  readonly stack: Stack;
  readonly at: Located;
  readonly resources: readonly Resource[];
}

/** Stacks with AgentCore resources; other stacks are not checked. */
export function agentStacks({ stacks, resources }: GatewayModel): AgentStack[] {
  const byStack = new Map<string, Resource[]>();
  for (const resource of Object.values(resources)) {
    const before = byStack.get(resource.stack);
    if (before) before.push(resource);
    else byStack.set(resource.stack, [resource]);
  }
  return stacks.flatMap((stack) => {
    const inStack = byStack.get(stack.id) ?? [];
    const agentCore = inStack.find(({ type }) => type.startsWith('AWS::BedrockAgentCore::'));
    return agentCore ? [{ stack, at: placeOfStack(stack, agentCore.address), resources: inStack }] : [];
  });
}

/** A stack has no address, so the address of one of its resources identifies the template. */
function placeOfStack({ id }: Stack, address: Address): Located {
  return { address, path: id };
}
