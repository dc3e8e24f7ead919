/** Everything that there is in the local table and bucket, for tests that something is gone. */
import { ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { ulid } from 'ulid';
import type { System } from './runtime.ts';

const TABLE = 'gangway-dev';
const BUCKET = 'gangway-dev-files-000000000000-eu-west-1';
const NOBODY = { roleArn: '', roleName: 'test', arn: '', account: '000000000000', tags: {} };

/** Past the gateway: no permission of the product allows a Scan. */
export async function allRecords(system: System): Promise<object[]> {
  const records: object[] = [];
  let last: unknown;
  do {
    const { body } = await system.dynamodb.handle({
      service: 'dynamodb',
      operation: 'Scan',
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: {},
      body: Buffer.alloc(0),
      input: { TableName: TABLE, ...(last !== undefined && { ExclusiveStartKey: last }) },
      principal: NOBODY,
      requestId: ulid(),
    });
    const page = JSON.parse(String(body)) as { Items: object[]; LastEvaluatedKey?: unknown };
    records.push(...page.Items);
    last = page.LastEvaluatedKey;
  } while (last !== undefined);
  return records;
}

/** `key version` of every version of a tenant's files, deletions included. @param prefix `T/<tenant>/` */
export async function allFileVersions(system: System, prefix: string): Promise<string[]> {
  const role = 'arn:aws:iam::000000000000:role/gangway-dev-tenant-erase';
  const credentials = system.principals.sessionFor(role, 'test', { tenant_id: prefix.split('/')[1] ?? '' });
  const s3 = new S3Client({ endpoint: system.awsUrl, region: 'eu-west-1', credentials });
  const { Versions = [], DeleteMarkers = [] } = await s3.send(
    new ListObjectVersionsCommand({ Bucket: BUCKET, Prefix: prefix }),
  );
  return [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => `${Key} ${VersionId}`);
}
