/**
 * Misuse that the compiler must refuse. Each line below is an error today; should one of them compile, `tsc` reports
 * the directive above it as unused and the check fails.
 */
import type { Actor, TenantId } from '../../../shared/kernel/actor.ts';
import { secondary } from '../../../shared/kernel/entity.ts';
import { fileKey } from '../../../shared/kernel/file-key.ts';
import { readFile } from '../../../shared/kernel/files.ts';
import type { Permission } from '../../../shared/kernel/permissions.ts';
import { getItem } from '../../../shared/kernel/records.ts';
import { tenantCredentials } from '../../../shared/kernel/tenant-credentials.ts';

// @ts-expect-error: a tenant's id is verified, not written
export const tenant: TenantId = '01JQ3V9N0W8ZC7KXH5T2R4M6PA';

// @ts-expect-error: an actor is made from a verified credential, not from its parts
export const actor: Actor = {
  tenantId: tenant,
  id: 'x',
  kind: 'user',
  requestId: 'r',
  grants: new Map(),
};

// @ts-expect-error: no record without an actor
export const record = getItem('01JQ3V9N0W8ZC7KXH5T2R4M6PA', {});

// @ts-expect-error: no credentials without an actor
export const credentials = tenantCredentials({ tenantId: '01JQ3V9N0W8ZC7KXH5T2R4M6PA' }, 'read');

// @ts-expect-error: no file key without an actor
export const key = fileKey('01JQ3V9N0W8ZC7KXH5T2R4M6PA', 'contracts');

// @ts-expect-error: no access that is not one of the roles
export const everything = tenantCredentials(actor, 'admin');

// @ts-expect-error: no file without an actor
export const file = readFile(undefined, 'T/x/contracts/y/original');

// @ts-expect-error: every index's partition begins with the tenant
export const index = secondary('gsi1', ['slug'], `ORGS#\${slug}`, [], 'ORG');

// @ts-expect-error: no permission that is not in the vocabulary
export const permission: Permission = 'customer:raed';
