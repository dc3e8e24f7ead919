import { useTranslation } from 'react-i18next';
import { useLogo } from '../features/workspace/logo-query.ts';
import icon from './icon.svg';
import styles from './shell.module.css';

/** The organization's logo; the app's own until it is there. */
export function Logo({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useTranslation();
  const { data } = useLogo(id);
  if (!data) return <img src={icon} alt={t('common.appName')} width={28} height={28} />;
  return <img src={data} alt={name} className={styles.logo} />;
}
