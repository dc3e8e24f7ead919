/** What an account brings along for the whole app: how its organization writes, and in which colour. */
import type { Account } from '../../api/types.ts';
import { adoptBrand } from '../../app/appearance.ts';
import { adoptWays } from '../../components/ways.ts';
import { adoptLanguage } from '../../i18n/i18n.ts';

export function adopted(account: Account): Account {
  const { settings = null, colors = null } = account.organization ?? {};
  adoptWays(settings);
  adoptBrand(colors);
  void adoptLanguage(settings?.language);
  return account;
}
