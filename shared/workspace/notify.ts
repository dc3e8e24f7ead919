/**
 * Tells people by mail what happened to their records (WS-05). A mark for each event and person, taken before the mail
 * leaves, keeps a second delivery from telling them again; who is cut off between the two is tried again once the mark's
 * lease is over.
 */
import { readProfile } from '../identity/profile.ts';
import type { Actor } from '../kernel/actor.ts';
import { lookUp } from '../kernel/directory.ts';
import { environment } from '../kernel/environment.ts';
import { sendMailOrRetry } from '../kernel/mail.ts';
import type { RecordEvent } from '../kernel/record-event.ts';
import {
  failedConditions,
  getItem,
  type Item,
  queryAll,
  type TransactItem,
  table,
  transact,
} from '../kernel/records.ts';
import { epochSeconds, REPLAY_SECONDS } from '../kernel/time.ts';
import type { TenantEntry } from '../team/roles.ts';
import { type Language, notificationMail } from './notification-mail.ts';
import { isTold } from './notifications.ts';
import { audienceOf, type Occasion, occasionOf, type People } from './occasions.ts';
import { readWorkspace } from './workspace.ts';

/** Longer than the function may run: nobody else sends while it may still be sending. */
const LEASE_SECONDS = 20;
const AT_ONCE = 10;

interface Organization extends People {
  readonly name: string;
  readonly defaults: Item | undefined;
  /** By account. */
  readonly settings: ReadonlyMap<string, Item>;
}

/** One mail: of assigned customers, all that one request assigned. */
interface Letter {
  readonly member: Item;
  readonly occasions: readonly Occasion[];
}

export async function notify(actor: Actor, events: readonly RecordEvent[]): Promise<void> {
  const unique = [...new Map(events.map((event) => [event.id, event])).values()];
  const occasions = unique.map(occasionOf).filter((occasion) => occasion !== undefined);
  if (occasions.length === 0) return;
  const [organization, records] = await Promise.all([
    readOrganization(actor),
    Promise.all(occasions.map(({ event }) => getItem(actor, { TableName: table().table, Key: event.key }))),
  ]);
  const letters = lettersOf(actor, occasions, records, organization);
  if (letters.length === 0) return;
  const { value, version } = await readWorkspace(actor);
  const language = version > 0 ? value.language : 'en';
  const failures: unknown[] = [];
  for (let start = 0; start < letters.length; start += AT_ONCE) {
    const results = await Promise.allSettled(
      letters.slice(start, start + AT_ONCE).map((letter) => deliver(actor, letter, organization, language)),
    );
    failures.push(...results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : [])));
  }
  // When the others have theirs, it is tried again.
  if (failures.length > 0) throw failures[0];
}

/** Two round trips at the same time: what the directory says, and people with what they set, in one Query. */
async function readOrganization(actor: Actor): Promise<Organization> {
  const [entry, items] = await Promise.all([
    lookUp('TENANT', actor.tenantId),
    queryAll(actor, {
      TableName: table().table,
      // Members, what the organization and they set, and at the end the organization itself.
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :members AND :own',
      ExpressionAttributeValues: { ':pk': `T#${actor.tenantId}#ORG`, ':members': 'MEMBER#', ':own': 'ORG' },
      ConsistentRead: true,
    }),
  ]);
  const under = (prefix: string) => items.filter(({ sk }) => String(sk).startsWith(prefix));
  return {
    entry: entry as unknown as TenantEntry | undefined,
    members: under('MEMBER#'),
    name: String(items.find(({ sk }) => sk === 'ORG')?.name ?? ''),
    defaults: under('NOTIFICATION-DEFAULTS#')[0],
    settings: new Map(under('NOTIFICATION-SETTINGS#').map((item) => [String(item.owner), item])),
  };
}

const chosenIn = (document: Item | undefined) => document?.value as Parameters<typeof isTold>[2];

function lettersOf(
  actor: Actor,
  occasions: readonly Occasion[],
  records: readonly (Item | undefined)[],
  organization: Organization,
): Letter[] {
  const { defaults, settings } = organization;
  const single = occasions.flatMap((occasion, index) =>
    audienceOf(actor, occasion, records[index], organization)
      .filter(({ id }) =>
        isTold(occasion.name, 'email', chosenIn(defaults), chosenIn(settings.get(String(id)))),
      )
      .map((member) => ({ member, occasion })),
  );
  const together = Map.groupBy(single, ({ member, occasion: { name, event } }) =>
    name === 'customer_assigned' ? `${member.id} ${event.cause.request_id}` : `${member.id} ${event.id}`,
  );
  return [...together.values()].map((parts) => ({
    member: (parts[0] as (typeof parts)[number]).member,
    occasions: parts.map(({ occasion }) => occasion),
  }));
}

async function deliver(
  actor: Actor,
  { member, occasions }: Letter,
  { name, members }: Organization,
  organizationLanguage: Language,
): Promise<void> {
  const account = String(member.id);
  const mine = await lease(actor, account, occasions);
  if (mine.length === 0) return;
  try {
    const { locale } = await readProfile(account);
    const actors = mine.map(({ event }) => event.cause.actor);
    const by = members.find(({ id }) => id === actors[0])?.name;
    const content = notificationMail(locale ?? organizationLanguage, {
      occasions: mine,
      organization: name,
      ...(typeof by === 'string' && { by }),
      appUrl: environment('APP_URL'),
    });
    await sendMailOrRetry(String(member.email), content);
  } catch (error) {
    await transact(
      actor,
      mine.map((occasion) => ({
        Delete: { TableName: table().table, Key: markKey(actor, account, occasion) },
      })),
    );
    throw error;
  }
  const sent = mine.map((occasion) => markItem(actor, account, occasion, { sent: 'yes' }));
  await transact(
    actor,
    sent.map((Item) => ({ Put: { TableName: table().table, Item } })),
  );
}

const markKey = (actor: Actor, account: string, { event }: Occasion) => ({
  pk: `T#${actor.tenantId}#NOTIFIED#${event.id}`,
  sk: account,
});

const markItem = (actor: Actor, account: string, occasion: Occasion, more: Item) => ({
  ...markKey(actor, account, occasion),
  ...more,
  expires_at: epochSeconds() + REPLAY_SECONDS,
});

/**
 * @returns those of which nobody has told the person yet
 * @throws when somebody else is just telling them: then it is asked again whether they did
 */
async function lease(actor: Actor, account: string, occasions: readonly Occasion[]): Promise<Occasion[]> {
  let left = [...occasions];
  while (left.length > 0)
    try {
      await transact(
        actor,
        left.map((occasion) => leaseOf(actor, account, occasion)),
      );
      return left;
    } catch (error) {
      const failed = failedConditions(error);
      if (!failed) throw error;
      if ([...failed.values()].some((mark) => mark?.sent !== 'yes'))
        throw new Error('Somebody else is just sending this mail.');
      left = left.filter((_, index) => !failed.has(index));
    }
  return [];
}

const leaseOf = (actor: Actor, account: string, occasion: Occasion): TransactItem => ({
  Put: {
    TableName: table().table,
    Item: markItem(actor, account, occasion, { leased_until: epochSeconds() + LEASE_SECONDS }),
    ConditionExpression: 'attribute_not_exists(pk) OR (attribute_not_exists(sent) AND leased_until < :now)',
    ExpressionAttributeValues: { ':now': epochSeconds() },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});
