/**
 * What an account brings along for the whole app: how its organization writes, and in which colour. What somebody else
 * left in this browser goes before anything of the account is shown.
 */
import type { Account } from '../../api/types.ts';
import { adoptBrand } from '../../app/appearance.ts';
import { adoptWays } from '../../components/ways.ts';
import { adoptLanguage } from '../../i18n/i18n.ts';
import { forgetUploads } from '../contracts/upload-store.ts';
import { admit, belongsTo } from './person.ts';

export function adopted(account: Account): Account {
  admit(account);
  void forgetUploads((owner) => belongsTo(owner, account));
  const { settings = null, colors = null } = account.organization ?? {};
  adoptWays(settings);
  adoptBrand(colors);
  void adoptLanguage(settings?.language);
  return account;
}
