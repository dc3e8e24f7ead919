/** What an organization is set to. Each change keeps the settings before it (ORG-23). */
import * as z from 'zod';
import type { Item } from '../kernel/records.ts';
import { OrganizationName, Slug } from './schema.ts';

export const SIZES = ['1-10', '11-50', '51-200', '201-1000', '1001+'] as const;

/** Markets as sales regions; countries narrow them down. */
export const REGIONS = [
  'dach',
  'western_europe',
  'southern_europe',
  'northern_europe',
  'eastern_europe',
  'united_kingdom',
  'north_america',
  'latin_america',
  'middle_east',
  'africa',
  'asia',
  'australia_new_zealand',
] as const;

export const LEAD_SOURCES = [
  'website',
  'referral',
  'partner',
  'event',
  'advertising',
  'social_media',
  'outbound',
  'marketplace',
  'import',
] as const;

export const CRMS = ['none', 'salesforce', 'hubspot', 'dynamics', 'pipedrive', 'zoho', 'other'] as const;

const Country = z.string().regex(/^[A-Z]{2}$/, 'use a country code of two capital letters, as DE');

const unique = <T extends z.ZodType>(entry: T, most: number) =>
  z
    .array(entry)
    .max(most, `choose at most ${most}`)
    .refine((list) => new Set(list).size === list.length, 'choose each once');

export const Size = z.enum(SIZES);
export const Location = z.strictObject({
  country: Country,
  city: z.string().trim().min(1).max(100).optional(),
});
export const IndustryLines = unique(z.string().max(40), 20);
export const Markets = z.strictObject({
  regions: unique(z.enum(REGIONS), REGIONS.length).min(1, 'choose at least one region'),
  countries: unique(Country, 60).default([]),
});
export const LeadSources = unique(z.enum(LEAD_SOURCES), LEAD_SOURCES.length).min(
  1,
  'choose at least one source',
);
export const Integrations = z.strictObject({
  api: z.boolean().meta({ description: 'Provisioning makes an API key' }),
  webhooks: z.boolean(),
  crm: z.enum(CRMS),
});

/** What `PUT /organizations/{id}` takes: any of these. */
export const SettingsChange = z.strictObject({
  name: OrganizationName.optional(),
  slug: Slug.optional(),
  ai_enabled: z.boolean().optional(),
  size: Size.optional(),
  location: Location.optional(),
  industry_lines: IndustryLines.optional(),
  markets: Markets.optional(),
  lead_sources: LeadSources.optional(),
  integrations: Integrations.optional(),
});

/**
 * What a rollback brings back. Blueprint and subscription are not among them: roles and bills hang on those, and each
 * has a way of its own.
 */
const RESTORED = [
  'name',
  'slug',
  'ai_enabled',
  'size',
  'location',
  'industry_lines',
  'markets',
  'lead_sources',
  'integrations',
] as const;

const SETTINGS = [...RESTORED, 'blueprint', 'plan', 'billing_email'] as const;

export type Settings = Readonly<Partial<Record<(typeof SETTINGS)[number], unknown>>>;

const pick = (names: readonly string[], record: Item): Settings =>
  Object.fromEntries(names.flatMap((name) => (record[name] === undefined ? [] : [[name, record[name]]])));

/** The settings of an organization's record. */
export const settingsOf = (organization: Item): Settings => pick(SETTINGS, organization);

/** What has to be set, and what taken away, so that these settings stand again. */
export function rollbackTo(settings: Item): { set: Settings; remove: readonly string[] } {
  return { set: pick(RESTORED, settings), remove: RESTORED.filter((name) => settings[name] === undefined) };
}
