import { count } from '../../shared/analytics/count.ts';
import { defineReaction } from '../../shared/kernel/define.ts';
import { react } from '../../shared/kernel/react.ts';

export const reaction = defineReaction({
  name: 'counters',
  events: ['customer.*', 'contract.*', 'plan.*', 'plan-task.*', 'stakeholder.*', 'member.*'],
  // Two batches of one organization at once would wait for each other's counters.
  fifo: true,
  summary: 'Counts records, for the totals of lists',
  timeout: 30,
  uses: { tenant: ['write'] },
});

export const handler = react(reaction, count);
