import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import type * as cdk from 'aws-cdk-lib';
import type { ReportedFinding } from './check-report';
import { addressOf } from '../../../src/model/evaluate';
import type { GatewayModel, Stack } from '../../../src/model/gateway-model';
import { readTemplateFile } from '../../../src/model/read-template';
import { UserError } from '../../user-error';
import { parseCloudFormationYaml } from '../input/cloudformation-yaml';
import type { Locate } from '../input/locate';

const AGENTCORE = 'AWS::BedrockAgentCore::';

/**
 * Checks the properties of AgentCore resources against CloudFormation's schemas: unknown, missing and malformed properties.
 *
 * aws-cdk-lib already validates every template that it synthesizes; this is for templates from other tools.
 *
 * @throws UserError when aws-cdk-lib is not installed.
 */
export function schemaFindings(model: GatewayModel, directory: string, locate: Locate): ReportedFinding[] {
  const { App, CloudFormationValidatePlugin } = loadCdk(directory);
  const folder = mkdtempSync(join(tmpdir(), 'agentcore-gateway-'));
  try {
    const templates = new Map(stacksOfAgents(model).map((stack, index) => [templateOf(stack, join(folder, `${index}.template.json`)), stack]));
    const stackTemplates = [...templates].map(([templatePath, { id, account, region }]) => ({
      stackConstructPath: id, templatePath, accountId: account, region,
    }));
    const { violations } = new CloudFormationValidatePlugin().validate({ appConstruct: new App(), templatePaths: [...templates.keys()], stackTemplates });
    return violations.flatMap((violation) => violation.violatingResources.flatMap((at) => {
      const stack = templates.get(at.templatePath ?? '');
      return stack && at.resourceLogicalId !== undefined ? findingOf(model, violation, addressOf(stack.id, at.resourceLogicalId), at.locations, locate) : [];
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Loads the CDK only for `--schemas`: it is not part of the bundled command. */
function loadCdk(directory: string): typeof cdk {
  let found: string;
  try {
    found = require.resolve('aws-cdk-lib', { paths: [directory, __dirname] });
  } catch {
    throw new UserError('--schemas requires the validator in aws-cdk-lib, which is not installed; run npm install --save-dev aws-cdk-lib constructs');
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require(found) as typeof cdk;
}

function stacksOfAgents({ stacks, resources }: GatewayModel): Stack[] {
  const withAgents = new Set(Object.values(resources).filter(({ type }) => type.startsWith(AGENTCORE)).map(({ stack }) => stack));
  return stacks.filter(({ id, templateFile }) => withAgents.has(id) && templateFile !== undefined);
}

/** Writes the template as JSON, the only format that the validator reads. */
function templateOf({ templateFile }: Stack, inJson: string): string {
  writeFileSync(inJson, JSON.stringify(readTemplateFile(templateFile!, parseCloudFormationYaml).template));
  return inJson;
}

function findingOf(
  model: GatewayModel, { ruleName, severity, description, fix }: cdk.PolicyViolation, address: string, locations: readonly string[], locate: Locate,
): ReportedFinding[] {
  const resource = Object.hasOwn(model.resources, address) ? model.resources[address] : undefined;
  if (!resource?.type.startsWith(AGENTCORE)) return [];
  // The description contains only the last part of the path.
  const [at] = locations.map((path) => path.replace(/^Properties\.?/, ''));
  const text = description.replace(/^[\w-]+: /, '');
  const reference = referenceOf(resource.type);
  return [{
    id: ruleName,
    severity: severity === 'error' || severity === 'fatal' ? 'error' : 'warning',
    at: locate(resource),
    message: at ? `\`${at}\`: ${text}` : text,
    fix: fix ?? 'change the property as the template reference of the resource requires',
    source: reference,
    link: reference,
  }];
}

/** The page of a resource type in the template reference. */
function referenceOf(type: string): string {
  return `https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-${type.replace('AWS::', '').replaceAll('::', '-').toLowerCase()}.html`;
}
