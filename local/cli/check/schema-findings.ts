import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import type * as cdk from 'aws-cdk-lib';
import type { ReportedFinding } from './check-report';
import { addressOf } from '../../../src/model/evaluate';
import type { GatewayModel, Stack } from '../../../src/model/gateway-model';
import { UserError } from '../../user-error';
import { parseCloudFormationYaml } from '../input/cloudformation-yaml';
import type { Locate } from '../input/locate';

const AGENTCORE = 'AWS::BedrockAgentCore::';

/**
 * What CloudFormation's schemas say of AgentCore resources: properties that there are not, that are missing, of the wrong form.
 *
 * aws-cdk-lib validates every template that it synthesizes so; this is for the others.
 *
 * @throws UserError when aws-cdk-lib is not there.
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

/** The command is one file, and ordinary programs have no reason to load the CDK. */
function loadCdk(directory: string): typeof cdk {
  let found: string;
  try {
    found = require.resolve('aws-cdk-lib', { paths: [directory, __dirname] });
  } catch {
    throw new UserError('--schemas takes the validator that is in aws-cdk-lib, and that is not installed: npm install --save-dev aws-cdk-lib constructs');
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require(found) as typeof cdk;
}

function stacksOfAgents({ stacks, resources }: GatewayModel): Stack[] {
  const withAgents = new Set(Object.values(resources).filter(({ type }) => type.startsWith(AGENTCORE)).map(({ stack }) => stack));
  return stacks.filter(({ id, templateFile }) => withAgents.has(id) && templateFile !== undefined);
}

/** The template as a file in JSON, which is all that the validator reads. */
function templateOf({ templateFile }: Stack, inJson: string): string {
  const text = readFileSync(templateFile!, 'utf8');
  writeFileSync(inJson, text.trimStart().startsWith('{') ? text : JSON.stringify(parseCloudFormationYaml(text, templateFile!)));
  return inJson;
}

function findingOf(
  model: GatewayModel, { ruleName, severity, description, fix }: cdk.PolicyViolation, address: string, locations: readonly string[], locate: Locate,
): ReportedFinding[] {
  const resource = Object.hasOwn(model.resources, address) ? model.resources[address] : undefined;
  if (!resource?.type.startsWith(AGENTCORE)) return [];
  // The validator names the last part of the path only.
  const [at] = locations.map((path) => path.replace(/^Properties\.?/, ''));
  const said = description.replace(/^[\w-]+: /, '');
  const reference = referenceOf(resource.type);
  return [{
    id: ruleName,
    severity: severity === 'error' || severity === 'fatal' ? 'error' : 'warning',
    at: locate(resource),
    message: at ? `\`${at}\`: ${said}` : said,
    fix: fix ?? 'write it as the reference of the resource says',
    source: reference,
    link: reference,
  }];
}

/** The page of a resource in the reference of templates. */
function referenceOf(type: string): string {
  return `https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-${type.replace('AWS::', '').replaceAll('::', '-').toLowerCase()}.html`;
}
