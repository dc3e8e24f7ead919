import { append } from '../../shared/audit/append.ts';
import { defineReaction } from '../../shared/kernel/define.ts';
import { react } from '../../shared/kernel/react.ts';

export const reaction = defineReaction({
  name: 'audit',
  events: ['*'],
  fifo: true,
  summary: 'Enters every change of a record into the audit log (AUD-01, TEAM-24)',
  timeout: 30,
  uses: { tenant: ['read', 'audit'], auditRetention: true },
});

export const handler = react(reaction, append);
