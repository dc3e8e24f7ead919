import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { admit, belongsTo, forgetStored, ownerOf } from '../../../web/src/features/identity/person.ts';

/** As a browser's: what is stored are its own properties. */
class FakeStorage {
  [key: string]: unknown;
  constructor(stored: Readonly<Record<string, string>>) {
    Object.assign(this, stored);
  }
  getItem(key: string) {
    return Object.hasOwn(this, key) ? this[key] : null;
  }
  setItem(key: string, value: string) {
    this[key] = value;
  }
  removeItem(key: string) {
    delete this[key];
  }
}

const ada = { id: 'ada', organization: { id: 'harborlight' } };
const OF_DEVICE = { 'gangway.scheme': 'dark', 'gangway.language': 'de', 'gangway.portal': 'harborlight' };
const OF_ADA = {
  'gangway.sent.harborlight/ada': '[]',
  'gangway.views.contracts.ada': '[]',
  'gangway.ways': '{}',
  'gangway.something-new': 'x',
};
let local: FakeStorage;
let tab: FakeStorage;
beforeEach(() => {
  local = new FakeStorage({ ...OF_DEVICE, ...OF_ADA, 'gangway.person': ownerOf(ada), 'other-app': 'x' });
  tab = new FakeStorage({ 'gangway.drafts': '{}', 'gangway.person': ownerOf(ada) });
  vi.stubGlobal('localStorage', local);
  vi.stubGlobal('sessionStorage', tab);
});
afterEach(() => vi.unstubAllGlobals());

test('signing out leaves what is of the device, and nothing that is not known to be', () => {
  forgetStored();
  expect({ ...local }).toEqual({ ...OF_DEVICE, 'other-app': 'x' });
  expect({ ...tab }).toEqual({});
});

test.each([
  ['the same person', ada],
  ['the same person, suspended just now', { ...ada, organization: null }],
])('%s finds everything again after a session ended', (_, person) => {
  const before = [{ ...local }, { ...tab }];
  admit(person);
  expect([{ ...local }, { ...tab }]).toEqual(before);
});

test.each([
  ['another person', { ...ada, id: 'grace' }],
  ['the same person in another organization', { ...ada, organization: { id: 'quayside' } }],
])('%s finds nothing of what was there, and is told apart from then on', (_, person) => {
  admit(person);
  expect(Object.keys(local)).not.toContain('gangway.sent.harborlight/ada');
  expect({ ...local }).toMatchObject({ ...OF_DEVICE, 'gangway.person': ownerOf(person) });
  expect({ ...local }).not.toHaveProperty(['gangway.ways']);
  expect({ ...tab }).toEqual({ 'gangway.person': ownerOf(person) });
});

test('in a browser where nobody was told apart yet, what is named after the person stays', () => {
  local.removeItem('gangway.person');
  tab.removeItem('gangway.person');
  admit({ ...ada, id: 'grace' });
  expect(Object.keys(local).filter((key) => key.includes('ada'))).toEqual([]);
  vi.stubGlobal('localStorage', new FakeStorage(OF_ADA));
  admit(ada);
  expect(Object.keys(localStorage).filter((key) => key.endsWith('ada'))).toHaveLength(2);
});

test('files belong to a person in an organization; who founds one takes theirs along', () => {
  expect(belongsTo('harborlight/ada', ada)).toBe(true);
  expect(belongsTo('/ada', ada)).toBe(true);
  expect(belongsTo('quayside/ada', ada)).toBe(false);
  expect(belongsTo('harborlight/grace', ada)).toBe(false);
  expect(belongsTo('harborlight/grace', { ...ada, organization: null })).toBe(false);
});
