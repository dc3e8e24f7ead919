import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { getItem } from '../../shared/kernel/records.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { organizationKey } from '../../shared/organizations/organization.ts';
import { presetsOf } from '../../shared/team/presets.ts';
import { isPicklist, PICKLISTS, preferredLanguage } from '../../shared/workspace/picklists.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/metadata/{picklist}',
  aliases: ['/metadata/{picklist}'],
  summary: 'A list to choose from (WS-08)',
  description: `One of ${Object.keys(PICKLISTS).join(', ')}, and roles: those of the organization’s blueprint. Labels follow \`Accept-Language\`: English or German.`,
  access: { permission: 'organization:read' },
  params: z.object({ picklist: z.string().max(40) }),
  responses: {
    200: {
      description: 'The entries, in the order in which they are offered',
      schema: z.array(z.object({ value: z.string(), label: z.string() })),
    },
  },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor, params, header }) => {
  const { picklist } = params;
  if (isPicklist(picklist)) return ok(PICKLISTS[picklist](preferredLanguage(header('accept-language'))));
  if (picklist !== 'roles') throw notFound();
  const organization = await getItem(actor, organizationKey(actor));
  const presets = presetsOf(String(organization?.blueprint));
  return ok(presets.map(({ key, name }) => ({ value: key, label: name })));
});
