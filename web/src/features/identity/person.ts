/**
 * What a person leaves in this browser, and whose it is. A session that merely ended leaves it for the same person; who
 * signs out, or another person who signs in, removes it (OWASP ASVS 8.2.2, 8.2.3).
 */
import { store, stored, storedKeys } from '../../components/stored.ts';

interface Whose {
  readonly id: string;
  readonly organization: { readonly id: string } | null;
}

/** Whose the rest is. Other tabs hear when it changes. */
const PERSON = 'gangway.person';

/** Of the device: how things look, which keys work, where the door is. Whatever is not named here is a person's. */
const OF_DEVICE: ReadonlySet<string> = new Set([
  'gangway.scheme',
  'gangway.accent',
  'gangway.language',
  'gangway.shortcuts',
  'gangway.contracts.hide',
  'gangway.customers.hide',
  'gangway.setup.hidden',
  'gangway.portal',
]);

/** Person and organization: what is of one organization must not get into another by way of its member. */
export const ownerOf = ({ id, organization }: Whose): string => `${organization?.id ?? ''}/${id}`;

/** A member who is stopped, or about to found an organization, is the same person still. */
export function belongsTo(owner: string, { id, organization }: Whose): boolean {
  const [of, person] = owner.split('/');
  return person === id && (!organization || of === '' || of === organization.id);
}

/** Of what is stored for good: what goes with a person. Of a tab, everything does. */
export const isPersonal = (key: string): boolean => key.startsWith('gangway.') && !OF_DEVICE.has(key);

/** Its name says that it is this person's. */
const isOwn = (key: string, person: Whose): boolean =>
  key.endsWith(`.${ownerOf(person)}`) || key.endsWith(`.${person.id}`);

export const lastPerson = (): string | undefined => stored(PERSON);

/** The account's answer says who is signed in: what another person left here goes. */
export function admit(person: Whose): void {
  for (const kind of ['local', 'session'] as const) {
    const before = stored(PERSON, kind);
    if (before !== undefined && belongsTo(before, person) && !person.organization) continue;
    if (before === undefined || !belongsTo(before, person))
      forget(kind, (key) => key !== PERSON && !isOwn(key, person));
    if (before !== ownerOf(person)) store(PERSON, ownerOf(person), kind);
  }
}

export function forgetTab(): void {
  forget('session', () => true);
}

/** All that is stored of whoever was signed in; files are `upload-queue`'s. */
export function forgetStored(): void {
  forgetTab();
  forget('local', () => true);
}

function forget(kind: 'local' | 'session', which: (key: string) => boolean): void {
  const all = storedKeys(kind).filter((key) => kind === 'session' || isPersonal(key));
  for (const key of all.filter(which)) store(key, undefined, kind);
}

interface Elsewhere {
  readonly onLeft: () => void;
  readonly onChanged: () => void;
}

/** What other tabs of this browser did: the person signed out, or another one came. */
export function watchPerson({ onLeft, onChanged }: Elsewhere): void {
  // A tab that slept meanwhile hears nothing.
  if (stored(PERSON) === undefined && stored(PERSON, 'session') !== undefined) forgetTab();
  window.addEventListener('storage', ({ key, oldValue, newValue }) => {
    if (key !== PERSON || oldValue === null || oldValue === newValue) return;
    if (newValue === null) onLeft();
    else onChanged();
  });
}

/** Leaves the page for good: going back does not show it again. */
export function leavePage(address: string): void {
  window.addEventListener('pagehide', () => {
    document.body.hidden = true;
  });
  window.addEventListener('pageshow', ({ persisted }) => persisted && window.location.reload());
  window.location.assign(address);
}
