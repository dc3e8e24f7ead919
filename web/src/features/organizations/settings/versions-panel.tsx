import { Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../../api/errors.ts';
import type { Organization } from '../../../api/types.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { Panel } from '../../../components/page.tsx';
import { RowSkeleton } from '../../../components/page-skeleton.tsx';
import { RelativeTime } from '../../../components/time.tsx';
import { rollBack, type SettingsVersion, versionsQuery } from '../queries.ts';
import { Changes } from './changes.tsx';
import styles from './settings.module.css';
import type { Told } from './told.ts';
import { useSettingsChange } from './use-settings-change.ts';

interface Props {
  readonly organization: Organization;
  readonly onTold: (told: Told | undefined) => void;
}

const KINDS = [
  'created',
  'updated',
  'wizard',
  'subscription',
  'rollback',
  'deletion',
  'restored',
  'suspended',
  'reactivated',
] as const;
const kindOf = (change: string) => KINDS.find((kind) => kind === change) ?? 'updated';

/** Every version of the settings with what it changed; each can be brought back. */
export function VersionsPanel({ organization, onTold }: Props) {
  const { t } = useTranslation();
  /** Where older pages begin. */
  const [pages, setPages] = useState<readonly (number | undefined)[]>([undefined]);
  const back = useSettingsChange(rollBack, {
    onTold,
    saved: ({ to }) => t('organizations.broughtBack', { version: to }),
  });
  return (
    <Panel label={t('organizations.versions')}>
      <Title order={2} size="h4">
        {t('organizations.versions')}
      </Title>
      <Text c="dimmed">{t('organizations.versionsHelp')}</Text>
      {back.error && !isApiError(back.error, 'version_conflict') && <ErrorState error={back.error} />}
      {pages.map((before, index) => (
        <VersionsPage
          key={before ?? 'newest'}
          organization={organization}
          before={before}
          last={index === pages.length - 1}
          onMore={(next) => setPages([...pages, next])}
          busy={back.isPending ? back.variables.to : undefined}
          onBringBack={(to) => back.mutate({ to, version: organization.version })}
        />
      ))}
    </Panel>
  );
}

interface PageProps {
  readonly organization: Organization;
  readonly before: number | undefined;
  readonly last: boolean;
  readonly onMore: (before: number) => void;
  readonly busy: number | undefined;
  readonly onBringBack: (version: number) => void;
}

function VersionsPage({ organization, before, last, onMore, busy, onBringBack }: PageProps) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(versionsQuery(organization.version, before));
  if (!data)
    return error ? <ErrorState error={error} retry={() => void refetch()} /> : <RowSkeleton rows={3} />;
  const { next_before } = data;
  return (
    <>
      <ol className={styles.versions}>
        {data.data.map((version) => (
          <Version
            key={version.id}
            version={version}
            current={version.id === organization.version}
            busy={busy === version.id}
            onBringBack={() => onBringBack(version.id)}
          />
        ))}
      </ol>
      {last && next_before !== null && (
        <Button variant="default" size="xs" onClick={() => onMore(next_before)}>
          {t('common.showMore')}
        </Button>
      )}
    </>
  );
}

interface VersionProps {
  readonly version: SettingsVersion;
  readonly current: boolean;
  readonly busy: boolean;
  readonly onBringBack: () => void;
}

function Version({ version, current, busy, onBringBack }: VersionProps) {
  const { t } = useTranslation();
  const { id, change, at, by, changes } = version;
  return (
    <li className={styles.version}>
      <div>
        <Text fw={500}>{t(`organizations.change.${kindOf(change)}`)}</Text>
        <Text size="sm" c="dimmed">
          {t('organizations.versionBy', { version: id, name: by.name ?? t('organizations.somebody') })},{' '}
          <RelativeTime at={at} />
        </Text>
        {changes.length > 0 ? (
          <Changes changes={changes} />
        ) : (
          change !== 'created' && (
            <Text size="sm" c="dimmed">
              {t('organizations.nothingChanged')}
            </Text>
          )
        )}
      </div>
      {current ? (
        <Text size="sm" c="dimmed">
          {t('organizations.current')}
        </Text>
      ) : (
        <Button
          size="xs"
          variant="default"
          loading={busy}
          aria-label={`${t('organizations.bringBack')}: ${t('organizations.versionBy', { version: id, name: by.name ?? t('organizations.somebody') })}`}
          onClick={onBringBack}
        >
          {t('organizations.bringBack')}
        </Button>
      )}
    </li>
  );
}
