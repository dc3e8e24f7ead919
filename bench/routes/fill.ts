/** Fills a tenant with copies of one contract, its plan and its customer: whatever of them stands in a list. */
import { ulid } from 'ulid';
import type { System } from '../system.ts';
import { putAll, scanAll } from '../table.ts';

type Attribute = Readonly<Record<string, unknown>>;
type Item = Readonly<Record<string, Attribute>>;

export interface Copy {
  readonly contractId: string;
  readonly customerId: string;
}

/** @returns the ids of the copies. @throws when something is missing that the routes expect of each contract */
export async function copySeed(
  system: System,
  table: string,
  original: Copy,
  count: number,
): Promise<Copy[]> {
  const listed = await listedRecords(system, table, original);
  const copies = Array.from({ length: count }, () => ({ contractId: ulid(), customerId: ulid() }));
  await putAll(
    system,
    table,
    copies.flatMap((copy) => listed.map((item) => renamed(item, original, copy))),
  );
  return copies;
}

/** Records of the original that are in an index. Facts, entitlements and prices are not: they belong to one page. */
async function listedRecords(system: System, table: string, { contractId, customerId }: Copy) {
  const records = (await scanAll(system, {
    TableName: table,
    FilterExpression: 'attribute_exists(gsi1pk) AND (contains(pk, :contract) OR contains(pk, :customer))',
    ExpressionAttributeValues: { ':contract': { S: contractId }, ':customer': { S: customerId } },
  })) as Item[];
  for (const key of ['CONTRACT', 'PLAN', 'CUSTOMER'])
    if (!records.some(({ sk }) => sk?.S === key)) throw new Error(`The original's ${key} is in no list.`);
  return records;
}

const renamed = (item: Item, original: Copy, copy: Copy): Item =>
  JSON.parse(
    JSON.stringify(item)
      .replaceAll(original.contractId, copy.contractId)
      .replaceAll(original.customerId, copy.customerId),
  ) as Item;
