export const notifications = {
  title: 'Notifications',
  intro:
    'By e-mail to {{email}}. You are never told of what you did yourself, nor of customers that you may not see.',
  yours: 'What you are told of',
  everybody: 'For everybody',
  everybodyHelp: 'What members of {{organization}} are told of unless they choose otherwise.',
  asOrganization: 'As the organization has it',
  reset: 'Back to the organization’s',
  resetName: '{{event}}: back to the organization’s',
  none: 'There is nothing yet that your role would be told of.',
  events: {
    contract_ready: 'A contract has been read',
    contract_failed: 'A contract could not be read',
    customer_assigned: 'A customer is assigned to you',
    member_joined: 'Somebody joins the team',
  },
  help: {
    contract_ready: 'You uploaded it, or its customer is yours: it waits for review, or to be confirmed.',
    contract_failed: 'You uploaded it, or its customer is yours.',
    customer_assigned: 'By somebody else. Several at once come in one mail.',
    member_joined: 'They accepted an invitation. For those who manage the team.',
  },
} as const;
