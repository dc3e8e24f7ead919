/** Dates for work that depends on other work. Deterministic: the same activities give the same dates. */
import { addDays, later, type WorkingCalendar } from './working-days.ts';

export interface Activity {
  readonly key: string;
  /** Working days, at least 1. */
  readonly days: number;
  /** Keys of the activities that must be finished first. */
  readonly after: readonly string[];
  /** Calendar days to let pass after them. */
  readonly lagDays?: number;
  /** Begins as soon as it can, even where the rest is laid back from a go-live date. */
  readonly early?: boolean;
  /** A date of the contract on which, or on the last working day before which, it is due; it follows nothing. */
  readonly fixed?: string;
}

export interface Slot {
  readonly start: string;
  readonly due: string;
}

export interface Schedule {
  readonly slots: ReadonlyMap<string, Slot>;
  /** Working days that the way to go-live takes, and that there are; null unless there are too few. */
  readonly tight: { readonly needed: number; readonly available: number } | null;
}

/** Two tasks wait for each other, or one for something that is not there. */
export class DependencyError extends Error {
  readonly keys: readonly string[];
  constructor(message: string, keys: readonly string[]) {
    super(`${message}: ${keys.join(', ')}`);
    this.name = 'DependencyError';
    this.keys = keys;
  }
}

/**
 * Everything after what it depends on; otherwise in the given order.
 * @throws DependencyError for a circle or an unknown dependency
 */
export function inOrder<A extends Pick<Activity, 'key' | 'after'>>(activities: readonly A[]): A[] {
  const byKey = new Map(activities.map((activity) => [activity.key, activity]));
  const unknown = activities.flatMap(({ after }) => after).filter((key) => !byKey.has(key));
  if (unknown.length > 0) throw new DependencyError('Tasks depend on tasks that are not there', unknown);
  const ordered: A[] = [];
  const placed = new Set<string>();
  let waiting = [...activities];
  while (waiting.length > 0) {
    const free = waiting.filter(({ after }) => after.every((key) => placed.has(key)));
    if (free.length === 0)
      throw new DependencyError(
        'Tasks wait for each other',
        waiting.map(({ key }) => key),
      );
    for (const activity of free) {
      ordered.push(activity);
      placed.add(activity.key);
    }
    waiting = waiting.filter(({ key }) => !placed.has(key));
  }
  return ordered;
}

/** The activity and everything it depends on, however far. */
function leadingTo(key: string, byKey: ReadonlyMap<string, Activity>): Set<string> {
  const found = new Set<string>();
  const visit = (next: string) => {
    if (found.has(next)) return;
    found.add(next);
    for (const before of byKey.get(next)?.after ?? []) visit(before);
  };
  visit(key);
  return found;
}

/** The first day on which work may begin that follows work due on `due`. */
export const startAfter = (due: string, lagDays: number, calendar: WorkingCalendar) =>
  calendar.onOrAfter(addDays(due, 1 + lagDays));

/**
 * Forward from `from`; with `goLive.date`, what leads to go-live is laid back from that date instead, so that the last of
 * it ends there. Where the time does not suffice, everything is laid forward and `tight` says by how much it is short.
 */
export function schedule(
  activities: readonly Activity[],
  options: {
    readonly calendar: WorkingCalendar;
    readonly from: string;
    readonly goLive: { readonly key: string; readonly date: string | null };
  },
): Schedule {
  const { calendar, goLive } = options;
  const ordered = inOrder(activities);
  const byKey = new Map(ordered.map((activity) => [activity.key, activity]));
  const asap = forward(ordered, new Map(), options.from, calendar);
  const target = asap.get(goLive.key);
  if (!goLive.date || !target) return { slots: asap, tight: null };
  const end = calendar.onOrBefore(goLive.date);
  if (target.due > end)
    return {
      slots: asap,
      tight: {
        needed: calendar.count(options.from, target.due),
        available: calendar.count(options.from, end),
      },
    };
  const leading = leadingTo(goLive.key, byKey);
  const early = new Set<string>();
  for (const { key, after, early: wanted } of ordered)
    if (wanted && after.every((before) => early.has(before))) early.add(key);
  const fixed = backward(
    ordered.filter(({ key }) => leading.has(key)),
    end,
    calendar,
  );
  for (const key of early) fixed.set(key, asap.get(key) as Slot);
  return { slots: forward(ordered, fixed, options.from, calendar), tight: null };
}

/** As early as possible; slots that are already known stay. */
function forward(
  ordered: readonly Activity[],
  known: ReadonlyMap<string, Slot>,
  from: string,
  calendar: WorkingCalendar,
): Map<string, Slot> {
  const slots = new Map<string, Slot>();
  for (const { key, days, after, lagDays = 0, fixed } of ordered) {
    const start = after
      .map((before) => startAfter((slots.get(before) as Slot).due, lagDays, calendar))
      .reduce(later, calendar.onOrAfter(from));
    slots.set(
      key,
      known.get(key) ?? (fixed ? dueOn(fixed, days, calendar) : { start, due: calendar.finish(start, days) }),
    );
  }
  return slots;
}

/** As late as possible, none ending after `end`. */
function backward(ordered: readonly Activity[], end: string, calendar: WorkingCalendar): Map<string, Slot> {
  const slots = new Map<string, Slot>();
  for (const { key, days } of ordered.toReversed()) {
    let due = end;
    for (const { key: next, after, lagDays = 0 } of ordered) {
      const slot = after.includes(key) ? slots.get(next) : undefined;
      const latest = slot && calendar.onOrBefore(addDays(slot.start, -1 - lagDays));
      if (latest && latest < due) due = latest;
    }
    slots.set(key, dueOn(due, days, calendar));
  }
  return slots;
}

function dueOn(date: string, days: number, calendar: WorkingCalendar): Slot {
  const due = calendar.onOrBefore(date);
  return { start: calendar.begin(due, days), due };
}
