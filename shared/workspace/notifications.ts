/** What members are told of, and how (WS-05): what the organization sets holds until somebody sets their own. */
import * as z from 'zod';
import type { Actor } from '../kernel/actor.ts';
import { Problem } from '../kernel/problem.ts';
import { readDocument, replaceDocument, type Stored } from './document.ts';

/** By event, the channels that are on before anybody set anything. */
const EVENTS = {
  contract_ready: { email: false },
  contract_failed: { email: true },
  customer_assigned: { email: true },
  member_joined: { email: false },
} as const;

export type EventName = keyof typeof EVENTS;
const EVENT_NAMES = Object.keys(EVENTS) as [EventName, ...EventName[]];

const CHANNELS = ['email'] as const;
type Channel = (typeof CHANNELS)[number];

type Matrix = Record<EventName, Record<Channel, boolean>>;
/** null: as the organization has it. */
type Own = Partial<Record<EventName, Partial<Record<Channel, boolean | null | undefined>> | undefined>>;

export const NotificationMatrix = z.record(z.enum(EVENT_NAMES), z.strictObject({ email: z.boolean() }));

const choice = z.boolean().nullable().optional();

export const OwnNotifications = z
  .partialRecord(z.enum(EVENT_NAMES), z.strictObject({ email: choice }))
  .meta({ description: 'null: as the organization has it; what is left out stays' });

const Cell = z.object({
  on: z.boolean(),
  own: z.boolean().meta({ description: 'Set by the person' }),
  default: z.boolean().meta({ description: 'As the organization has it' }),
});

export const MergedNotifications = z.record(z.enum(EVENT_NAMES), z.object({ email: Cell }));

const merged = <T>(cell: (event: EventName, channel: Channel) => T) =>
  Object.fromEntries(
    EVENT_NAMES.map((event) => [
      event,
      Object.fromEntries(CHANNELS.map((channel) => [channel, cell(event, channel)])),
    ]),
  ) as Record<EventName, Record<Channel, T>>;

/**
 * Whether somebody is told.
 * @param defaults the organization's, as they are stored; @param own the person's
 */
export const isTold = (
  event: EventName,
  channel: Channel,
  defaults: Own | undefined,
  own: Own | undefined,
): boolean => own?.[event]?.[channel] ?? defaults?.[event]?.[channel] ?? EVENTS[event][channel];

/** An event that came later than what is stored is at its beginning. */
const whole = (stored: Own): Matrix => merged((event, channel) => isTold(event, channel, stored, undefined));

export async function readDefaults(actor: Actor): Promise<Stored<Matrix>> {
  const stored = await readDocument<Own>(actor, 'notification_defaults', {});
  return { ...stored, value: whole(stored.value) };
}

export const replaceDefaults = (actor: Actor, events: Matrix, version: number): Promise<Stored<Matrix>> =>
  replaceDocument(actor, 'notification_defaults', events, version);

/** Writes what an organization begins with (ORG-28), unless somebody has set it already. */
export async function beginDefaults(actor: Actor): Promise<void> {
  try {
    await replaceDefaults(actor, whole({}), 0);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'version_conflict') throw error;
  }
}

const NOTHING: Own = {};

const view = (defaults: Matrix, { value: own, ...rest }: Stored<Own>) => ({
  events: merged((event, channel) => {
    const chosen = own[event]?.[channel];
    const byDefault = defaults[event][channel];
    return { on: chosen ?? byDefault, own: typeof chosen === 'boolean', default: byDefault };
  }),
  ...rest,
});

/** The person's own, over the organization's. */
export async function readOwn(actor: Actor) {
  const [defaults, own] = await Promise.all([
    readDefaults(actor),
    readDocument(actor, 'notification_settings', NOTHING, actor.id),
  ]);
  return view(defaults.value, own);
}

/** @throws Problem 409 `version_conflict` */
export async function changeOwn(actor: Actor, changes: Own, version: number) {
  const [defaults, before] = await Promise.all([
    readDefaults(actor),
    readDocument(actor, 'notification_settings', NOTHING, actor.id),
  ]);
  const after = Object.fromEntries(
    EVENT_NAMES.flatMap((event) => {
      const both = { ...before.value[event], ...changes[event] };
      const chosen = CHANNELS.map((channel) => [channel, both[channel]] as const).filter(
        ([, on]) => typeof on === 'boolean',
      );
      return chosen.length > 0 ? [[event, Object.fromEntries(chosen)] as const] : [];
    }),
  ) as Own;
  const stored = await replaceDocument(actor, 'notification_settings', after, version, actor.id);
  return view(defaults.value, stored);
}
