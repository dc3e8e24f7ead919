/** Something on the way fails for good: the contract says so, keeps what there was, and can go on from there. */
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../../bin/client/session.ts';
import { executionsOf, heldAt, stepFunctionsAs } from '../../support/executions.ts';
import { expectWhole, outcomeOf } from '../../support/outcomes.ts';
import { newAdmin } from '../../support/people.ts';
import { type System, useOwnSystem } from '../../support/runtime.ts';
import { announce, placeOf, send, textFile } from '../../support/uploads.ts';

const file = textFile();
const system = useOwnSystem({ waitScale: 0.001 });

/** Holds a new contract's run at a state; `letGo` lets it go on. */
async function heldContract(by: Session, system: System, state: string) {
  const announced = await announce(by, file);
  const { id } = announced.contract;
  await heldAt(system, { state, text: id }, () => send(announced.upload, file));
  return { id, place: placeOf(announced), letGo: () => system.breakpoints.set([]) };
}

describe('a state that fails for good', () => {
  let session: Session;
  beforeAll(async () => {
    session = await newAdmin(system.current.appUrl);
  });

  /** The object that the run hands from state to state, and what puts something else in its place. */
  const documentOf = async ({ bucket, folder }: ReturnType<typeof placeOf>) => {
    const key = `${folder}/runs/1/document.json`;
    const object = await system.current.s3.readObject(bucket, key);
    const write = (body: Buffer) =>
      system.current.s3.writeObject(bucket, key, body, { contentType: 'application/json' });
    return { body: object!.body, write };
  };

  it('leaves a sentence, and processing again goes on from that state once the cause is mended', async () => {
    const { id, place, letGo } = await heldContract(session, system.current, 'Parse');
    const document = await documentOf(place);
    await document.write(Buffer.from('{"pages": [{'));
    letGo();
    const failed = await session.settled(id);
    expect(failed).toMatchObject({
      status: 'failed',
      plan_id: null,
      failure: {
        code: 'processing_failed',
        message:
          'Something went wrong on our side while this contract was processed. Your file is safe: try again.',
      },
    });
    expect(executionsOf(system.current, id).map(({ status }) => status)).toEqual(['FAILED']);

    // The cause is still there: it fails again, in the same place, and nothing is lost.
    expect((await session.call('POST', `/api/v1/contracts/${id}/parse`)).status).toBe(202);
    expect((await session.settled(id)).failure.code).toBe('processing_failed');

    await document.write(document.body);
    expect((await session.call('POST', `/api/v1/contracts/${id}/parse`)).body.failure).toBeNull();
    expect(await session.settled(id)).toMatchObject({ failure: null, run: 1 });
    expectWhole(await outcomeOf(session, id));
    const [execution, ...others] = executionsOf(system.current, id);
    expect(others).toEqual([]);
    expect(execution).toMatchObject({ status: 'SUCCEEDED', redriveCount: 2 });
    const entered = (name: string) => execution!.states.filter((state) => state.name === name).length;
    expect({ Read: entered('Read'), Parse: entered('Parse'), Publish: entered('Publish') }).toEqual({
      Read: 1,
      Parse: 3,
      Publish: 1,
    });
  });

  it('shows no word of the error to the customer', async () => {
    const { id, place, letGo } = await heldContract(session, system.current, 'Parse');
    await (await documentOf(place)).write(Buffer.from('SECRET of the implementation'));
    letGo();
    const failed = await session.settled(id);
    expect(JSON.stringify(failed)).not.toMatch(/SECRET|JSON|SyntaxError|Unexpected/);
  });

  it('is tried again before that: what passes by itself is never seen', async () => {
    const { id, place, letGo } = await heldContract(session, system.current, 'Parse');
    const document = await documentOf(place);
    await document.write(Buffer.from('{'));
    // Held after its first failure, the state finds the document whole when it is tried again.
    await heldAt(system.current, { state: 'Parse', when: 'after', text: id }, async () => {});
    await document.write(document.body);
    letGo();
    expect(await session.settled(id)).toMatchObject({ failure: null, run: 1 });
    expect(executionsOf(system.current, id)).toMatchObject([{ status: 'SUCCEEDED', redriveCount: 0 }]);
  });
});

describe('a run that is stopped from outside', () => {
  it('says that it was stopped, and goes on when it is asked to', async () => {
    const session = await newAdmin(system.current.appUrl);
    const { id, letGo } = await heldContract(session, system.current, 'Ground');
    const [execution] = executionsOf(system.current, id);
    const operator = stepFunctionsAs(system.current, 'gangway-dev-fn-contracts-archive-contract');
    await operator.send(new StopExecutionCommand({ executionArn: execution!.arn }));
    const failed = await session.settled(id);
    expect(failed.failure).toMatchObject({
      code: 'stopped',
      message: 'Processing was stopped. Start it again when you want to.',
    });
    letGo();
    await session.expect('POST', `/api/v1/contracts/${id}/parse`);
    expect(await session.settled(id)).toMatchObject({ failure: null, run: 1 });
    expectWhole(await outcomeOf(session, id));
  });
});

const SECONDS = 3;

describe('a run that takes longer than it may', () => {
  const hurried = useOwnSystem({
    edit: ({ Resources }) => {
      const machines = Object.values(
        Resources as Record<string, { Type: string; Properties: { DefinitionString: unknown } }>,
      ).filter(({ Type }) => Type === 'AWS::StepFunctions::StateMachine');
      for (const { Properties } of machines)
        Properties.DefinitionString = JSON.parse(
          JSON.stringify(Properties.DefinitionString).replace(
            'TimeoutSeconds\\":3600',
            `TimeoutSeconds\\":${SECONDS}`,
          ),
        );
      return machines.length > 0;
    },
  });

  it('says so, says what to do, and begins anew when it is asked to', async () => {
    const session = await newAdmin(hurried.current.appUrl);
    // In the first state: on a slow machine the others would not be reached in time.
    const { id, letGo } = await heldContract(session, hurried.current, 'Inspect');
    const failed = await session.settled(id);
    expect(failed.failure).toMatchObject({
      code: 'took_too_long',
      message:
        'Processing took longer than it may. Try again; if it happens twice, split the document into smaller files.',
    });
    expect(executionsOf(hurried.current, id)).toMatchObject([{ status: 'TIMED_OUT' }]);
    letGo();
    await session.expect('POST', `/api/v1/contracts/${id}/parse`);
    expect((await session.settled(id)).run).toBe(2);
  });
});

describe('a message that nobody can make sense of', () => {
  it.each(['uploads', 'failures'])(
    'ends among the dead letters of %s, and the queue goes on',
    async (queue) => {
      const session = await newAdmin(system.current.appUrl);
      const { sqs } = system.current;
      const status = () => sqs.describe().find(({ name }) => name.endsWith(`-${queue}`))!;
      const { arn } = status();
      for (const body of ['not even JSON', '{"detail":{}}', '{"id":"x","detail":{"object":{"key":"T/x"}}}'])
        sqs.send(arn, body);
      const { contract, upload } = await announce(session, file);
      await send(upload, file);
      expect((await session.settled(contract.id)).failure).toBeNull();
      // Instead of waiting until each delivery's visibility timeout is over.
      await expect
        .poll(
          () => {
            if (status().visible === 0) sqs.release(arn);
            return status();
          },
          { timeout: 20_000, interval: 200 },
        )
        .toMatchObject({ visible: 0, inFlight: 0, dead: 3 });
    },
  );
});
