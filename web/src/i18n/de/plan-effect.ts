import type { planEffect as en } from '../en/plan-effect.ts';
import type { Translated } from '../translated.ts';

export const planEffect: Translated<typeof en> = {
  title: 'Im Plan, wenn Sie bestätigen',
  unchanged: 'Der Plan bleibt mit dem, was Sie entschieden haben, wie er ist.',
  added: 'Neu: {{task}}, fällig {{date}}',
  removed: 'Entfällt: {{task}}',
  moved: '{{task}}: fällig {{to}} statt {{from}}',
  changed: 'Geändert: {{task}}',
  more_one: 'und {{count, number}} weitere',
  more_other: 'und {{count, number}} weitere',
};
