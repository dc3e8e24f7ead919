import { StakeholderParams, stakeholderKey, stakeholderPatch } from '../../shared/customers/stakeholder.ts';
import { StakeholderChanges } from '../../shared/customers/stakeholder-input.ts';
import type { EditableField } from '../../shared/customers/stakeholder-model.ts';
import { StakeholderBody } from '../../shared/customers/stakeholder-schema.ts';
import { stakeholderView } from '../../shared/customers/stakeholder-view.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { notFound, versionConflict } from '../../shared/kernel/problem.ts';
import { conditionFailed, getItem, table, updateItem } from '../../shared/kernel/records.ts';
import { Version } from '../../shared/kernel/schema.ts';
import { sealChanges } from '../../shared/kernel/sealed-fields.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { now } from '../../shared/kernel/time.ts';

export const route = defineRoute({
  method: 'PATCH',
  path: '/api/v1/stakeholders/{id}',
  summary: 'Change a person; contracts that are read again leave these fields alone (CON-07)',
  access: { permission: 'stakeholder:write' },
  reach: { customer: 'params.id' },
  params: StakeholderParams,
  body: StakeholderChanges.extend({ version: Version })
    .strict()
    .refine((body) => Object.keys(body).length > 1, 'name at least one field to change'),
  responses: {
    200: { description: 'The person', schema: StakeholderBody },
    409: { description: '`version_conflict`' },
  },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, params, body }) => {
  const { version, ...changes } = body;
  const at = now();
  const fields = Object.keys(changes) as EditableField[];
  const set = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== null));
  const cleared = fields.filter((field) => changes[field as keyof typeof changes] === null);
  const patch = stakeholderPatch(actor, params.id, {
    ...(await sealChanges(actor, 'stakeholder', stakeholderKey(actor, params.id).Key, set)),
    ...(changes.influence && { influence_reason: 'Entered by a person.' }),
    edited_by: actor.id,
    edited_at: at,
  });
  // electrodb: conditions come last.
  const request = (cleared.length > 0 ? patch.remove(cleared as never) : patch)
    .data(({ edited }, operation) => {
      for (const field of fields) operation.set(edited[field], at);
    })
    .where(
      (person, { eq, notExists }) => `${eq(person.version, version)} AND ${notExists(person.archived_at)}`,
    )
    .params(table());
  try {
    return ok(stakeholderView(await updateItem(actor, request)));
  } catch (error) {
    if (!conditionFailed(error)) throw error;
    const current = await getItem(actor, stakeholderKey(actor, params.id));
    if (!current || current.archived_at) throw notFound();
    throw versionConflict('stakeholder', Number(current.version));
  }
});
