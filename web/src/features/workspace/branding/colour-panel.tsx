import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ACCENTS } from '../../../app/accents.ts';
import { GROUNDS, NIGHT } from '../../../app/theme.ts';
import { draftOf, keepDraft } from '../../../components/drafts.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { formatNumber } from '../../../components/format.ts';
import { Panel } from '../../../components/page.tsx';
import { Status } from '../../../components/status.tsx';
import { type Branding, colorsQuery } from '../settings-queries.ts';
import styles from '../workspace.module.css';

interface Props {
  readonly accent: string | null;
  readonly disabled: boolean;
  readonly saving: boolean;
  readonly onSave: (accent: string | null) => void;
}

const HEX = /^#[0-9a-f]{6}$/;
const DRAFT = 'branding';
const DEBOUNCE_MS = 250;
const OWN = ACCENTS.teal.shades[7];

type Colors = NonNullable<Branding['colors']>;

/** A colour, and at once what it becomes where text has to be read: on light and on dark grounds. */
export function ColourPanel({ accent, disabled, saving, onSave }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(draftOf(DRAFT)?.accent ?? accent ?? '');
  const wanted = typed.trim().toLowerCase();
  const valid = HEX.test(wanted);
  const [settled] = useDebouncedValue(wanted, DEBOUNCE_MS);
  const { data: colors, error } = useQuery({
    ...colorsQuery(settled),
    enabled: HEX.test(settled),
    placeholderData: keepPreviousData,
  });
  const change = (text: string) => {
    setTyped(text);
    keepDraft(DRAFT, { accent: text });
  };
  const save = (value: string | null) => {
    keepDraft(DRAFT, undefined);
    onSave(value);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (valid) save(wanted);
  };
  return (
    <Panel label={t('workspace.branding.colour')}>
      <form onSubmit={submit}>
        <Stack>
          <div>
            <Title order={3} size="h5">
              {t('workspace.branding.colour')}
            </Title>
            <Text className={styles.hint}>{t('workspace.branding.colourHelp')}</Text>
          </div>
          <div className={styles.colour}>
            <input
              type="color"
              className={styles.picker}
              aria-label={t('workspace.branding.colour')}
              value={valid ? wanted : OWN}
              disabled={disabled}
              onChange={({ currentTarget }) => change(currentTarget.value)}
            />
            <TextInput
              label={t('workspace.branding.colourCode')}
              placeholder={OWN}
              maxLength={7}
              autoComplete="off"
              spellCheck={false}
              value={typed}
              disabled={disabled}
              error={wanted !== '' && !valid ? t('workspace.branding.notColour') : undefined}
              onChange={({ currentTarget }) => change(currentTarget.value)}
            />
          </div>
          {error && <ErrorState error={error} />}
          {colors && valid && (
            <div className={styles.samples}>
              <Sample scheme="light" colors={colors} />
              <Sample scheme="dark" colors={colors} />
            </div>
          )}
          <Group>
            <Button type="submit" loading={saving} disabled={disabled || !valid || wanted === accent}>
              {t('workspace.branding.save')}
            </Button>
            {accent !== null && (
              <Button
                variant="default"
                disabled={disabled || saving}
                onClick={() => {
                  setTyped('');
                  save(null);
                }}
              >
                {t('workspace.branding.none')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

const TEXT = { light: '#1c1917', dark: NIGHT[0] } as const;
const QUIET = { light: '#57534e', dark: NIGHT[2] } as const;

/** A piece of the app in one scheme, whatever the reader's own is. */
function Sample({ scheme, colors }: { readonly scheme: 'light' | 'dark'; readonly colors: Colors }) {
  const { t } = useTranslation();
  const { ink, soft, ratio, adjusted } = colors[scheme];
  const text = TEXT[scheme];
  return (
    <section
      className={styles.sample}
      style={{ background: GROUNDS[scheme].surface, color: text }}
      aria-label={t(`workspace.branding.${scheme}`)}
    >
      <span style={{ color: QUIET[scheme], fontSize: 13 }}>{t(`workspace.branding.${scheme}`)}</span>
      <span className={styles.sampleFill} style={{ background: colors.light.ink }}>
        {t('workspace.branding.sampleButton')}
      </span>
      <span style={{ color: ink, textDecoration: 'underline' }}>{t('workspace.branding.sampleLink')}</span>
      <span className={styles.sampleChosen} style={{ background: soft }}>
        {t('workspace.branding.sampleChosen')}
      </span>
      <div>
        <div>{t('workspace.branding.ratio', { ratio: formatNumber(ratio) })}</div>
        <span style={{ fontSize: 14, color: QUIET[scheme] }}>
          <Status tone={adjusted ? 'attention' : 'good'}>
            {t(adjusted ? 'workspace.branding.adjusted' : 'workspace.branding.fits')}
          </Status>
        </span>
      </div>
    </section>
  );
}
