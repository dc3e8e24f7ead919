import { defineReaction } from '../../shared/kernel/define.ts';
import { react } from '../../shared/kernel/react.ts';
import { indexEvents } from '../../shared/work/search/index-events.ts';

export const reaction = defineReaction({
  name: 'search',
  events: ['customer.*', 'contract.*', 'plan.*', 'plan-task.*', 'stakeholder.*'],
  summary: 'Keeps the index that the command palette searches',
  timeout: 30,
  uses: { tenant: ['write'] },
});

export const handler = react(reaction, indexEvents);
