import { Checkbox, MultiSelect, Radio, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { PlanChoice } from '../plan-choice.tsx';
import { blueprintsQuery, type WizardStep } from '../queries.ts';
import { type Answers, record, text, texts } from './answers.ts';
import { countries } from './countries.ts';
import styles from './wizard.module.css';

export interface FieldsProps {
  readonly answers: Answers;
  readonly onChange: (change: Answers) => void;
  /** What the API says about a field, by its path below `data`. */
  readonly problem: (field: string) => string | undefined;
}

const SIZES = ['1-10', '11-50', '51-200', '201-1000', '1001+'];
const REGIONS = [
  'dach',
  'western_europe',
  'southern_europe',
  'northern_europe',
  'eastern_europe',
  'united_kingdom',
  'north_america',
  'latin_america',
  'middle_east',
  'africa',
  'asia',
  'australia_new_zealand',
] as const;
const SOURCES = [
  'website',
  'referral',
  'partner',
  'event',
  'advertising',
  'social_media',
  'outbound',
  'marketplace',
  'import',
] as const;
const CRMS = ['none', 'salesforce', 'hubspot', 'dynamics', 'pipedrive', 'zoho', 'other'] as const;

function useCountries() {
  const { i18n } = useTranslation();
  return useMemo(() => countries(i18n.language), [i18n.language]);
}

function Company({ answers, onChange, problem }: FieldsProps) {
  const { t } = useTranslation();
  const location = record(answers.location);
  const place = (change: Answers) => onChange({ location: { ...location, ...change } });
  return (
    <>
      <TextInput
        label={t('wizard.name')}
        maxLength={100}
        autoComplete="organization"
        value={text(answers.name)}
        onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
        error={problem('name')}
      />
      <Select
        label={t('wizard.size')}
        data={SIZES}
        value={text(answers.size) || null}
        onChange={(size) => onChange({ size })}
        error={problem('size')}
      />
      <Select
        label={t('wizard.country')}
        data={useCountries()}
        searchable
        value={text(location.country) || null}
        onChange={(country) => place({ country })}
        error={problem('location.country')}
      />
      <TextInput
        label={t('wizard.city')}
        maxLength={100}
        value={text(location.city)}
        onChange={({ currentTarget }) => place({ city: currentTarget.value })}
        error={problem('location.city')}
      />
    </>
  );
}

function Industry({ answers, onChange, problem }: FieldsProps) {
  const { t } = useTranslation();
  const { data } = useQuery(blueprintsQuery);
  const chosen = text(answers.blueprint);
  const lines = data?.data.find(({ key }) => key === chosen)?.industry_lines ?? [];
  return (
    <>
      <Radio.Group
        label={t('wizard.blueprint')}
        value={chosen}
        onChange={(blueprint) => onChange({ blueprint, industry_lines: [] })}
        error={problem('blueprint')}
      >
        <Stack gap="xs" mt="xs">
          {data?.data.map(({ key, name, description }) => (
            <Radio key={key} value={key} label={name} description={description} />
          ))}
        </Stack>
      </Radio.Group>
      {lines.length > 0 && (
        <Checkbox.Group
          label={t('wizard.lines')}
          value={texts(answers.industry_lines)}
          onChange={(industry_lines) => onChange({ industry_lines })}
          error={problem('industry_lines')}
        >
          <div className={styles.choices}>
            {lines.map(({ key, name }) => (
              <Checkbox key={key} value={key} label={name} />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </>
  );
}

function Markets({ answers, onChange, problem }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Checkbox.Group
        label={t('wizard.regions')}
        value={texts(answers.regions)}
        onChange={(regions) => onChange({ regions })}
        error={problem('regions')}
      >
        <div className={styles.choices}>
          {REGIONS.map((region) => (
            <Checkbox key={region} value={region} label={t(`wizard.region.${region}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <MultiSelect
        label={t('wizard.countries')}
        data={useCountries()}
        searchable
        hidePickedOptions
        maxValues={60}
        value={texts(answers.countries)}
        onChange={(chosen) => onChange({ countries: chosen })}
        error={problem('countries')}
      />
    </>
  );
}

function LeadSources({ answers, onChange, problem }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <Checkbox.Group
      label={t('wizard.sources')}
      value={texts(answers.sources)}
      onChange={(sources) => onChange({ sources })}
      error={problem('sources')}
    >
      <div className={styles.choices}>
        {SOURCES.map((source) => (
          <Checkbox key={source} value={source} label={t(`wizard.source.${source}`)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

function Integrations({ answers, onChange, problem }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Switch
        label={t('wizard.api')}
        checked={answers.api === true}
        onChange={({ currentTarget }) => onChange({ api: currentTarget.checked })}
      />
      <Switch
        label={t('wizard.webhooks')}
        checked={answers.webhooks === true}
        onChange={({ currentTarget }) => onChange({ webhooks: currentTarget.checked })}
      />
      <Select
        label={t('wizard.crm')}
        data={CRMS.map((value) => ({ value, label: t(`wizard.crms.${value}`) }))}
        allowDeselect={false}
        value={text(answers.crm) || 'none'}
        onChange={(crm) => onChange({ crm })}
        error={problem('crm')}
      />
    </>
  );
}

function Billing({ answers, onChange, problem }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <PlanChoice value={text(answers.plan)} onChange={(plan) => onChange({ plan })} />
      {problem('plan') && (
        <Text c="var(--gw-bad)" size="sm">
          {problem('plan')}
        </Text>
      )}
      <TextInput
        type="email"
        label={t('wizard.billingEmail')}
        autoComplete="email"
        maxLength={254}
        value={text(answers.billing_email)}
        onChange={({ currentTarget }) => onChange({ billing_email: currentTarget.value })}
        error={problem('billing_email')}
      />
    </>
  );
}

export const FIELDS: Readonly<Record<WizardStep, (props: FieldsProps) => React.ReactNode>> = {
  company: Company,
  industry: Industry,
  markets: Markets,
  lead_sources: LeadSources,
  integrations: Integrations,
  billing: Billing,
};
