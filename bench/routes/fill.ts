/** Fills a tenant with copies of one contract and its customer: whatever of them stands in a list. */
import { ulid } from 'ulid';
import type { System } from '../system.ts';
import { operation, putAll } from '../table.ts';

type Attribute = Readonly<Record<string, unknown>>;
type Item = Readonly<Record<string, Attribute>>;

export interface Seed {
  readonly table: string;
  readonly contractId: string;
  readonly customerId: string;
}

export interface Copy {
  readonly contractId: string;
  readonly customerId: string;
}

/** @returns the ids of the copies */
export async function copySeed(system: System, seed: Seed, count: number): Promise<Copy[]> {
  const listed = await listedRecords(system, seed);
  if (listed.length === 0) throw new Error('The seed stands in no list.');
  const copies = Array.from({ length: count }, () => ({ contractId: ulid(), customerId: ulid() }));
  const items = copies.flatMap((copy) => listed.map((item) => renamed(item, seed, copy)));
  await putAll(system, seed.table, items);
  return copies;
}

/** Records of the seed that are in an index. Facts, tasks and prices are not: they belong to one page. */
async function listedRecords(system: System, { table, contractId, customerId }: Seed): Promise<Item[]> {
  const { Items } = await operation(system, 'Scan', {
    TableName: table,
    FilterExpression: 'attribute_exists(gsi1pk) AND (contains(pk, :contract) OR contains(pk, :customer))',
    ExpressionAttributeValues: { ':contract': { S: contractId }, ':customer': { S: customerId } },
  });
  return Items as Item[];
}

const renamed = (item: Item, seed: Seed, copy: Copy): Item =>
  JSON.parse(
    JSON.stringify(item)
      .replaceAll(seed.contractId, copy.contractId)
      .replaceAll(seed.customerId, copy.customerId),
  ) as Item;
