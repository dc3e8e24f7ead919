/** What record events change about an organization's figures and the sums over all organizations (PLT-01, OPS-09). */
import type { RecordEvent } from '../kernel/record-event.ts';
import type { Item } from '../kernel/records.ts';
import { SETUP_STEPS } from '../organizations/setup.ts';

type Delta = Map<string, number>;

/** In which figures of its organization a record stands, and with how much. */
const FIGURES: Readonly<Record<string, (image: Item) => Readonly<Record<string, number>>>> = {
  member: ({ archived_at }) => ({ members: archived_at ? 0 : 1 }),
  customer: () => ({ customers: 1 }),
  contract: ({ shelf, object_version, size }) => ({
    contracts: shelf === 'active' ? 1 : 0,
    // Files of archived contracts are kept, too.
    storage_bytes: object_version === undefined ? 0 : Number(size ?? 0),
  }),
};

export type OrganizationStatus = 'active' | 'suspended' | 'deleting';

export const statusOf = ({ suspension, deletion }: Item): OrganizationStatus =>
  deletion ? 'deleting' : suspension ? 'suspended' : 'active';

/** Upper limits in seconds, for how long setting up took (ORG-29: two minutes). */
export const RUN_SECONDS = [5, 10, 30, 60, 120] as const;

export const secondsOf = ({ created_at, ended_at }: Item): number | undefined =>
  typeof ended_at === 'string'
    ? Math.max(0, (Date.parse(ended_at) - Date.parse(String(created_at))) / 1000)
    : undefined;

/** In which sums over all organizations a record stands, and with how much. */
const SUMS: Readonly<Record<string, (image: Item) => Readonly<Record<string, number>>>> = {
  organization: (image) => ({
    organizations: 1,
    [`status#${statusOf(image)}`]: 1,
    [`plan#${String(image.plan)}`]: 1,
    [`blueprint#${String(image.blueprint)}`]: 1,
  }),
  setup: (image) =>
    Object.fromEntries(SETUP_STEPS.map((step) => [`setup#${step}`, image[step] === undefined ? 0 : 1])),
  provisioning: (image) => {
    const seconds = image.status === 'succeeded' ? secondsOf(image) : undefined;
    const limit = RUN_SECONDS.find((most) => (seconds ?? 0) <= most) ?? 'more';
    return {
      [`runs#${String(image.status)}`]: 1,
      ...(seconds !== undefined && { runs_seconds: seconds, [`within#${limit}`]: 1 }),
    };
  },
};

/** What does not go down again when the organization is gone: what happened, happened. */
const LASTING = new Set(['setup', 'provisioning']);

function difference(
  of: ((image: Item) => Readonly<Record<string, number>>) | undefined,
  before: Item | null,
  after: Item | null,
): Delta {
  const delta: Delta = new Map();
  if (!of) return delta;
  const add = (image: Item | null, sign: number) => {
    for (const [name, amount] of image ? Object.entries(of(image)) : [])
      delta.set(name, (delta.get(name) ?? 0) + sign * amount);
  };
  add(before, -1);
  add(after, 1);
  for (const [name, amount] of delta) if (amount === 0) delta.delete(name);
  return delta;
}

export const figuresDelta = ({ entity, before, after }: RecordEvent): Delta =>
  difference(FIGURES[entity], before, after);

export function sumsDelta({ entity, before, after }: RecordEvent): Delta {
  if (!after && LASTING.has(entity)) return new Map();
  const delta = difference(SUMS[entity], before, after);
  if (entity === 'organization' && !after) delta.set('deleted', 1);
  if (entity === 'organization' && !before) delta.set('founded', 1);
  return delta;
}
