/** Events come twice, late and out of order, and files are replaced: one version of a file is processed once. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../../bin/client/session.ts';
import type { BreakpointInput } from '../../../local/breakpoints/index.ts';
import type { NewEvent } from '../../../local/eventbridge/index.ts';
import { AGREEMENT } from '../../support/documents.ts';
import { type Execution, executionsOf, heldAt } from '../../support/executions.ts';
import { expectWhole, outcomeOf } from '../../support/outcomes.ts';
import { newAdmin } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';
import { type Announced, announce, placeOf, send, textFile } from '../../support/uploads.ts';

const system = useSystem();
const first = textFile();
const second = textFile(
  AGREEMENT.replaceAll('Oregon', 'Nevada').replaceAll('Renata Okafor', 'Imogen Castellane'),
);
let session: Session;
beforeAll(async () => {
  session = await newAdmin(system.current.appUrl);
});

/** The event that S3 sends when a version of a contract's file arrives. */
async function arrival(announced: Announced): Promise<NewEvent> {
  const { bucket, folder } = placeOf(announced);
  const key = `${folder}/original`;
  const object = await system.current.s3.readObject(bucket, key);
  return {
    source: 'aws.s3',
    detailType: 'Object Created',
    detail: {
      version: '0',
      bucket: { name: bucket },
      object: { key, size: object!.size, etag: object!.etag, 'version-id': object!.versionId },
      reason: 'PutObject',
    },
  };
}

/** Delivers an event once more, and waits until it was taken. */
async function deliver(event: NewEvent, times = 1): Promise<void> {
  for (let time = 0; time < times; time++) system.current.eventBridge.put(event);
  await system.current.eventBridge.idle();
  await taken('gangway-dev-uploads');
}

/** Waits until everything in a queue was taken. */
async function taken(queueName: string): Promise<void> {
  const queue = () => system.current.sqs.describe().find(({ name }) => name === queueName)!;
  await expect.poll(() => queue().visible + queue().inFlight, { timeout: 20_000, interval: 20 }).toBe(0);
}

const statuses = (executions: readonly Execution[]) => executions.map(({ status }) => status);

describe('an event that is delivered again', () => {
  it('while its run is at work starts nothing', async () => {
    const announced = await announce(session, first);
    const { contract, upload } = announced;
    await heldAt(system.current, { state: 'Parse', text: contract.id }, () => send(upload, first));
    await deliver(await arrival(announced), 3);
    system.current.breakpoints.set([]);
    expect(await session.settled(contract.id)).toMatchObject({ run: 1, failure: null });
    expect(statuses(executionsOf(system.current, contract.id))).toEqual(['SUCCEEDED']);
    expectWhole(await outcomeOf(session, contract.id));
  });

  it('after its run changes nothing', async () => {
    const announced = await announce(session, first);
    const { contract, upload } = announced;
    await send(upload, first);
    await session.settled(contract.id);
    const before = await outcomeOf(session, contract.id);
    await deliver(await arrival(announced), 2);
    expect(await outcomeOf(session, contract.id)).toEqual(before);
    expect(statuses(executionsOf(system.current, contract.id))).toEqual(['SUCCEEDED']);
  });

  it('after the file was replaced does not bring the old one back', async () => {
    const announced = await announce(session, first);
    const { contract, upload } = announced;
    await send(upload, first);
    await session.settled(contract.id);
    const old = await arrival(announced);
    await send(upload, second);
    await expect
      .poll(async () => (await session.expect('GET', `/api/v1/contracts/${contract.id}`)).run)
      .toBe(2);
    await session.settled(contract.id);
    const before = await outcomeOf(session, contract.id);
    await deliver(old, 2);
    expect(await outcomeOf(session, contract.id)).toEqual(before);
    expect(before.contract.run).toBe(2);
    expect(statuses(executionsOf(system.current, contract.id))).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  });
});

describe('a second version of a contract’s file starts run 2, and run 1 ends and changes nothing', () => {
  /** Words of the first version's transactions that the second one's do not have. */
  const ofFirst = 'Renata Okafor';
  const moments: readonly [string, BreakpointInput][] = [
    ...['Inspect', 'Read', 'Parse', 'Ground', 'Stakeholders', 'Plan', 'Publish'].map(
      (state): [string, BreakpointInput] => [`was about to enter ${state}`, { state, text: '"run":1' }],
    ),
    [
      'was about to write facts',
      { call: 'dynamodb:TransactWriteItems', function: 'gangway-dev-contracts-ground-facts', text: ofFirst },
    ],
    [
      'was about to write people and plan',
      {
        call: 'dynamodb:TransactWriteItems',
        function: 'gangway-dev-contracts-publish-contract',
        text: ofFirst,
      },
    ],
  ];

  it.each(moments)('when it %s', async (_, breakpoint) => {
    const { contract, upload } = await announce(session, first);
    const { id } = contract;
    await heldAt(system.current, breakpoint, () => send(upload, first));
    await send(upload, second);
    await expect.poll(() => executionsOf(system.current, id).length, { timeout: 20_000 }).toBe(2);
    await session.settled(id);
    const before = await outcomeOf(session, id);
    expectWhole(before);
    expect(before.facts.find(({ key }) => key === 'governingLaw/0').value).toBe('Nevada');
    expect(before.contract.run).toBe(2);
    system.current.breakpoints.set([]);
    const ended = () => statuses(executionsOf(system.current, id));
    await expect.poll(ended, { timeout: 20_000 }).toEqual(['FAILED', 'SUCCEEDED']);
    await system.current.eventBridge.idle();
    await taken('gangway-dev-failures');
    expect(await outcomeOf(session, id)).toEqual(before);
  });
});
