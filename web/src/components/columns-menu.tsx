import { Button } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LazyMenu, type MenuContent } from './lazy-menu.tsx';

/** Which columns a list shows. It stays open while one chooses. */
export function ColumnsMenu({ children }: { readonly children: MenuContent }) {
  const { t } = useTranslation();
  return (
    <LazyMenu
      position="bottom-end"
      closeOnItemClick={false}
      withinPortal={false}
      target={
        <Button variant="default" leftSection={<IconColumns3 size={16} aria-hidden />}>
          {t('uploads.columns')}
        </Button>
      }
    >
      {children}
    </LazyMenu>
  );
}
