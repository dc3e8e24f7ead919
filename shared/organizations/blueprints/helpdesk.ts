import type { BlueprintDefinition } from './definition.ts';

/** Support teams: questions arrive, are answered in time, and become fewer. */
export const HELPDESK: BlueprintDefinition = {
  version: 1,
  name: 'Helpdesk',
  description: 'Tickets with priorities and answer times, for a team that supports its customers.',
  industry_lines: [],
  pipelines: [
    {
      key: 'tickets',
      name: 'Tickets',
      subject: 'ticket',
      statuses: [
        { key: 'new', name: 'New', category: 'open' },
        { key: 'open', name: 'Open', category: 'open' },
        { key: 'pending', name: 'Waiting for the customer', category: 'open' },
        { key: 'on_hold', name: 'On hold', category: 'open' },
        { key: 'solved', name: 'Solved', category: 'won' },
        { key: 'closed', name: 'Closed', category: 'won' },
      ],
    },
  ],
  fields: [
    {
      key: 'support_plan',
      label: 'Support plan',
      entity: 'customer',
      type: 'select',
      options: ['Basic', 'Business', 'Premium'],
    },
    { key: 'time_zone', label: 'Time zone', entity: 'customer', type: 'text' },
    { key: 'answer_hours', label: 'First answer within (hours)', entity: 'contract', type: 'number' },
  ],
  picklists: [
    { key: 'priorities', name: 'Priorities', values: ['Urgent', 'High', 'Normal', 'Low'] },
    { key: 'kinds', name: 'Kinds of tickets', values: ['Question', 'Incident', 'Problem', 'Task'] },
    { key: 'lead_sources', name: 'Channels', values: ['E-mail', 'Portal', 'Chat', 'Phone', 'API'] },
  ],
  templates: [
    {
      key: 'received',
      name: 'Received',
      subject: '[{{number}}] We have your question',
      body: 'Dear {{name}},\n\nwe answer by {{answer_by}}. Reply to this mail to add something.\n\n{{sender}}',
    },
    {
      key: 'solved',
      name: 'Solved',
      subject: '[{{number}}] Solved?',
      body: 'Dear {{name}},\n\nwe think this is solved. Reply if it is not; otherwise we close it in three days.\n\n{{sender}}',
    },
  ],
};
