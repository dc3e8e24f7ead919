import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { finished, newDir, open } from './machine.ts';

const STATES = ['Read', 'Pause', 'Split', 'Each', 'Write'];

/** Runs the five-state machine in a child process and kills it with SIGKILL inside a state. */
async function killIn(state: string) {
  const dir = newDir();
  const effects = join(dir, 'effects');
  const program = join(import.meta.dirname, 'crash-child.ts');
  const child = spawn(process.execPath, [program, dir, effects, state], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout!, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const service = open(dir, async ({ stateName }) => {
    appendFileSync(effects, `${stateName}\n`);
    return `did ${stateName}`;
  });
  const arn = service.list(1)[0]!.arn;
  return { service, arn, effects: () => readFileSync(effects, 'utf8').trim().split('\n') };
}

test.each([
  ['Read', ['Read', 'Read', 'Left', 'Right', 'Item', 'Item', 'Write']],
  ['Pause', ['Read', 'Left', 'Right', 'Item', 'Item', 'Write']],
  ['Right', ['Read', 'Left', 'Right', 'Left', 'Right', 'Item', 'Item', 'Write']],
  ['Item', ['Read', 'Left', 'Right', 'Item', 'Item', 'Item', 'Write']],
  ['Write', ['Read', 'Left', 'Right', 'Item', 'Item', 'Write', 'Write']],
])('killed in %s, the run goes on from there after a restart and succeeds once', async (state, expected) => {
  const { service, arn, effects } = await killIn(state);
  expect(service.describe(arn)?.status).toBe('RUNNING');
  service.resume();
  service.resume();
  const result = await finished(service, arn);
  expect(effects()).toEqual(expected);
  expect(result).toMatchObject({
    status: 'SUCCEEDED',
    output: {
      q: 1,
      read: 'did Read',
      split: ['did Left', 'did Right'],
      each: ['did Item', 'did Item'],
      write: 'did Write',
    },
  });
  expect(result.states.map(({ name }) => name)).toEqual(STATES);
  expect(service.list(10)).toHaveLength(1);
  service.close();
});

test('a wait that a restart interrupts lasts only for the rest of its time', async () => {
  const { service, arn } = await killIn('Pause');
  await new Promise((resolve) => setTimeout(resolve, 300));
  service.resume();
  const { states } = await finished(service, arn);
  const pause = states.find(({ name }) => name === 'Pause')!;
  expect(pause.exitedAt! - pause.enteredAt).toBeGreaterThanOrEqual(1000);
  expect(pause.exitedAt! - pause.enteredAt).toBeLessThan(1900);
  service.close();
});
