/** How the app is for a person, on every device (TEAM-25): `DIR#PROFILE#<account>`. */
import * as z from 'zod';
import { changeEntry, readEntry, removeEntry } from '../kernel/ledger.ts';

export const Profile = z.object({
  locale: z.enum(['en', 'de']).nullable(),
  theme: z.enum(['light', 'dark', 'auto']).nullable(),
  accent: z
    .enum(['teal', 'blue', 'violet', 'berry', 'forest'])
    .nullable()
    .meta({ description: 'null: the organization’s, where it has one' }),
});
export type Profile = z.output<typeof Profile>;

/** What is kept, as far as it is still among the choices. */
const Kept = z.object({
  locale: Profile.shape.locale.catch(null),
  theme: Profile.shape.theme.catch(null),
  accent: Profile.shape.accent.catch(null),
});

const profileOf = (entry: unknown): Profile => Kept.parse(entry ?? {});

export const readProfile = async (account: string): Promise<Profile> =>
  profileOf(await readEntry('PROFILE', account));

type Changes = { readonly [K in keyof Profile]?: Profile[K] | undefined };

/** @param changes null for what the app decides by itself */
export async function changeProfile(account: string, changes: Changes): Promise<Profile> {
  const entries = Object.entries(changes).filter(([, value]) => value !== undefined);
  if (entries.length === 0) return readProfile(account);
  const entry = await changeEntry('PROFILE', account, {
    update: `SET ${entries.map((_, index) => `#n${index} = :v${index}`).join(', ')}`,
    names: Object.fromEntries(entries.map(([name], index) => [`#n${index}`, name])),
    values: Object.fromEntries(entries.map(([, value], index) => [`:v${index}`, value])),
  });
  return profileOf(entry);
}

export const forgetProfile = (account: string): Promise<void> => removeEntry('PROFILE', account);
