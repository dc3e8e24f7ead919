import { LAMBDA } from './machine.ts';

const task = (more: object) => ({ Type: 'Task', Resource: LAMBDA, ...more });

/** Five states of five kinds: a task, a wait, branches, a loop over items, a task. */
export const crashMachine = {
  StartAt: 'Read',
  States: {
    Read: task({ ResultPath: '$.read', Next: 'Pause' }),
    Pause: { Type: 'Wait', Seconds: 1, Next: 'Split' },
    Split: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Left', States: { Left: task({ End: true }) } },
        { StartAt: 'Right', States: { Right: task({ End: true }) } },
      ],
      ResultPath: '$.split',
      Next: 'Each',
    },
    Each: {
      Type: 'Map',
      ItemsPath: '$.split',
      MaxConcurrency: 1,
      ItemProcessor: { StartAt: 'Item', States: { Item: task({ End: true }) } },
      ResultPath: '$.each',
      Next: 'Write',
    },
    Write: task({ ResultPath: '$.write', End: true }),
  },
};
