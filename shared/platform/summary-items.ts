/** How an organization's head and its newest attempt at setting up stand in the fleet's lists. */
import { fold } from '../kernel/fold.ts';
import { type Item, type TransactItem, table } from '../kernel/records.ts';
import { planOf } from '../organizations/plans.ts';
import { statusOf } from './figures.ts';
import { LISTS, runsOf, SUMMARY, summaryPartition } from './keys.ts';

/** As names are compared: without case and accents. */
export const nameKey = (name: string) => fold(name).replace(/\s+/g, ' ').trim();

/** Writes the head over an older one; the figures beside it stay. */
export function headWrite(tenantId: string, image: Item): TransactItem {
  const name = String(image.name);
  const slug = String(image.slug);
  const plan = planOf(image.plan).key;
  const blueprint = String(image.blueprint);
  const status = statusOf(image);
  const byName = `${nameKey(name)}#${tenantId}`;
  const { suspension, deletion } = image as {
    suspension?: { since: string; reason: string };
    deletion?: { due_at: string };
  };
  const set: Item = {
    name,
    name_key: nameKey(name),
    slug,
    plan,
    blueprint,
    status,
    created_at: image.created_at,
    updated_at: image.updated_at,
    version: image.version,
    gsi1pk: LISTS.all,
    gsi1sk: byName,
    gsi2pk: LISTS.status(status),
    gsi2sk: byName,
    gsi3pk: LISTS.plan(plan),
    gsi3sk: byName,
    gsi4pk: LISTS.blueprint(blueprint),
    gsi4sk: byName,
    gsi5pk: LISTS.slugs,
    gsi5sk: slug,
    ...(suspension && { suspension }),
    ...(deletion && { deletes_at: deletion.due_at }),
  };
  const gone = [...(suspension ? [] : ['suspension']), ...(deletion ? [] : ['deletes_at'])];
  const entries = Object.entries(set);
  return {
    Update: {
      TableName: table().table,
      Key: { pk: summaryPartition(tenantId), sk: SUMMARY },
      UpdateExpression: `SET ${entries.map((_, index) => `#s${index} = :s${index}`).join(', ')}${
        gone.length > 0 ? ` REMOVE ${gone.map((_, index) => `#r${index}`).join(', ')}` : ''
      }`,
      ConditionExpression: 'attribute_not_exists(#version) OR #version < :version',
      ExpressionAttributeNames: Object.fromEntries([
        ...entries.map(([attribute], index) => [`#s${index}`, attribute]),
        ...gone.map((attribute, index) => [`#r${index}`, attribute]),
        ['#version', 'version'],
      ]),
      ExpressionAttributeValues: Object.fromEntries([
        ...entries.map(([, value], index) => [`:s${index}`, value]),
        [':version', image.version],
      ]),
    },
  };
}

/** The newest attempt, in the list of those of its status. */
export const runItem = (image: Item): Item => ({
  attempt: image.id,
  kind: image.kind,
  status: image.status,
  steps: image.steps,
  created_at: image.created_at,
  ...(image.ended_at !== undefined && { ended_at: image.ended_at }),
  gsi1pk: runsOf(String(image.status)),
  gsi1sk: `${String(image.created_at)}#${String(image.tenant_id)}`,
});

/** The head as the change stream will soon have written it: who changed something sees it at once. */
export const changedHead = (head: Item, organization: Item): Item => ({
  ...head,
  plan: planOf(organization.plan).key,
  status: statusOf(organization),
  suspension: organization.suspension,
  version: organization.version,
});
