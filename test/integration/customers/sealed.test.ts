/** Personal data of people at customers is sealed in the table (AUD-04), and whole wherever the API shows it. */
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { newAdmin } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';

const system = useSystem();

it('entered, changed and emptied, it is sealed under a few data keys of the tenant, and opened for its members', async () => {
  const session = await newAdmin(system.current.appUrl);
  const { id: tenant } = await session.expect('GET', '/api/v1/organizations/current');
  const { contract } = await session.expect('POST', '/api/v1/contracts', {
    customer: { name: 'Meridian' },
    file_name: 'a.txt',
    content_type: 'text/plain',
    size: 10,
  });
  const customer = contract.customer_id as string;
  const { data } = await session.expect('POST', '/api/v1/stakeholders', {
    stakeholders: [1, 2, 3, 4, 5].map((number) => ({
      customer_id: customer,
      name: `Person ${number}`,
      phone: `+49 30 555 ${number}`,
      email: `person${number}@meridian.example`,
    })),
  });
  expect(data[0]).toMatchObject({ phone: '+49 30 555 1', email: 'person1@meridian.example' });
  const changed = await session.expect('PATCH', `/api/v1/stakeholders/${data[0].id}`, {
    version: data[0].version,
    phone: '+49 30 999',
    email: null,
  });
  expect(changed).toMatchObject({ phone: '+49 30 999', email: null, name: 'Person 1' });
  const { people } = await session.expect('GET', `/api/v1/customers/${customer}`);
  expect(people.map(({ phone }: { phone: string }) => phone).sort()).toEqual([
    '+49 30 555 2',
    '+49 30 555 3',
    '+49 30 555 4',
    '+49 30 555 5',
    '+49 30 999',
  ]);

  const credentials = system.current.principals.sessionFor(
    'arn:aws:iam::000000000000:role/gangway-dev-tenant-read',
    'test',
    { tenant_id: tenant },
  );
  const dynamo = new DynamoDBClient({ endpoint: system.current.awsUrl, region: 'eu-west-1', credentials });
  const { Items = [] } = await dynamo.send(
    new QueryCommand({
      TableName: 'gangway-dev',
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: {
        ':pk': { S: `T#${tenant}#CUSTOMER#${customer}` },
        ':sk': { S: 'STAKEHOLDER#' },
      },
    }),
  );
  expect(Items).toHaveLength(5);
  const text = JSON.stringify(Items);
  for (const plain of ['+49', 'meridian.example']) expect(text).not.toContain(plain);
  const phones = Items.map(({ phone }) => phone?.S ?? '');
  for (const phone of phones) expect(phone).toMatch(/^sealed:1:/);
  // Data keys are kept for a while: one of each function that wrote.
  expect(new Set(phones.map((phone) => phone.split(':')[2])).size).toBeLessThanOrEqual(2);
});
