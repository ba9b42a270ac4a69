import type { Stack } from 'aws-cdk-lib';
import { Example, newStack } from './setting';
import type { Finding } from '../../src/findings/finding';
import { GatewayError } from '../../src/synthesis/gateway-error';

/** An error as the library throws it. */
export interface Thrown {
  readonly finding: Finding;
  readonly message: string;
}

/** Runs an example and returns the error that it throws. */
export function thrownBy(example: Example): Thrown {
  try {
    example(newStack());
  } catch (error) {
    if (error instanceof GatewayError) return { finding: error.finding, message: error.message.replaceAll(__dirname, 'policies').replaceAll(process.cwd(), '/app') };
    throw error;
  }
  throw new Error('the example throws nothing');
}

/** Runs an example and returns the ids of the annotations, and the first annotation as it is printed. */
export function annotatedBy(example: Example): { readonly ids: readonly string[]; readonly message: string } {
  const stack = newStack();
  example(stack);
  const entries = all(stack).filter(({ data }) => data.includes('[ack: cdk-agentcore-gateway::'));
  return { ids: [...new Set(entries.map(({ data }) => /\[ack: cdk-agentcore-gateway::(.*)\]$/.exec(data)![1]))], message: entries[0].data };
}

function all(stack: Stack): { readonly data: string }[] {
  return stack.node.root.node.findAll().flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === 'aws:cdk:warning' || type === 'aws:cdk:info').map(({ data }) => ({ data: String(data) }));
}
