/** What a correction does to the plan. */
export const planEffect = {
  title: 'In the plan, when you confirm',
  unchanged: 'The plan stays as it is with what you decided.',
  added: 'New: {{task}}, due {{date}}',
  removed: 'Gone: {{task}}',
  moved: '{{task}}: due {{to}} instead of {{from}}',
  changed: 'Changed: {{task}}',
  more_one: 'and {{count, number}} more',
  more_other: 'and {{count, number}} more',
};
