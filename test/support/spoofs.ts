/** What a request may say of itself to be taken for another organization's. */
import { request } from 'node:http';

/** By which names an organization might be asked for. */
export const TENANT_NAMES = ['tenant_id', 'tenantId', 'organization_id', 'organizationId', 'org_id'] as const;

export function claims(tenant = '') {
  const members = Object.fromEntries(TENANT_NAMES.map((name) => [name, tenant]));
  return {
    members,
    query: new URLSearchParams(members).toString(),
    headers: {
      ...Object.fromEntries(
        ['x-tenant-id', 'x-organization-id', 'x-org-id', 'x-amzn-tenant-id'].map((name) => [name, tenant]),
      ),
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': `${tenant}.example`,
      'x-original-url': `/api/v1/organizations/${tenant}`,
      'x-rewrite-url': `/api/v1/organizations/${tenant}`,
      'x-http-method-override': 'DELETE',
      // As the gateway describes who is asking.
      'x-amzn-request-context': JSON.stringify({ authorizer: { lambda: { tenant_id: tenant } } }),
      'x-amz-security-token': tenant,
      'x-user-id': tenant,
    },
  };
}

/** A GET with headers as they are, the same one more than once. @returns the status, and the id that was answered */
export const twice = (url: URL, headers: readonly string[]) =>
  new Promise<{ readonly status: number; readonly id?: string }>((resolve, reject) => {
    const call = request(url, { headers: ['host', url.host, ...headers] }, async (response) => {
      const text = (await response.toArray()).join('');
      const body = text.startsWith('{') ? (JSON.parse(text) as { id?: string }) : {};
      resolve({ status: response.statusCode ?? 0, ...(body.id && { id: body.id }) });
    });
    call.on('error', reject);
    call.end();
  });
