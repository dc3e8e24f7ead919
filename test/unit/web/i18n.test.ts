import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  formatDate,
  formatElapsed,
  formatMoney,
  formatNumber,
  formatPercent,
} from '../../../web/src/components/format.ts';
import { de } from '../../../web/src/i18n/de/index.ts';
import { apiKeys } from '../../../web/src/i18n/en/api-keys.ts';
import { audit } from '../../../web/src/i18n/en/audit.ts';
import { dashboard } from '../../../web/src/i18n/en/dashboard.ts';
import { type English, en } from '../../../web/src/i18n/en/index.ts';
import { notifications } from '../../../web/src/i18n/en/notifications.ts';
import { onboarding } from '../../../web/src/i18n/en/onboarding.ts';
import { organizations } from '../../../web/src/i18n/en/organizations.ts';
import { platform } from '../../../web/src/i18n/en/platform.ts';
import { portal } from '../../../web/src/i18n/en/portal.ts';
import { team } from '../../../web/src/i18n/en/team.ts';
import { wizard } from '../../../web/src/i18n/en/wizard.ts';
import { workspace } from '../../../web/src/i18n/en/workspace.ts';
import { bestLanguage, i18n, t } from '../../../web/src/i18n/i18n.ts';

const SOURCES = path.resolve(import.meta.dirname, '../../../web/src');

type Texts = { readonly [key: string]: string | Texts };

/** `contracts.status.ready` → its text. */
const flat = (texts: Texts, prefix = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value]] : flat(value, `${prefix}${key}.`),
  );

/** With what comes with the screens that need it. */
const all: English = {
  ...en,
  apiKeys,
  audit,
  dashboard,
  notifications,
  onboarding,
  organizations,
  platform,
  portal,
  team,
  wizard,
  workspace,
};
const english = flat(all);
const german = new Map(flat(de));
const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/^i18n\/(en|de)\//.test(file))
  .map((file) => ({ file, text: readFileSync(path.join(SOURCES, file), 'utf8') }));

/** `{{count, number}}` of a text, sorted. */
const interpolations = (text: string) => (text.match(/\{\{[^}]*\}\}/g) ?? []).sort();

/** What sources name: whole keys, and templates as `contracts.status.${status}`. */
const named = new Set<string>();
const templates: RegExp[] = [];
for (const { text } of sources) {
  for (const [, key = ''] of text.matchAll(/'([a-z]\w*(?:\.\w+)+)'/g)) named.add(key);
  for (const [, template = ''] of text.matchAll(/`([a-z]\w*\.[^`\s]*\$\{[^`\s]*)`/g)) {
    const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'));
    if (parts.every((part) => /^[\w\\.]*$/.test(part))) templates.push(new RegExp(`^${parts.join('\\w+')}$`));
  }
}

test('both languages have the same keys', () => {
  expect([...german.keys()].sort()).toEqual(english.map(([key]) => key).sort());
});

test('both languages take the same values', () => {
  const different = english.filter(
    ([key, text]) => interpolations(text).join() !== interpolations(german.get(key) ?? '').join(),
  );
  expect(different).toEqual([]);
});

test('every text is shown somewhere', () => {
  const unused = english
    .map(([key]) => key.replace(/_(one|other)$/, ''))
    .filter((key) => !named.has(key) && !templates.some((template) => template.test(key)));
  expect(unused).toEqual([]);
});

test('no text is empty, and none is markup', () => {
  for (const [key, text] of [...english, ...german]) {
    expect(text.trim(), key).toBe(text);
    expect(text, key).not.toMatch(/^$|<\/?[a-z]/i);
  }
});

test('screens have no words of their own', () => {
  const own = sources
    .filter(({ file }) => file.endsWith('.tsx'))
    .flatMap(({ file, text }) =>
      text
        .split('\n')
        .filter(
          (line) =>
            /\b(aria-label|title|label|placeholder|description|alt)="[^"]*[a-z]{2}/.test(line) ||
            /^\s*[A-Z][a-z]+( [\w,’-]+)*[.:…!?]?$/.test(line) ||
            /<(\w+)[^<>{}]*>[^<>{}]*[A-Za-z]{2}[^<>{}]*<\/\1>/.test(line),
        )
        .map((line) => `${file}: ${line.trim()}`),
    );
  expect(own).toEqual([]);
});

describe('a language', () => {
  test.each([
    [['de-AT', 'en'], 'de'],
    [['fr-FR', 'de'], 'de'],
    [['en-GB', 'de'], 'en'],
    [['nl'], 'en'],
    [[], 'en'],
  ])('for a browser that prefers %j is %s', (preferred, language) => {
    expect(bestLanguage(preferred)).toBe(language);
  });
});

describe('in German', () => {
  i18n.addResourceBundle('de', 'translation', de);
  afterAll(() => i18n.changeLanguage('en'));
  test('texts, plurals, dates, numbers and money are German', async () => {
    await i18n.changeLanguage('de');
    expect(t('contracts.status.failed')).toBe('Fehlgeschlagen');
    expect([1, 1200].map((count) => t('contracts.pages', { count }))).toEqual(['1 Seite', '1.200 Seiten']);
    expect(formatDate('2027-03-01')).toBe('1. März 2027');
    expect(formatMoney({ minor: 5_400_000, currency: 'EUR' })).toBe('54.000,00\u00a0€');
    expect([formatNumber(1234.5), formatPercent(0.0825), formatElapsed(2400)]).toEqual([
      '1.234,5',
      '8,25\u00a0%',
      '2,4 s',
    ]);
    await i18n.changeLanguage('en');
    expect(formatDate('2027-03-01')).toBe('Mar 1, 2027');
  });
});
