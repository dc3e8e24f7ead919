import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Busy, isBusy, retryConflicts } from '../../../shared/kernel/busy.ts';

const cancelled = (...codes: readonly string[]) =>
  new TransactionCanceledException({
    message: 'cancelled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
const named = (name: string) => Object.assign(new Error('x'), { name });
const noPause = async () => {};

describe('busy', () => {
  it.each([
    'ThrottlingException',
    'Throttling',
    'ProvisionedThroughputExceededException',
    'RequestLimitExceeded',
    'TooManyRequestsException',
    'SlowDown',
    'TransactionConflictException',
    'TransactionInProgressException',
    'ServiceUnavailableException',
    'TimeoutError',
  ])('is what %s says', (name) => {
    expect(isBusy(named(name))).toBe(true);
  });

  it('is neither a defect, nor a refusal, nor a condition that did not hold', () => {
    for (const error of [
      new TypeError('x'),
      named('ValidationException'),
      named('AccessDeniedException'),
      named('ConditionalCheckFailedException'),
      cancelled('None', 'ConditionalCheckFailed'),
      cancelled('TransactionConflict', 'ConditionalCheckFailed'),
      cancelled('ValidationError'),
      cancelled(),
      'ThrottlingException',
      undefined,
    ])
      expect(isBusy(error)).toBe(false);
    expect(isBusy(new Busy('x'))).toBe(true);
    expect(isBusy(cancelled('None', 'TransactionConflict'))).toBe(true);
    expect(isBusy(cancelled('ThrottlingError', 'None'))).toBe(true);
  });
});

describe('a write that lost to another one', () => {
  it('is sent again until it is through, at most four times in all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 6 }), async (losses) => {
        let sent = 0;
        const send = async () => {
          if (sent++ < losses) throw cancelled('TransactionConflict');
          return 'through';
        };
        if (losses < 4) {
          expect(await retryConflicts(send, noPause)).toBe('through');
          expect(sent).toBe(losses + 1);
        } else {
          await expect(retryConflicts(send, noPause)).rejects.toBeInstanceOf(TransactionCanceledException);
          expect(sent).toBe(4);
        }
      }),
    );
  });

  it('is sent once when anything else went wrong: a failed condition is an answer', async () => {
    for (const error of [cancelled('ConditionalCheckFailed'), named('TimeoutError'), new Error('x')]) {
      let sent = 0;
      const send = async () => {
        sent++;
        throw error;
      };
      await expect(retryConflicts(send, noPause)).rejects.toBe(error);
      expect(sent).toBe(1);
    }
  });

  it('waits longer each time', async () => {
    const pauses: number[] = [];
    const bounds = [100, 400, 1600];
    await retryConflicts(
      async () => {
        throw named('TransactionConflictException');
      },
      async (ms) => {
        pauses.push(ms);
      },
    ).catch(() => {});
    expect(pauses).toHaveLength(bounds.length);
    for (const [index, bound] of bounds.entries()) expect(pauses[index]).toBeLessThanOrEqual(bound);
  });
});
