import { defineReaction } from '../../shared/kernel/define.ts';
import { react } from '../../shared/kernel/react.ts';
import { notify } from '../../shared/workspace/notify.ts';
import { TOLD_EVENTS } from '../../shared/workspace/occasions.ts';

/** Marks of who was told, by event, bear duplicates; no event depends on another's. */
export const reaction = defineReaction({
  name: 'notify',
  events: TOLD_EVENTS,
  summary: 'Tells members by mail what happened to their records',
  uses: { tenant: ['read', 'write'], directory: ['TENANT', 'PROFILE'], mail: true },
});

export const handler = react(reaction, notify);
