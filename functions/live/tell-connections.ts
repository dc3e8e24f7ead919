import { defineReaction } from '../../shared/kernel/define.ts';
import { react } from '../../shared/kernel/react.ts';
import { EVENTS } from '../../shared/live/changes.ts';
import { tell } from '../../shared/live/tell.ts';

export const reaction = defineReaction({
  name: 'sockets',
  events: EVENTS,
  summary: 'Tells open sockets which records changed',
  timeout: 30,
  uses: { tenant: ['read', 'connect'], directory: ['USER', 'TENANT'], ledger: ['SESSION'], sockets: true },
});

export const handler = react(reaction, tell);
