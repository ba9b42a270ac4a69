import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { GATEWAY_ARN, PLACEHOLDERS, TARGETS } from './fixture';
import { checkPolicies } from '../../src/cedar/check-policies';
import { formatFinding } from '../../src/cedar/finding';
import type { AuthorizerType } from '../../src/service/values';

const FOLDER = join(__dirname, 'golden');
const CASES = readdirSync(FOLDER).filter((file) => file.endsWith('.cedar')).map((file) => basename(file, '.cedar'));

/** The formatted findings. The first line of a case can configure its gateway: `// authorizer: CUSTOM_JWT`. */
function report(name: string): string {
  const text = readFileSync(join(FOLDER, `${name}.cedar`), 'utf8');
  const setting = (key: string) => new RegExp(`^// ${key}: (\\w+)\n`).exec(text)?.[1];
  const findings = checkPolicies([{ name, text, file: `policies/${name}.cedar` }], {
    targets: TARGETS,
    gateways: [{ arn: GATEWAY_ARN, authorizer: setting('authorizer') as AuthorizerType | undefined }],
    mode: setting('mode') as 'ENFORCE' | undefined,
    placeholders: PLACEHOLDERS,
  });
  return findings.map((finding) => `${formatFinding(finding)}\n`).join('');
}

// A test run never updates the expected texts: review each change.
test.each(CASES)('golden: %s', (name) => {
  expect(report(name)).toBe(readFileSync(join(FOLDER, `${name}.txt`), 'utf8'));
});

test('every expected text belongs to a policy', () => {
  const texts = readdirSync(FOLDER).filter((file) => file.endsWith('.txt'));

  expect(texts.filter((file) => !existsSync(join(FOLDER, file.replace(/\.txt$/, '.cedar'))))).toEqual([]);
  expect(texts).toHaveLength(CASES.length);
});
