/** A grant that is missing is found here, before a deploy: the roles' real policies are evaluated on each call. */
import { expect, it } from 'vitest';
import { newAdmin } from '../../support/people.ts';
import { useOwnSystem } from '../../support/runtime.ts';
import { announce, textFile } from '../../support/uploads.ts';

const ROLE = 'gangway-dev-fn-contracts-get-contract';

interface Role {
  readonly Type: string;
  readonly Properties: {
    readonly RoleName?: string;
    readonly Policies: { PolicyDocument: { Statement: { Sid?: string }[] } }[];
  };
}

const system = useOwnSystem({
  edit: ({ Resources }) => {
    const role = Object.values(Resources as Record<string, Role>).find(
      ({ Type, Properties }) => Type === 'AWS::IAM::Role' && Properties.RoleName === ROLE,
    );
    for (const { PolicyDocument } of role?.Properties.Policies ?? [])
      PolicyDocument.Statement = PolicyDocument.Statement.filter(({ Sid }) => Sid !== 'ActForOneTenant');
    return role !== undefined;
  },
});

it('a function whose role lost a statement fails, says nothing to the caller, and the denial is listed with its reason', async () => {
  const session = await newAdmin(system.current.appUrl);
  const { contract } = await announce(session, textFile());
  const answer = await session.call('GET', `/api/v1/contracts/${contract.id}`);
  expect(answer).toMatchObject({ status: 500, body: { code: 'internal_error' } });
  expect(JSON.stringify(answer.body)).not.toMatch(/denied|role|sts/i);

  const response = await fetch(`${system.current.appUrl}/_local/denied`);
  const all = ((await response.json()) as { denied: { function: string }[] }).denied;
  // Setting an organization up makes sure of denials: that it cannot reach another one.
  const denied = all.filter(({ function: name }) => name !== 'gangway-dev-provisioning-run-step');
  expect(denied).toHaveLength(1);
  expect(denied[0]).toMatchObject({
    function: 'gangway-dev-contracts-get-contract',
    service: 'sts',
    operation: 'AssumeRole',
    allowed: false,
    status: 403,
    reason: expect.stringMatching(/\S/),
  });
  // Only what the statement was for is lost.
  expect((await session.call('GET', '/api/v1/contracts')).status).toBe(200);
});
