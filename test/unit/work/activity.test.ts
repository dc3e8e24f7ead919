import { describe, expect, it } from 'vitest';
import {
  contractActivity,
  newestFirst,
  personActivity,
  planActivity,
  taskActivity,
} from '../../../shared/work/activity.ts';

const contract = {
  id: 'c1',
  customer_id: 'k1',
  customer_name: 'Meridian Freight LLC',
  file_name: 'a.pdf',
  status: 'processing',
  stages: {},
  created_at: '2027-03-01T10:00:00.000Z',
  created_by: 'ada',
  updated_at: '2027-03-01T10:00:09.000Z',
};
const types = (activities: readonly { type: string }[]) => activities.map(({ type }) => type);

describe('a contract', () => {
  it('that waits for its file has not happened yet', () => {
    expect(contractActivity({ ...contract, status: 'awaiting_upload' })).toEqual([]);
  });

  it('was uploaded by a person, read by the system, confirmed and archived by a person', () => {
    const told = contractActivity({
      ...contract,
      status: 'confirmed',
      document_name: 'Order Form',
      facts: 17,
      stages: { inspect: '2027-03-01T10:00:01.000Z', done: '2027-03-01T10:00:05.000Z' },
      confirmed_at: '2027-03-01T11:00:00.000Z',
      confirmed_by: 'grace',
      archived_at: '2027-03-02T11:00:00.000Z',
      archived_by: 'ada',
    });
    expect(told.map(({ type, by, count }) => [type, by, count])).toEqual([
      ['contract_uploaded', 'ada', null],
      ['contract_read', null, 17],
      ['contract_confirmed', 'grace', null],
      ['contract_archived', 'ada', null],
    ]);
    expect(told[0]).toMatchObject({ subject: 'Order Form', contract_id: 'c1', customer_id: 'k1' });
  });

  it('that failed says why; an older failure of one that was read since is not told', () => {
    const failure = { code: 'damaged', message: 'This file is damaged.' };
    expect(contractActivity({ ...contract, status: 'failed', failure })).toMatchObject([
      { type: 'contract_failed', subject: 'This file is damaged.', at: contract.updated_at },
    ]);
    expect(contractActivity({ ...contract, status: 'ready', failure })).toEqual([]);
  });
});

describe('a person', () => {
  const person = {
    id: `${'K'.repeat(26)}-p`,
    name: 'Renata Okafor',
    source: 'contract',
    version: 1,
    created_at: '2027-03-01T10:00:05.000Z',
    created_by: 'system:publish',
  };

  it('of a contract was added by the system', () => {
    expect(personActivity(person)).toMatchObject([
      { type: 'person_added', by: null, customer_id: 'K'.repeat(26) },
    ]);
  });

  it('entered by hand was added and not also changed, until somebody changes them', () => {
    const entered = {
      ...person,
      source: 'person',
      created_by: 'ada',
      edited_at: person.created_at,
      edited_by: 'ada',
    };
    expect(types(personActivity(entered))).toEqual(['person_added']);
    const changed = { ...entered, version: 2, edited_at: '2027-03-02T10:00:00.000Z', edited_by: 'grace' };
    expect(personActivity(changed).map(({ type, by }) => [type, by])).toEqual([
      ['person_added', 'ada'],
      ['person_changed', 'grace'],
    ]);
    const gone = { ...changed, archived_at: '2027-03-03T10:00:00.000Z', archived_by: 'ada' };
    expect(types(personActivity(gone)).at(-1)).toBe('person_archived');
  });
});

it('a task that is not done has not happened; a done one names its customer where the plan is at hand', () => {
  const task = { plan_id: 'p1', key: 'kickoff', title: 'Hold the kick-off meeting' };
  const done = { ...task, completed_at: '2027-03-03T10:00:00.000Z', completed_by: 'ada' };
  const plan = { id: 'p1', customer_id: 'k1', customer_name: 'Meridian', contract_id: 'p1', name: 'Plan' };
  expect(taskActivity(task, plan)).toEqual([]);
  expect(taskActivity(done, undefined)).toMatchObject([{ plan_id: 'p1', customer_id: null }]);
  expect(taskActivity(done, plan)).toMatchObject([{ plan_id: 'p1', customer_id: 'k1', by: 'ada' }]);
});

it('the newest comes first, and one moment has one order', () => {
  const plan = { id: 'p', customer_id: 'k', customer_name: 'M', contract_id: 'p', name: 'Plan' };
  const at = (id: string, created_at: string) => planActivity({ ...plan, id, created_at });
  const activities = [...at('a', '2027-01-01'), ...at('b', '2027-01-02'), ...at('c', '2027-01-01')];
  const ids = (list: typeof activities) => newestFirst(list).map(({ id }) => id[0]);
  expect(ids(activities)).toEqual(['b', 'c', 'a']);
  expect(ids(activities.toReversed())).toEqual(['b', 'c', 'a']);
});
