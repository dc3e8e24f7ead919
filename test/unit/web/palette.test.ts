import { IconFileText } from '@tabler/icons-react';
import { describe, expect, test } from 'vitest';
import { type PaletteEntry, paletteGroups } from '../../../web/src/app/palette-entries.ts';

const entry = (
  group: PaletteEntry['group'],
  title: string,
  more: Partial<PaletteEntry> = {},
): PaletteEntry => ({
  id: title,
  group,
  title,
  icon: IconFileText,
  run: () => undefined,
  ...more,
});
const ENTRIES = [
  entry('recent', 'Meridian Freight LLC', { id: 'contract-1', detail: 'Master Subscription Agreement' }),
  entry('contracts', 'Meridian Freight LLC', {
    id: 'contract-1',
    detail: 'Master Subscription Agreement',
    onlyFound: true,
  }),
  entry('contracts', 'Süßwaren Köhler GmbH', { detail: 'rahmenvertrag_2027.pdf', onlyFound: true }),
  entry('go', 'Contracts'),
  entry('actions', 'Dark', { detail: 'Light or dark' }),
];
const found = (query: string) =>
  paletteGroups(ENTRIES, query).flatMap(({ name, entries }) =>
    entries.map(({ title }) => `${name}: ${title}`),
  );

describe('the palette', () => {
  test('shows recent records, places and actions before anything is typed', () => {
    expect(found('')).toEqual(['recent: Meridian Freight LLC', 'go: Contracts', 'actions: Dark']);
  });
  test('finds by the beginnings of words, in any order, without accents', () => {
    expect(found('agr meri')).toEqual(['recent: Meridian Freight LLC']);
    expect(found('kohl')).toEqual(['contracts: Süßwaren Köhler GmbH']);
    expect(found('2027')).toEqual(['contracts: Süßwaren Köhler GmbH']);
    expect(found('ridian')).toEqual([]);
  });
  test('puts what answers by its title before what answers by its detail', () => {
    const schemes = [entry('actions', 'Light', { detail: 'Light or dark' }), ...ENTRIES];
    expect(paletteGroups(schemes, 'dark')[0]?.entries.map(({ title }) => title)).toEqual(['Dark', 'Light']);
  });
  test('lists a record that is recent once', () => {
    expect(found('meridian')).toHaveLength(1);
  });
  test('takes at most eight of a group', () => {
    const many = Array.from({ length: 30 }, (_, index) => entry('contracts', `Customer ${index}`));
    expect(paletteGroups(many, 'customer')[0]?.entries).toHaveLength(8);
  });
});
