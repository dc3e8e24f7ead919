import { defineReaction } from '../../shared/kernel/define.ts';
import { react } from '../../shared/kernel/react.ts';
import { summarize } from '../../shared/platform/summarize.ts';

export const reaction = defineReaction({
  name: 'fleet',
  events: ['organization.*', 'member.*', 'customer.*', 'contract.*', 'plan.*', 'provisioning.*', 'setup.*'],
  // Two batches of one organization at once would wait for each other's figures.
  fifo: true,
  summary: 'Keeps what the platform knows of organizations',
  timeout: 30,
  uses: { tenant: ['summarize'] },
});

export const handler = react(reaction, summarize);
