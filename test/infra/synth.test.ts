import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { ROOT } from '../../lib/definitions.ts';
import { type CfnResource, resourcesIn } from './templates.ts';

const run = promisify(execFile);
const folder = mkdtempSync(path.join(tmpdir(), 'gangway-synth-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const synth = async (stage: string) => {
  const { CDK_VALIDATION: _, ...env } = process.env;
  const { stdout, stderr } = await run(
    path.join(ROOT, 'node_modules/.bin/cdk'),
    ['synth', '--quiet', '--no-notices', '-c', `stage=${stage}`, '--output', path.join(folder, stage)],
    { cwd: ROOT, env },
  );
  return stdout + stderr;
};

it.each(['dev', 'prod'])(
  '%s synthesizes without an error or a warning of the validator or the rule pack',
  { timeout: 120_000 },
  async (stage) => {
    const output = await synth(stage);
    expect(output).not.toMatch(/ERROR|WARNING|error:/);
  },
);

type Both = { readonly AndStatement: { readonly Statements: readonly object[] } };
const isGuard = ({ Type }: CfnResource) => Type.startsWith('AWS::WAFv2::');

it('stages differ in values, and in the web ACL of the managed login: all else has the same properties', () => {
  const shape = (dir: string) =>
    resourcesIn(dir)
      .filter((resource) => !isGuard(resource))
      .map(({ stack, id, Type, Properties }) => [stack, id, Type, keys(Properties)]);
  expect(shape(path.join(folder, 'prod'))).toEqual(shape(path.join(folder, 'dev')));
});

it('the managed login asks for a person where the stage says so, and never in the middle of a second factor', () => {
  expect(resourcesIn(path.join(folder, 'dev')).filter(isGuard)).toEqual([]);
  const all = resourcesIn(path.join(folder, 'prod'));
  const [acl, on] = ['WebACL', 'WebACLAssociation'].map((type) =>
    all.find(({ Type }) => Type === `AWS::WAFv2::${type}`),
  );
  const pool = all.find(({ Type }) => Type === 'AWS::Cognito::UserPool');
  expect(on?.Properties).toEqual({
    ResourceArn: { 'Fn::GetAtt': [pool?.id, 'Arn'] },
    WebACLArn: { 'Fn::GetAtt': [acl?.id, 'Arn'] },
  });
  expect(acl?.Properties).toMatchObject({ Scope: 'REGIONAL', DefaultAction: { Allow: {} } });
  const [rule] = (acl?.Properties.Rules ?? []) as { Action: unknown; Statement: Both }[];
  expect(rule?.Action).toEqual({ Captcha: {} });
  const [pages, but] = (rule?.Statement.AndStatement.Statements ?? []).map((part) => JSON.stringify(part));
  for (const page of ['/login', '/signup', '/forgotpassword']) expect(pages).toContain(`"${page}"`);
  expect(but).toMatch(/^\{"NotStatement".*AssociateSoftwareToken.*VerifySoftwareToken/);
});

/** Names of all properties, without their values. */
function keys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keys);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, keys(entry)]));
}
