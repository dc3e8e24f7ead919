/** Ten thousand organizations, as creating them would have left them: an entry each in the directory, and its head. */
import { marshall } from '@aws-sdk/util-dynamodb';
import { ulid } from 'ulid';
import type { System } from '../system.ts';
import { putAll } from '../table.ts';

const AT_A_TIME = 500;

function organization(index: number): object[] {
  const [tenant_id, account, at] = [ulid(), `filler-${index}`, new Date().toISOString()];
  // Without a cause no change is told of: what is measured is the table, not the reactions to ten thousand events.
  const stamps = {
    version: 1,
    created_at: at,
    created_by: account,
    updated_at: at,
    updated_by: account,
  };
  const name = `Filler ${index}`;
  const slug = `filler-${index}`;
  return [
    { pk: `DIR#SLUG#${slug}`, sk: 'DIR', tenant_id },
    { pk: `DIR#USER#${account}`, sk: 'DIR', tenant_id, role: 'admin', status: 'active' },
    { pk: `DIR#TENANT#${tenant_id}`, sk: 'DIR', status: 'active', blueprint: 'customer-success', roles: {} },
    {
      pk: `T#${tenant_id}#ORG`,
      sk: 'ORG',
      __edb_e__: 'organization',
      __edb_v__: '1',
      tenant_id,
      name,
      slug,
      blueprint: 'customer-success',
      ai_enabled: false,
      ...stamps,
    },
    {
      pk: `T#${tenant_id}#ORG`,
      sk: `MEMBER#${account}`,
      __edb_e__: 'member',
      __edb_v__: '1',
      tenant_id,
      id: account,
      email: `${account}@example.com`,
      name,
      role: 'admin',
      status: 'active',
      ...stamps,
    },
  ];
}

export async function fillOrganizations(system: System, table: string, count: number): Promise<void> {
  for (let start = 0; start < count; start += AT_A_TIME) {
    const length = Math.min(AT_A_TIME, count - start);
    const items = Array.from({ length }, (_, index) => organization(start + index)).flat();
    await putAll(
      system,
      table,
      items.map((item) => marshall(item)),
    );
  }
}
