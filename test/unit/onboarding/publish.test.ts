/** What publishing writes, against a table that is a Map. */
import { beforeEach, describe, expect, it } from 'vitest';
import { joinStakeholders } from '../../../shared/customers/join-stakeholders.ts';
import { rowWrites } from '../../../shared/customers/publish-rows.ts';
import { asStakeholder } from '../../../shared/customers/stakeholder.ts';
import type { Mention } from '../../../shared/customers/stakeholder-model.ts';
import { systemActor } from '../../../shared/kernel/actor.ts';
import type { Item, TransactItem } from '../../../shared/kernel/records.ts';
import { buildPlan } from '../../../shared/onboarding/build-plan.ts';
import { storedPlan } from '../../../shared/onboarding/plan-record.ts';
import { planWrites } from '../../../shared/onboarding/publish-plan.ts';
import { extraction } from './fixture.ts';

process.env.TABLE_NAME = 'records';
const TENANT = '01JQ3V9N0W8ZC7KXH5T2R4M6PT';
const CUSTOMER = '01JQ3V9N0W8ZC7KXH5T2R4M6PA';
const actor = systemActor(TENANT, 'test', 'request');
const contractOf = (id: string) => ({ id, customer_id: CUSTOMER, customer_name: 'Harbor & Pine' });
const FIRST = '01JQ3V9N0W8ZC7KXH5T2R4M6PB';
const SECOND = '01JQ3V9N0W8ZC7KXH5T2R4M6PC';

let table: Map<string, Item>;
beforeEach(() => {
  table = new Map();
});

const under = (pk: string, sk: string) =>
  [...table.values()].filter((item) => item.pk === `T#${TENANT}#${pk}` && String(item.sk).startsWith(sk));
const rows = (kind: string) => under(`CUSTOMER#${CUSTOMER}`, kind);

function publish(
  changes: Parameters<typeof extraction>[0] = {},
  id = FIRST,
  today = '2026-11-21',
): TransactItem[] {
  const contract = contractOf(id);
  const read = extraction(changes);
  const stakeholders = joinStakeholders(read, rows('STAKEHOLDER#').map(asStakeholder), {
    customerId: CUSTOMER,
    contractId: id,
  });
  const plan = buildPlan({
    extraction: read,
    people: stakeholders,
    customerName: contract.customer_name,
    today,
  });
  const stored = {
    stakeholders: rows('STAKEHOLDER#'),
    entitlements: rows(`ENTITLEMENT#${id}#`),
    prices: rows(`PRICE#${id}#`),
  };
  const writes = [
    ...rowWrites(actor, contract, stored, { extraction: read, stakeholders }),
    ...planWrites(actor, contract, storedPlan(under(`PLAN#${id}`, '')), plan).writes,
  ];
  for (const { Put, Delete } of writes) {
    const key = (Put?.Item ?? Delete?.Key) as Item;
    if (Put) table.set(`${key.pk} ${key.sk}`, Put.Item as Item);
    else table.delete(`${key.pk} ${key.sk}`);
  }
  return writes;
}

describe('publishing', () => {
  it('keeps everything in the tenant’s partitions, the list of a customer in one', () => {
    publish();
    for (const item of table.values())
      for (const [name, value] of Object.entries(item))
        if (/pk$/.test(name)) expect(value).toMatch(new RegExp(`^T#${TENANT}#`));
    expect(rows('STAKEHOLDER#')).toHaveLength(5);
    expect(rows(`ENTITLEMENT#${FIRST}#`).map(({ sk }) => sk)).toEqual([
      `ENTITLEMENT#${FIRST}#000`,
      `ENTITLEMENT#${FIRST}#001`,
    ]);
    expect(rows(`PRICE#${FIRST}#`)[0]).toMatchObject({
      fact_key: 'pricing/0',
      amount: { minor: 4_320_000, currency: 'USD' },
      source: 'contract',
    });
    expect(under(`PLAN#${FIRST}`, 'PLAN')[0]).toMatchObject({
      gsi1pk: `T#${TENANT}#PLANS#active`,
      gsi1sk: FIRST,
      gsi3pk: `T#${TENANT}#CUSTOMER#${CUSTOMER}#PLANS#active`,
    });
  });

  it('a second time writes nothing', () => {
    expect(publish().length).toBeGreaterThan(30);
    expect(publish()).toEqual([]);
  });

  it('after a correction changes and removes only what is no longer so, each while it is as it was read', () => {
    publish();
    const [first] = extraction().entitlements;
    const writes = publish({ entitlements: first ? [{ ...first.value, quantity: 200 }] : [] });
    expect(rows(`ENTITLEMENT#${FIRST}#`)).toHaveLength(1);
    expect(rows(`ENTITLEMENT#${FIRST}#`)[0]).toMatchObject({ quantity: 200, version: 2 });
    expect(rows('STAKEHOLDER#').every(({ version }) => version === 1)).toBe(true);
    for (const { Put, Delete } of writes) expect((Put ?? Delete)?.ConditionExpression).toBeTruthy();
  });

  it('of another contract leaves the first one’s rows, and knows its people', () => {
    publish();
    publish({ entitlements: [], pricing: [] }, SECOND);
    expect(rows(`ENTITLEMENT#${FIRST}#`)).toHaveLength(2);
    expect(rows('STAKEHOLDER#')).toHaveLength(5);
    for (const { mentions } of rows('STAKEHOLDER#'))
      expect((mentions as Mention[]).map(({ contract_id }) => contract_id)).toEqual([FIRST, SECOND]);
    expect(publish({ entitlements: [], pricing: [] }, SECOND)).toEqual([]);
    publish({ stakeholders: [] }, SECOND);
    expect(rows('STAKEHOLDER#')).toHaveLength(5);
    publish({ stakeholders: [] }, FIRST);
    expect(rows('STAKEHOLDER#')).toEqual([]);
  });

  it('leaves people whom somebody edited or archived as they are', () => {
    publish();
    const [edited, archived] = rows('STAKEHOLDER#') as [Item, Item];
    const put = (item: Item) => table.set(`${item.pk} ${item.sk}`, item);
    put({ ...edited, name: 'Another Name', edited: { name: '2026-11-21T10:00:00Z' }, version: 2 });
    put({ ...archived, archived_at: '2026-11-21T10:00:00Z', version: 2 });
    const written = publish().map(({ Put, Delete }) => String(Put?.Item?.sk ?? Delete?.Key?.sk));
    expect(written.filter((sk) => sk.startsWith('STAKEHOLDER#'))).toEqual([]);
    expect(rows('STAKEHOLDER#').find(({ id }) => id === edited.id)?.name).toBe('Another Name');
    publish({ stakeholders: [] });
    expect(
      rows('STAKEHOLDER#')
        .map(({ id }) => id)
        .sort(),
    ).toEqual([edited.id, archived.id].sort());
  });

  it('counts what is done, and goes live on the day that somebody chose', () => {
    publish();
    const [goLive] = under(`PLAN#${FIRST}`, 'TASK#go-live').filter(({ key }) => key === 'go-live') as [Item];
    table.set(`${goLive.pk} ${goLive.sk}`, {
      ...goLive,
      due_date: '2027-06-01',
      status: 'done',
      edited: { due_date: '2026-11-21T10:00:00Z' },
    });
    publish({ serviceLevels: [] });
    expect(under(`PLAN#${FIRST}`, 'PLAN')[0]).toMatchObject({
      go_live_date: '2027-06-01',
      tasks_done: 1,
      version: 2,
    });
  });
});
