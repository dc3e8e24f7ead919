/** Slugs: an organization's name as part of an address. Lower-case ASCII letters, digits and single dashes. */
import { fold } from '../kernel/fold.ts';

export const SLUG_PATTERN = /^[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){1,38}[a-z0-9]$/;
export const SLUG_MAXIMUM = 40;

/** Words that would read as a part of the product. */
const RESERVED = new Set([
  'admin',
  'api',
  'app',
  'auth',
  'billing',
  'docs',
  'gangway',
  'health',
  'help',
  'login',
  'mail',
  'new',
  'platform',
  'settings',
  'sign-in',
  'sign-up',
  'static',
  'status',
  'support',
  'system',
  'www',
]);

export const isReserved = (slug: string) => RESERVED.has(slug);

/** A slug for a name; `organization` for a name that has no Latin letter or digit. */
export function slugify(name: string): string {
  const ascii = fold(name)
    .replaceAll('&', ' and ')
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_MAXIMUM)
    .replace(/^-+|-+$/g, '');
  const slug = ascii.length >= 3 ? ascii : ascii ? `${ascii}-team` : 'organization';
  return isReserved(slug) ? `${slug}-team` : slug;
}

/** Alternatives for a slug that is taken, best first; never that slug itself. */
export function* alternatives(slug: string): Generator<string> {
  const numbered = (suffix: string) =>
    `${slug.slice(0, SLUG_MAXIMUM - suffix.length - 1).replace(/-+$/, '')}-${suffix}`;
  const suffixes = ['team', 'hq', ...Array.from({ length: 98 }, (_, index) => String(index + 2))];
  for (const candidate of suffixes.map(numbered)) if (candidate !== slug) yield candidate;
}
