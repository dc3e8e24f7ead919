/** Settings of an organization for browser tests: an API that keeps what it is told. */

import type { SavedView } from '../../web/src/features/views/queries.ts';
import type {
  NotificationDefaults,
  OwnNotifications,
} from '../../web/src/features/workspace/notifications/queries.ts';
import type { CustomField } from '../../web/src/features/workspace/settings-queries.ts';
import { customerDetail } from './web-customer-fixtures.ts';
import { customerScript, type Shown } from './web-customer-script.ts';
import { account, listOf, organization } from './web-fixtures.ts';
import { refuse, type Script } from './web-server.ts';

export const field = (
  key: string,
  type: CustomField['type'],
  label: string,
  more: Partial<CustomField> = {},
): CustomField => ({ key, type, label, help: '', required: false, options: [], archived: false, ...more });

const option = (value: string, label: string) => ({ value, label, archived: false });

const FIELDS: CustomField[] = [
  field('segment', 'choice', 'Segment', {
    options: [option('enterprise', 'Enterprise'), option('mid_market', 'Mid-market')],
  }),
  field('seats', 'number', 'Seats', { help: 'As agreed, not as used.', required: true }),
  field('budget', 'money', 'Budget of this year'),
  field('since', 'date', 'Customer since'),
  field('regions', 'multi_choice', 'Regions', {
    options: [option('dach', 'DACH'), option('nordics', 'Nordics'), option('uk', 'United Kingdom')],
  }),
  field('wiki', 'url', 'Wiki page'),
  field('legacy_id', 'text', 'Number in the old system', { archived: true }),
];

/** What the API works out for a colour; the same for each, so that a test sees that it was asked. */
const COLORS = {
  light: { ink: '#6d28d9', fill: '#6d28d9', soft: '#efe9f6', ratio: 6.51, adjusted: true },
  dark: { ink: '#a78bfa', fill: '#7c3aed', soft: '#2c2630', ratio: 5.24, adjusted: false },
};

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
export const PNG = { name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(PIXEL, 'base64') };

export interface Workspace {
  fields: CustomField[];
  views: SavedView[];
  accent: string | null;
  logo: string | null;
  version: number;
  /** By event: the organization's, and what the person chose. */
  told: Record<string, boolean>;
  chosen: Record<string, boolean>;
}

export function workspaceScript(permissions?: string[]): {
  readonly script: Script;
  readonly state: Workspace;
  readonly at: Shown;
} {
  const company = organization();
  const state: Workspace = {
    fields: FIELDS,
    views: [],
    accent: null,
    logo: null,
    version: 0,
    told: { contract_ready: false, contract_failed: true, customer_assigned: true, member_joined: false },
    chosen: {},
  };
  const own = (): OwnNotifications => ({
    events: Object.fromEntries(
      Object.entries(state.told).map(([event, byDefault]) => {
        const chosen = state.chosen[event];
        return [event, { email: { on: chosen ?? byDefault, own: chosen !== undefined, default: byDefault } }];
      }),
    ),
    version: state.version,
    updated_at: null,
  });
  const defaults = (): NotificationDefaults => ({
    events: Object.fromEntries(Object.entries(state.told).map(([event, email]) => [event, { email }])),
    version: state.version,
    updated_at: null,
  });
  const at: Shown = {
    customer: {
      ...customerDetail(),
      custom: {
        segment: 'enterprise',
        seats: 250,
        budget: { minor: 12_000_000, currency: 'EUR' },
        regions: ['dach', 'uk'],
        wiki: 'https://wiki.example/meridian',
      },
    },
  };
  let settings = {
    time_zone: 'UTC',
    language: 'en' as const,
    date_format: 'locale' as 'locale' | 'iso',
    currency: 'USD',
    fiscal_year_start: 1,
    version: 0,
    updated_at: null as string | null,
  };
  const branding = () => ({
    accent: state.accent,
    colors: state.accent === null ? null : COLORS,
    logo: state.logo
      ? {
          id: state.logo,
          url: '/icon.png',
          expires_at: '2099-01-01T00:00:00.000Z',
          type: 'image/png',
          width: 1,
          height: 1,
        }
      : null,
    version: state.version,
    updated_at: null,
  });
  const stale = (version: number) => version !== state.version;
  const script: Script = {
    ...customerScript(at),
    'GET /api/v1/auth/me': () => {
      const me = account(company);
      const { version: _, updated_at: _at, ...ways } = settings;
      return {
        ...me,
        ...(permissions && { permissions }),
        organization: me.organization && {
          ...me.organization,
          settings: settings.version > 0 ? ways : null,
          colors: branding().colors,
          logo_id: state.logo,
        },
      };
    },
    'GET /api/v1/workspace': () => settings,
    'PUT /api/v1/workspace': ({ body }) => {
      settings = { ...settings, ...body, version: settings.version + 1 };
      return settings;
    },
    'GET /api/v1/workspace/branding': branding,
    'GET /api/v1/workspace/branding/colors': () => COLORS,
    'POST /api/v1/workspace/branding/logo': () => ({
      id: '01KLOGO',
      url: '/_storage',
      fields: { key: 'x' },
      expires_at: '2099-01-01T00:00:00.000Z',
      maximum_bytes: 1_048_576,
    }),
    'PUT /api/v1/workspace/branding': ({ body }) => {
      if (stale(body.version)) return refuse(409, 'version_conflict', 'Changed meanwhile.');
      Object.assign(state, { accent: body.accent, logo: body.logo_id, version: state.version + 1 });
      return branding();
    },
    'GET /api/v1/me/settings/notifications': own,
    'PATCH /api/v1/me/settings/notifications': ({ body }) => {
      if (stale(body.version)) return refuse(409, 'version_conflict', 'Changed meanwhile.');
      for (const [event, { email }] of Object.entries(
        body.events as Record<string, { email: boolean | null }>,
      ))
        if (email === null) delete state.chosen[event];
        else state.chosen[event] = email;
      state.version += 1;
      return own();
    },
    'GET /api/v1/workspace/notifications': defaults,
    'PUT /api/v1/workspace/notifications': ({ body }) => {
      if (stale(body.version)) return refuse(409, 'version_conflict', 'Changed meanwhile.');
      for (const [event, { email }] of Object.entries(body.events as Record<string, { email: boolean }>))
        state.told[event] = email;
      state.version += 1;
      return defaults();
    },
    'GET /api/v1/workspace/custom-fields': () => ({
      customer: state.fields,
      version: state.version,
      updated_at: null,
    }),
    'PUT /api/v1/workspace/custom-fields': ({ body }) => {
      if (stale(body.version)) return refuse(409, 'version_conflict', 'Changed meanwhile.');
      Object.assign(state, { fields: body.customer, version: state.version + 1 });
      return { customer: state.fields, version: state.version, updated_at: null };
    },
    'GET /api/v1/views': ({ query }) => ({
      data: state.views.filter(({ list }) => list === query.get('list')),
    }),
    'POST /api/v1/views': ({ body }) => {
      if (state.views.some(({ name }) => name === body.name))
        return refuse(409, 'view_exists', `You have a view “${body.name}” already.`);
      const made: SavedView = {
        id: `01KVIEW${state.views.length}`,
        owner_id: 'user-1',
        version: 1,
        created_at: '',
        updated_at: '',
        ...body,
      };
      state.views.push(made);
      return made;
    },
    'PUT /api/v1/views/{id}': ({ params, body }) => {
      const found = state.views.find(({ id }) => id === params.id);
      if (!found) return refuse(404, 'not_found', 'There is no such record here.');
      return Object.assign(found, body, { version: found.version + 1 });
    },
    'DELETE /api/v1/views/{id}': ({ params }) => {
      state.views = state.views.filter(({ id }) => id !== params.id);
      return undefined as never;
    },
    'GET /api/v1/contracts': () => listOf([]),
  };
  return { script, state, at };
}
