import { expect, it } from 'vitest';
import { PermanentError } from '../../../shared/kernel/step.ts';
import { failureOf } from '../../../shared/provisioning/failure.ts';
import { provisioningView } from '../../../shared/provisioning/provisioning.ts';

const ENDED = { status: 'succeeded', started_at: '2027-01-01T00:00:00Z', ended_at: '2027-01-01T00:00:01Z' };
const attempt = (updatedAt: number, status = 'running') => ({
  tenant_id: '01JQ3V9N0W8ZC7KXH5T2R4M6PA',
  id: 1,
  status,
  created_at: '2027-01-01T00:00:00Z',
  updated_at: new Date(updatedAt).toISOString(),
  steps: {
    isolation: ENDED,
    configuration: { ...ENDED, status: 'running', error: 'Of the try before.', code: 'busy' },
  },
});
const MINUTE = 60_000;

it('a step whose function is gone has failed, and says that it can be tried again', () => {
  const { status, steps } = provisioningView(attempt(Date.now() - 6 * MINUTE));
  expect(status).toBe('failed');
  expect(steps.map((step) => [step.status, step.code])).toEqual([
    ['succeeded', null],
    ['failed', 'stalled'],
    ['pending', null],
    ['pending', null],
    ['pending', null],
  ]);
});

it('a step at work has neither an end nor the failure of the try before', () => {
  const { status, steps } = provisioningView(attempt(Date.now() - 4 * MINUTE));
  expect(status).toBe('running');
  expect(steps[1]).toMatchObject({ status: 'running', ended_at: null, error: null, code: null });
});

const named = (name: string) => Object.assign(new Error('User: arn:aws:… is not authorized'), { name });

it.each([
  [new PermanentError('reader_writes', 'A sentence.'), 'reader_writes'],
  [named('AccessDeniedException'), 'not_permitted'],
  [named('AccessDenied'), 'not_permitted'],
  [named('ThrottlingException'), 'busy'],
  [new TypeError('x is undefined'), 'step_failed'],
  ['thrown', 'step_failed'],
])('%s is told as %s, without a word of it', (error, code) => {
  const failure = failureOf(error);
  expect(failure.code).toBe(code);
  expect(failure.message).not.toMatch(/arn:|undefined/);
});
