import { Entity, Service } from 'electrodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Harness, start } from './harness.ts';

let h: Harness;
beforeAll(async () => {
  h = await start();
  await h.createTable();
});
afterAll(() => h.end());

function model() {
  const customers = new Entity(
    {
      model: { entity: 'customer', version: '1', service: 'crm' },
      attributes: {
        tenant: { type: 'string', required: true },
        id: { type: 'string', required: true },
        name: { type: 'string', required: true },
        visits: { type: 'number', default: 0 },
        tags: { type: 'list', items: { type: 'string' } },
      },
      indexes: {
        byId: { pk: { field: 'pk', composite: ['tenant'] }, sk: { field: 'sk', composite: ['id'] } },
        byName: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['tenant'] },
          sk: { field: 'gsi1sk', composite: ['name'] },
        },
      },
    },
    { client: h.client, table: 'records' },
  );
  return { customers, service: new Service({ customers }) };
}

test('an electrodb entity can be created, changed, found and written in transactions', async () => {
  const { customers, service } = model();
  await customers.create({ tenant: 't1', id: '1', name: 'Berta' }).go();
  await customers.create({ tenant: 't1', id: '2', name: 'Anton', tags: ['new'] }).go();
  await expect(customers.create({ tenant: 't1', id: '1', name: 'Twice' }).go()).rejects.toThrow(
    'conditional',
  );

  const updated = await customers
    .update({ tenant: 't1', id: '1' })
    .set({ name: 'Carla' })
    .add({ visits: 2 })
    .where(({ name }, { eq }) => eq(name, 'Berta'))
    .go({ response: 'all_new' });
  expect(updated.data).toMatchObject({ name: 'Carla', visits: 2 });
  expect((await customers.get({ tenant: 't1', id: '1' }).go()).data).toEqual({
    tenant: 't1',
    id: '1',
    name: 'Carla',
    visits: 2,
  });

  const byName = await customers.query.byName({ tenant: 't1' }).go({ limit: 1 });
  expect(byName.data.map(({ name }) => name)).toEqual(['Anton']);
  const next = await customers.query.byName({ tenant: 't1' }).go({ cursor: byName.cursor });
  expect(next.data.map(({ name }) => name)).toEqual(['Carla']);

  const committed = await service.transaction
    .write(({ customers }) => [
      customers.create({ tenant: 't1', id: '3', name: 'Dora' }).commit(),
      customers
        .patch({ tenant: 't1', id: '2' })
        .append({ tags: ['moved'] })
        .commit(),
      customers
        .check({ tenant: 't1', id: '1' })
        .where(({ visits }, { eq }) => eq(visits, 2))
        .commit(),
    ])
    .go();
  expect(committed.canceled).toBe(false);
  const refused = await service.transaction
    .write(({ customers }) => [
      customers.remove({ tenant: 't1', id: '2' }).commit(),
      customers.create({ tenant: 't1', id: '3', name: 'Twice' }).commit({ response: 'all_old' }),
    ])
    .go();
  expect(refused.canceled).toBe(true);
  expect(refused.data.map(({ code }) => code)).toEqual(['None', 'ConditionalCheckFailed']);
  const read = await service.transaction
    .get(({ customers }) => [customers.get({ tenant: 't1', id: '2' }).commit()])
    .go();
  expect(read.data[0]?.item).toMatchObject({ tags: ['new', 'moved'] });
});
