import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, CloudFormationValidatePlugin } from 'aws-cdk-lib';
import type { Source } from '../../src/model/source';

/** A finding as one line that is the same in two runs over the same fault. */
export type Line = string;

export interface ValidatorFindings {
  readonly errors: readonly Line[];
  readonly warnings: readonly Line[];
}

/**
 * What the validation that is built into aws-cdk-lib says of each of these apps.
 *
 * All go through it at once: its engine takes a second to start, and starts anew for types of resources that it has not seen.
 */
export function validateBuiltIn(apps: readonly Source[]): ValidatorFindings[] {
  const directory = mkdtempSync(join(tmpdir(), 'mutations-'));
  try {
    const stackTemplates = apps.flatMap(({ stacks }, app) => stacks.map((stack, index) => {
      const templatePath = join(directory, `${app}-${index}.template.json`);
      writeFileSync(templatePath, JSON.stringify(stack.template));
      return { stackConstructPath: stack.id, templatePath, accountId: stack.account, region: stack.region };
    }));
    const { violations } = new CloudFormationValidatePlugin().validate({
      templatePaths: stackTemplates.map(({ templatePath }) => templatePath), stackTemplates, appConstruct: new App(),
    });
    return apps.map(({ stacks }, app) => {
      const own = new Set(stacks.map((_stack, index) => join(directory, `${app}-${index}.template.json`)));
      const lines = (isError: boolean) => violations
        .filter(({ severity }) => (severity === 'error' || severity === 'fatal') === isError)
        .flatMap(({ ruleName, description, violatingResources }) => violatingResources
          .filter(({ templatePath }) => own.has(templatePath!))
          .map(({ resourceLogicalId, locations }) => `${ruleName} ${resourceLogicalId} ${locations.join()}: ${description}`));
      return { errors: lines(true), warnings: lines(false) };
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
