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
    const sockets = ofKind(functions, 'socket').map(({ definition }) => [definition.route, 'NONE']);
    const deployed = ofType(resources, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => [
      Properties.RouteKey,
      Properties.AuthorizationType,
    ]);
    expect(deployed.sort()).toEqual([...declared, ...sockets].sort());
    expect(ofType(resources, 'AWS::ApiGatewayV2::Integration').length).toBeLessThanOrEqual(300);
  });

  it('about records that have owners say which record, or that they narrow their list', () => {
    for (const { definition, file } of ofKind(functions, 'route')) {
      if (typeof definition.access !== 'object') continue;
      const [resource = ''] = definition.access.permission.split(':');
      if (SCOPED_RESOURCES.has(resource)) expect(definition.reach, file).toBeDefined();
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
      'identity-login-as',
      'identity-refresh-session',
      'identity-register',
      'identity-resend-verification',
      'identity-reset-password',
      'identity-seed-organization',
      'identity-sign-out',
      'identity-social-login',
      'identity-start-demo',
      'identity-start-sign-in',
      'identity-verify-email',
      'operations-get-health',
      'operations-get-metrics',
      'operations-get-openapi',
      'operations-get-readiness',
      'portal-forgot-password',
      'portal-get-portal-branding',
      'portal-login',
      'portal-open-link',
      'portal-refresh-session',
      'portal-set-password',
      'portal-sign-out',
      'team-look-up-invitation',
    ]);
  });
});

describe('queues', () => {
  it('each have a dead-letter queue or are one, and every rule’s target has one', () => {
    const queues = ofType(resources, 'AWS::SQS::Queue');
    expect(queues.length).toBeGreaterThanOrEqual(4);
    for (const { Properties } of queues)
      expect(
        Boolean(Properties.RedrivePolicy) || String(Properties.QueueName).match(/-dead(\.fifo)?$/) !== null,
      ).toBe(true);
    for (const { Properties } of ofType(resources, 'AWS::Events::Rule'))
      for (const target of Properties.Targets as Record<string, unknown>[])
        expect(target.DeadLetterConfig).toBeDefined();
  });
});

describe('the change stream', () => {
  const reactions = () => ofKind(functions, 'reaction');
  const mappings = () => ofType(resources, 'AWS::Lambda::EventSourceMapping');

  it('is read from its beginning, splits what fails, gives up into a queue, and sees records alone', () => {
    const [mapping, ...others] = mappings().filter(({ Properties }) => Properties.StartingPosition);
    expect(others).toEqual([]);
    expect(mapping?.Properties).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: { OnFailure: { Destination: expect.anything() } },
    });
    expect(JSON.stringify(mapping?.Properties.FilterCriteria)).toContain('cause');
  });

  it('has for each reaction a queue of its kind with dead letters, and a mapping that reports what failed', () => {
    expect(reactions().length).toBeGreaterThan(2);
    const queues = new Map(
      ofType(resources, 'AWS::SQS::Queue').map(({ Properties }) => [
        String(Properties.QueueName),
        Properties,
      ]),
    );
    const alarms = JSON.stringify(ofType(resources, 'AWS::CloudWatch::Alarm'));
    for (const { id, definition } of reactions()) {
      const ending = definition.fifo ? '.fifo' : '';
      const queue = queues.get(`gangway-dev-on-${definition.name}${ending}`);
      expect(queue?.RedrivePolicy, id).toBeDefined();
      expect(Boolean(queue?.FifoQueue)).toBe(definition.fifo === true);
      expect(queues.has(`gangway-dev-on-${definition.name}-dead${ending}`)).toBe(true);
      expect(alarms).toContain(`gangway-dev-on-${definition.name}-dead${ending}`);
      const mapping = mappings().find(({ Properties }) =>
        JSON.stringify(Properties.FunctionName).includes(id),
      );
      expect(mapping?.Properties.FunctionResponseTypes, id).toEqual(['ReportBatchItemFailures']);
    }
  });

  it('gives no reaction a way to put anything on the bus or on a queue', () => {
    const ids = reactions().map(({ id }) => `fn-${id}`);
    const roles = ofType(resources, 'AWS::IAM::Role').filter(({ Properties }) =>
      ids.some((id) => String(Properties.RoleName).endsWith(id)),
    );
    expect(roles).toHaveLength(ids.length);
    expect(JSON.stringify(roles)).not.toMatch(/events:PutEvents|sqs:SendMessage/);
  });
});

describe('stacks', () => {
  it('stay far below the limit of 500 resources', () => {
    for (const [stack, members] of Map.groupBy(resources, (resource) => resource.stack))
      expect(members.length, stack).toBeLessThan(400);
  });
});
