import { beforeAll, describe, expect, it } from 'vitest';
import { type FunctionFile, loadFunctions, ofKind } from '../../lib/definitions.ts';
import { SCOPED_RESOURCES } from '../../shared/kernel/permissions.ts';
import { type CfnResource, loadTemplates, ofType } from './templates.ts';

let resources: CfnResource[];
let functions: FunctionFile[];
beforeAll(async () => {
  [resources, functions] = await Promise.all([loadTemplates(), loadFunctions()]);
});

const ours = () => ofType(resources, 'AWS::Lambda::Function').filter(({ stack }) => stack !== 'web');

describe('functions', () => {
  it('are exactly what the files of functions/ declare, on Node 24 and arm64', () => {
    expect(
      ours()
        .map(({ Properties }) => Properties.FunctionName)
        .sort(),
    ).toEqual(functions.map(({ id }) => `gangway-dev-${id}`).sort());
    for (const { Properties } of ours())
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
      });
  });

  it('have names and role names that fit', () => {
    for (const { id } of functions)
      expect(`gangway-prod12345678-fn-${id}`.length, id).toBeLessThanOrEqual(64);
  });

  it('write to a log group of their own, which forgets', () => {
    const groups = ofType(resources, 'AWS::Logs::LogGroup');
    for (const { Properties } of groups) expect(Properties.RetentionInDays).toBe(30);
    const names = groups.map(({ Properties }) => Properties.LogGroupName);
    for (const { Properties } of ours())
      expect(names).toContain(`/aws/lambda/${String(Properties.FunctionName)}`);
  });

  it('hold no secret in their environment', () => {
    for (const { id, Properties } of ours())
      expect(JSON.stringify(Properties.Environment), id).not.toMatch(
        /resolve:secretsmanager|PASSWORD|PRIVATE_KEY/i,
      );
  });
});

describe('routes', () => {
  it('are exactly what is declared, aliases included, each with its access', () => {
    const declared = ofKind(functions, 'route').flatMap(({ definition }) =>
      [definition.path, ...(definition.aliases ?? [])].map((path) => [
        `${definition.method} ${path}`,
        definition.access === 'public' ? 'NONE' : 'CUSTOM',
      ]),
    );
    const deployed = ofType(resources, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => [
      Properties.RouteKey,
      Properties.AuthorizationType,
    ]);
    expect(deployed.sort()).toEqual(declared.sort());
    expect(ofType(resources, 'AWS::ApiGatewayV2::Integration').length).toBeLessThanOrEqual(300);
  });

  it('about records that have owners say which record, or that they narrow their list', () => {
    for (const { definition, file } of ofKind(functions, 'route')) {
      if (typeof definition.access !== 'object') continue;
      const [resource = '', action] = definition.access.permission.split(':');
      if (SCOPED_RESOURCES.has(resource) && action !== 'assign') expect(definition.reach, file).toBeDefined();
      else expect(definition.reach, file).toBeUndefined();
    }
  });

  it('that are public are these few', () => {
    const open = ofKind(functions, 'route').filter(({ definition }) => definition.access === 'public');
    expect(open.map(({ id }) => id).sort()).toEqual([
      'identity-complete-sign-in',
      'identity-forgot-password',
      'identity-get-sign-in-options',
      'identity-login',
      'identity-refresh-session',
      'identity-register',
      'identity-resend-verification',
      'identity-reset-password',
      'identity-sign-out',
      'identity-social-login',
      'identity-start-sign-in',
      'identity-verify-email',
      'operations-get-health',
      'operations-get-openapi',
    ]);
  });
});

describe('queues', () => {
  it('each have a dead-letter queue or are one, and every rule’s target has one', () => {
    const queues = ofType(resources, 'AWS::SQS::Queue');
    expect(queues.length).toBeGreaterThanOrEqual(4);
    for (const { Properties } of queues)
      expect(Boolean(Properties.RedrivePolicy) || String(Properties.QueueName).endsWith('-dead')).toBe(true);
    for (const { Properties } of ofType(resources, 'AWS::Events::Rule'))
      for (const target of Properties.Targets as Record<string, unknown>[])
        expect(target.DeadLetterConfig).toBeDefined();
  });
});

describe('stacks', () => {
  it('stay far below the limit of 500 resources', () => {
    for (const [stack, members] of Map.groupBy(resources, (resource) => resource.stack))
      expect(members.length, stack).toBeLessThan(400);
  });
});
