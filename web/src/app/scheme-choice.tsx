import { useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MenuKit } from '../components/lazy-menu.tsx';
import type { SCHEMES } from './appearance.ts';

interface Props {
  readonly Menu: MenuKit;
  /** In the order in which they stand. */
  readonly schemes: readonly (typeof SCHEMES)[number][];
}

/** Light or dark, as a part of a menu. */
export function SchemeChoice({ Menu, schemes }: Props) {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{t('appearance.scheme')}</Menu.Label>
      <Menu.RadioGroup
        value={colorScheme}
        onChange={(value) => setColorScheme(schemes.find((scheme) => scheme === value) ?? 'auto')}
      >
        {schemes.map((scheme) => (
          <Menu.RadioItem key={scheme} value={scheme}>
            {t(`appearance.${scheme}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}
