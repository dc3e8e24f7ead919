/** Ids of records that are there, by the collection they are of, gathered from what the API answers. */
import type { Random } from './random.ts';

const KEPT = 40;

/** Collections under a second name. */
const OTHER_NAMES: Readonly<Record<string, string>> = { milestones: 'tasks', onboarding: 'onboarding-plans' };

export class Pools {
  readonly #ids = new Map<string, string[]>();

  add(kind: string, id: string): void {
    const known = this.#ids.get(kind) ?? [];
    if (known.includes(id)) return;
    // The first ones stay: they are the records that the world was made with.
    if (known.length >= KEPT) known.splice(KEPT / 2, 1);
    known.push(id);
    this.#ids.set(kind, known);
  }

  /** Takes every id of an answer: `id` is of the collection in the path or of the list it stands in, `x_id` of `xs`. */
  harvest(path: string, body: unknown): void {
    const kind = /^\/api\/v1\/([^/?]+)/.exec(path)?.[1] ?? '';
    this.#walk(body, kind);
  }

  #walk(value: unknown, kind: string): void {
    if (Array.isArray(value)) for (const entry of value.slice(0, 20)) this.#walk(entry, kind);
    else if (typeof value === 'object' && value !== null) {
      const record = value as Readonly<Record<string, unknown>>;
      const id = record.id ?? record.key;
      if (typeof record.next_cursor === 'string') this.add('cursors', record.next_cursor);
      if (typeof id === 'string' && id.length > 0 && id.length < 80) this.add(kind, id);
      for (const [name, entry] of Object.entries(record))
        if (typeof entry === 'string' && name.endsWith('_id')) {
          if (entry) this.add(`${name.slice(0, -3)}s`, entry);
        } else this.#walk(entry, name === 'data' ? kind : Array.isArray(entry) ? name : `${name}s`);
    }
  }

  pick(kind: string, random: Random): string | undefined {
    const known = this.#ids.get(kind) ?? this.#ids.get(OTHER_NAMES[kind] ?? '');
    return known && random.pick(known);
  }

  /** The ids that nobody could guess: not the keys that templates and facts share. */
  unguessable(): string[] {
    return [...this.#ids.values()].flat().filter((id) => /^[0-9A-HJKMNP-TV-Z]{26}$/.test(id));
  }
}
