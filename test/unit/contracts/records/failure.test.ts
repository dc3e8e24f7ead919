import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureOf, type RunEnd } from '../../../../shared/contracts/failure.ts';

const text = fc.option(
  fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.constantFrom(
      'PermanentError',
      'States.Timeout',
      'States.TaskFailed',
      'null',
      '[]',
      '"x"',
      '{"errorMessage":7}',
      '{',
    ),
  ),
  { nil: undefined },
);
const ends: fc.Arbitrary<RunEnd> = fc.record({
  status: fc.constantFrom('FAILED', 'TIMED_OUT', 'ABORTED'),
  error: text,
  cause: text,
} as const);

describe('why a run failed', () => {
  it('has a code and a sentence for every way in which a run can end', () => {
    fc.assert(
      fc.property(ends, (end) => {
        const failure = failureOf(end);
        expect(failure.code).toMatch(/^[a-z_]+$/);
        expect(failure.message).toMatch(/\.$/);
        expect(typeof failure.redrivable).toBe('boolean');
      }),
    );
  });

  it('says nothing of an error that was not written for people', () => {
    const cause = JSON.stringify({ errorType: 'TypeError', errorMessage: 'secret of Jane', trace: ['x'] });
    for (const error of ['TypeError', 'States.TaskFailed', 'Lambda.Unknown', undefined])
      expect(JSON.stringify(failureOf({ status: 'FAILED', error, cause }))).not.toContain('Jane');
  });

  it('is told in its own words when the document is at fault, and trying again does not help', () => {
    const cause = JSON.stringify({ errorType: 'PermanentError', errorMessage: 'This document has no text.' });
    expect(failureOf({ status: 'FAILED', error: 'PermanentError', cause })).toEqual({
      code: 'not_processable',
      message: 'This document has no text. Upload another version of it.',
      redrivable: false,
    });
    expect(failureOf({ status: 'FAILED', error: 'PermanentError', cause: undefined }).message).toContain(
      'could not be processed',
    );
  });

  it('can be resumed only where a state failed: an execution whose whole time is over cannot go on', () => {
    expect(failureOf({ status: 'TIMED_OUT', error: undefined, cause: undefined }).redrivable).toBe(false);
    expect(failureOf({ status: 'FAILED', error: 'States.Timeout', cause: undefined })).toMatchObject({
      code: 'took_too_long',
      redrivable: true,
    });
    expect(failureOf({ status: 'ABORTED', error: undefined, cause: undefined })).toMatchObject({
      code: 'stopped',
      redrivable: true,
    });
    expect(failureOf({ status: 'FAILED', error: 'TypeError', cause: undefined })).toMatchObject({
      code: 'processing_failed',
      redrivable: true,
    });
  });
});
