import '../../i18n/texts/workspace.ts';
import { Button, Group, Select, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { formatDateTime } from '../../components/format.ts';
import { Panel } from '../../components/page.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { useWays } from '../../components/ways.ts';
import { currentLanguage, LANGUAGES } from '../../i18n/i18n.ts';
import { accountQuery } from '../identity/queries.ts';
import { usePermission } from '../identity/use-permission.ts';
import { type Settings, saveSettings, settingsQuery } from './settings-queries.ts';
import { ToldAndRefused } from './told.tsx';
import { useDocument } from './use-document.ts';
import styles from './workspace.module.css';

const DATE_FORMATS = ['locale', 'iso', 'day_first', 'month_first'] as const;

/** How the organization writes dates and money, and where its day begins. */
export function WaysPage() {
  const { t } = useTranslation();
  const { data: account } = useQuery(accountQuery);
  const { data, error, refetch } = useQuery(settingsQuery);
  const saving = useDocument({ queryKey: settingsQuery.queryKey, save: saveSettings });
  return (
    <>
      <title>{t('common.pageTitle', { title: t('workspace.ways.title') })}</title>
      <div>
        <Title order={2} size="h4">
          {t('workspace.ways.title')}
        </Title>
        <Text c="dimmed">
          {t('workspace.ways.intro', { organization: account?.organization?.name ?? '' })}
        </Text>
      </div>
      <ToldAndRefused saving={saving} />
      {data ? (
        <Loaded key={data.version} settings={data} saving={saving} />
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <RowSkeleton rows={6} />
      )}
    </>
  );
}

/** Nobody has set anything: what the form begins with is what the reader's browser does. */
const beginning = (settings: Settings): Settings =>
  settings.version > 0
    ? settings
    : {
        ...settings,
        time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        language: currentLanguage(),
      };

interface Props {
  readonly settings: Settings;
  readonly saving: ReturnType<typeof useDocument<Parameters<typeof saveSettings>[0], Settings>>;
}

/** The form begins anew with what was saved. */
function Loaded({ settings, saving }: Props) {
  const { t } = useTranslation();
  const mayChange = usePermission('settings:manage');
  const [wanted, setWanted] = useState(() => beginning(settings));
  const ways = useWays();
  const refused = isApiError(saving.error) ? saving.error : undefined;
  const change = (changes: Partial<Settings>) => setWanted((before) => ({ ...before, ...changes }));
  const save = ({ updated_at: _, ...body }: Settings, version: number, undo?: () => void) =>
    saving.mutate(
      { ...body, version },
      {
        onSuccess: () =>
          saving.tell({
            message: t('workspace.saved'),
            tone: 'good',
            ...(undo && version > 0 && { undo }),
          }),
      },
    );
  const changed = settings.version === 0 || JSON.stringify(wanted) !== JSON.stringify(settings);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save(wanted, settings.version, () => save(settings, settings.version + 1));
  };
  return (
    <Panel label={t('workspace.ways.title')}>
      <form onSubmit={submit}>
        <Stack maw={560}>
          {settings.version === 0 && <Text>{t('workspace.ways.unset')}</Text>}
          <Select
            label={t('workspace.ways.timeZone')}
            description={t('workspace.ways.timeZoneHelp')}
            searchable
            allowDeselect={false}
            data={zonesWith(wanted.time_zone)}
            value={wanted.time_zone}
            disabled={!mayChange}
            error={refused?.field('time_zone')}
            onChange={(time_zone) => time_zone && change({ time_zone })}
          />
          <Select
            label={t('workspace.ways.language')}
            description={t('workspace.ways.languageHelp')}
            allowDeselect={false}
            data={LANGUAGES.map((value) => ({ value, label: t(`appearance.languages.${value}`) }))}
            value={wanted.language}
            disabled={!mayChange}
            error={refused?.field('language')}
            onChange={(value) => {
              const language = LANGUAGES.find((each) => each === value);
              if (language) change({ language });
            }}
          />
          <Select
            label={t('workspace.ways.dateFormat')}
            description={t('workspace.ways.dateFormatHelp')}
            allowDeselect={false}
            data={DATE_FORMATS.map((value) => ({ value, label: t(`workspace.ways.dateFormats.${value}`) }))}
            value={wanted.date_format}
            disabled={!mayChange}
            error={refused?.field('date_format')}
            onChange={(value) => {
              const date_format = DATE_FORMATS.find((each) => each === value);
              if (date_format) change({ date_format });
            }}
          />
          <Select
            label={t('workspace.ways.currency')}
            description={t('workspace.ways.currencyHelp')}
            searchable
            allowDeselect={false}
            data={currencies(currentLanguage())}
            value={wanted.currency}
            disabled={!mayChange}
            error={refused?.field('currency')}
            onChange={(currency) => currency && change({ currency })}
          />
          <Text className={styles.hint}>
            {t('workspace.ways.now')}{' '}
            <b key={JSON.stringify(ways)}>{formatDateTime(new Date().toISOString())}</b>
          </Text>
          <Group>
            <Button type="submit" loading={saving.isPending} disabled={!mayChange || !changed}>
              {t('common.save')}
            </Button>
            {!mayChange && <span>{t('workspace.readOnly')}</span>}
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

/** The browser may list a zone under another of its names. */
const zonesWith = (zone: string): string[] => [
  ...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), zone]),
];

function currencies(language: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([language], { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((value) => ({
    value,
    label: `${value} · ${names.of(value) ?? value}`,
  }));
}
