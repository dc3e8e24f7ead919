import { SegmentedControl, Select, Switch, Title, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ACCENT_NAMES, ACCENTS, type AccentName } from '../../app/accents.ts';
import { chooseAccent, SCHEMES, useBrand, useChosenAccent } from '../../app/appearance.ts';
import { enableShortcuts, useShortcutsEnabled } from '../../app/shortcuts.ts';
import { Panel } from '../../components/page.tsx';
import { chooseLanguage, chosenLanguage, LANGUAGES } from '../../i18n/i18n.ts';
import styles from './profile-page.module.css';
import { accountQuery } from './queries.ts';
import { useSaveProfile } from './use-profile.ts';

/** The person, and how the app is for them in this browser. Choices show at once; there is nothing to save. */
export function ProfilePage() {
  const { t } = useTranslation();
  const { data: account } = useQuery(accountQuery);
  return (
    <>
      <title>{t('common.pageTitle', { title: t('settings.profile') })}</title>
      <Panel label={t('settings.you')}>
        <Title order={2} size="h4" mb="sm">
          {t('settings.you')}
        </Title>
        <dl className={styles.facts}>
          <dt>{t('settings.name')}</dt>
          <dd>{account?.name || '–'}</dd>
          <dt>{t('settings.email')}</dt>
          <dd>{account?.email}</dd>
          {account?.role && (
            <>
              <dt>{t('settings.role')}</dt>
              <dd>{account.role === 'admin' ? t('settings.admin') : account.role}</dd>
            </>
          )}
        </dl>
        <p className={styles.hint}>{t('settings.youHelp')}</p>
      </Panel>
      <Panel label={t('settings.appearance')}>
        <div className={styles.form}>
          <Title order={2} size="h4">
            {t('settings.appearance')}
          </Title>
          <LanguageChoice />
          <SchemeChoice />
          <AccentChoice />
          <ShortcutsChoice />
          <p className={styles.hint}>{t('settings.appearanceHelp')}</p>
        </div>
      </Panel>
    </>
  );
}

function LanguageChoice() {
  const { t } = useTranslation();
  const save = useSaveProfile();
  const [chosen, setChosen] = useState(chosenLanguage);
  return (
    <Select
      label={t('appearance.language')}
      data={[
        { value: '', label: t('appearance.browserLanguage') },
        ...LANGUAGES.map((value) => ({ value, label: t(`appearance.languages.${value}`) })),
      ]}
      value={chosen ?? ''}
      allowDeselect={false}
      maw={320}
      onChange={(value) => {
        const language = LANGUAGES.find((candidate) => candidate === value);
        setChosen(language);
        void chooseLanguage(language);
        save({ locale: language ?? null });
      }}
    />
  );
}

function SchemeChoice() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <fieldset className={styles.choice}>
      <legend>{t('appearance.scheme')}</legend>
      <SegmentedControl
        aria-label={t('appearance.scheme')}
        data={SCHEMES.map((value) => ({ value, label: t(`appearance.${value}`) }))}
        value={colorScheme}
        onChange={(value) => setColorScheme(SCHEMES.find((scheme) => scheme === value) ?? 'auto')}
      />
    </fieldset>
  );
}

function AccentChoice() {
  const { t } = useTranslation();
  const accent = useChosenAccent();
  const brand = useBrand();
  const save = useSaveProfile();
  const choose = (name: AccentName | undefined) => {
    chooseAccent(name);
    save({ accent: name ?? null });
  };
  return (
    <fieldset className={styles.choice}>
      <legend>{t('appearance.accent')}</legend>
      <div className={styles.accents}>
        {brand && (
          <label className={styles.accent}>
            <input type="radio" name="accent" checked={!accent} onChange={() => choose(undefined)} />
            <span className={styles.swatch} style={{ background: brand.light.ink }} aria-hidden />
            {t('appearance.ofOrganization')}
          </label>
        )}
        {ACCENT_NAMES.map((name) => (
          <label key={name} className={styles.accent}>
            <input
              type="radio"
              name="accent"
              value={name}
              checked={(accent ?? (brand ? undefined : 'teal')) === name}
              onChange={() => choose(name)}
            />
            <span className={styles.swatch} style={{ background: ACCENTS[name].shades[7] }} aria-hidden />
            {t(`appearance.accents.${name}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function ShortcutsChoice() {
  const { t } = useTranslation();
  const enabled = useShortcutsEnabled();
  return (
    <Switch
      label={t('shortcuts.enabled')}
      description={t('shortcuts.enabledHelp')}
      checked={enabled}
      onChange={({ currentTarget }) => enableShortcuts(currentTarget.checked)}
    />
  );
}
