import { expect, it } from 'vitest';
import { chooseTasks, type ListedTask } from '../../../shared/analytics/dashboard-tasks.ts';

const task = (key: string, due_date: string, more: Partial<ListedTask> = {}): ListedTask => ({
  plan_id: 'p',
  key,
  order: 1,
  phase: 'kickoff',
  title: key,
  description: '',
  owner: { side: 'provider', role: 'success_manager', stakeholder_id: null, name: null },
  duration_days: 1,
  start_date: due_date,
  due_date,
  depends_on: [],
  source: { fact_key: null, template_key: 't', reason: 'r' },
  status: 'todo',
  origin: 'template',
  edited: {},
  version: 1,
  ...more,
});
const owned = (name: string) => ({
  owner: { side: 'provider' as const, role: 'technical' as const, stakeholder_id: null, name },
});
const choose = (tasks: readonly ListedTask[], person = 'Ada Lovelace', shown = 8) =>
  chooseTasks(tasks, { person, day: '2027-03-10', shown });
const keys = (choice: { readonly tasks: readonly { key: string }[] }) => choice.tasks.map(({ key }) => key);

it('what is due on the day itself is not overdue', () => {
  const { overdue, upcoming } = choose([task('a', '2027-03-09'), task('b', '2027-03-10')]);
  expect([keys(overdue), keys(upcoming)]).toEqual([['a'], ['b']]);
});

it('one’s own come first, then the day they are due; all are counted, few are shown', () => {
  const tasks = ['11', '12', '13', '14'].map((day) => task(day, `2027-03-${day}`));
  const { upcoming } = choose([...tasks, task('mine', '2027-03-20', owned('ADA  lovelace'))], undefined, 3);
  expect(keys(upcoming)).toEqual(['mine', '11', '12']);
  expect(upcoming.count).toBe(5);
});

it('a name that merely contains one’s own is somebody else, and nobody’s name owns nothing', () => {
  const tasks = [task('a', '2027-03-11', owned('Ada Lovelace-Byron')), task('b', '2027-03-12', owned(''))];
  expect(choose(tasks).upcoming.tasks.map(({ mine }) => mine)).toEqual([false, false]);
  expect(choose(tasks, '').upcoming.tasks.map(({ mine }) => mine)).toEqual([false, false]);
});

it('what waits for an open task of its own plan is overdue, but nobody’s next task', () => {
  const { overdue, upcoming } = choose([
    task('first', '2027-03-01'),
    task('late', '2027-03-05', { depends_on: ['first'] }),
    task('next', '2027-03-12', { depends_on: ['first'] }),
    task('free', '2027-03-13', { depends_on: ['done long ago'] }),
    task('elsewhere', '2027-03-14', { plan_id: 'q', depends_on: ['first'] }),
  ]);
  expect(overdue.tasks.map(({ key, waits }) => [key, waits])).toEqual([
    ['first', false],
    ['late', true],
  ]);
  expect(keys(upcoming)).toEqual(['free', 'elsewhere']);
});

it('what is due in years is not next, unless nothing else is', () => {
  const years = [task('renewal', '2029-11-02'), task('end', '2030-03-01')];
  expect(keys(choose([task('soon', '2027-04-30'), ...years]).upcoming)).toEqual(['soon']);
  expect(keys(choose(years).upcoming)).toEqual(['renewal']);
});
