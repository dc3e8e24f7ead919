import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { countFailure, networkOf } from '../../../shared/identity/limits.ts';

const dynamo = mockClient(DynamoDBDocumentClient);
const NOW = 1_800_000_000;

/** The condition does not hold: the entry is as given. */
const refused = (expires: number) =>
  new ConditionalCheckFailedException({
    message: 'The conditional request failed',
    $metadata: {},
    Item: { failures: { N: '5' }, expires_at: { N: String(expires) } },
  });

beforeEach(() => {
  dynamo.reset();
  vi.stubEnv('TABLE_NAME', 'table');
});

describe('the lock after failures (ID-19)', () => {
  it('holds until a quarter of an hour after the last failure, and says how long', async () => {
    dynamo.on(UpdateCommand).rejects(refused(NOW + 61));
    await expect(countFailure('ada@example.com', NOW)).rejects.toMatchObject({
      status: 429,
      code: 'account_locked',
      headers: { 'retry-after': '61' },
    });
    expect(dynamo.commandCalls(UpdateCommand)).toHaveLength(1);
  });

  it('is over at its second, though time to live has not taken the entry away: the count begins anew', async () => {
    dynamo
      .on(UpdateCommand)
      .rejectsOnce(refused(NOW))
      .resolves({ Attributes: { failures: 1 } });
    await expect(countFailure('ada@example.com', NOW)).resolves.toBe(1);
    const values = dynamo.commandCalls(UpdateCommand)[1]?.args[0].input.ExpressionAttributeValues;
    expect(values).toMatchObject({ ':one': 1, ':expires': NOW + 900 });
  });

  it('keeps no address in readable form', async () => {
    dynamo.on(UpdateCommand).resolves({ Attributes: { failures: 1 } });
    await countFailure('ada@example.com', NOW);
    await countFailure(' ADA@example.com', NOW);
    const [one, other] = dynamo.commandCalls(UpdateCommand).map(({ args }) => args[0].input.Key);
    expect(JSON.stringify(one)).not.toMatch(/ada|example/i);
    expect(one).toEqual(other);
  });
});

it.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3:8d3'],
  ['2001:0db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['2001:DB8::', '2001:db8:0:0'],
])('%s counts as %s: an IPv6 host chooses its last half at will', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
