import { Button, Group, Switch, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../../api/errors.ts';
import type { Organization } from '../../../api/types.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { Panel } from '../../../components/page.tsx';
import { usePermission } from '../../identity/use-permission.ts';
import type { Told } from '../organization-page.tsx';
import { slugQuery, updateOrganization } from '../queries.ts';
import { slugOf } from '../slug.ts';
import { SlugHint } from '../slug-hint.tsx';
import styles from './settings.module.css';
import { useSettingsChange } from './use-settings-change.ts';

const DEBOUNCE_MS = 300;

interface Props {
  readonly organization: Organization;
  readonly onTold: (told: Told | undefined) => void;
}

/** Name, short name, and whether a language model reads contracts. */
export function GeneralForm({ organization, onTold }: Props) {
  const { t } = useTranslation();
  const mayManage = usePermission('organization:manage');
  const [name, setName] = useState(organization.name);
  const [slug, setSlug] = useState(organization.slug);
  const [ai, setAi] = useState(organization.ai_enabled);
  const [wanted] = useDebouncedValue(slug, DEBOUNCE_MS);
  const asked = wanted !== organization.slug && wanted !== '';
  const check = useQuery({ ...slugQuery({ slug: wanted }), enabled: asked });
  const save = useSettingsChange(updateOrganization, { onTold, saved: () => t('organizations.saved') });
  const changes = {
    ...(name.trim() !== organization.name && { name: name.trim() }),
    ...(slug !== organization.slug && { slug }),
    ...(ai !== organization.ai_enabled && { ai_enabled: ai }),
  };
  const changed = Object.keys(changes).length > 0;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate({ ...changes, version: organization.version });
  };
  const refused = isApiError(save.error) && save.error.code !== 'version_conflict' ? save.error : undefined;
  return (
    <Panel label={t('organizations.organization')}>
      <form onSubmit={submit} className={styles.form}>
        <Title order={2} size="h4">
          {t('organizations.organization')}
        </Title>
        <TextInput
          label={t('organizations.name')}
          required
          withAsterisk={false}
          minLength={2}
          maxLength={100}
          value={name}
          disabled={!mayManage}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={refused?.field('name')}
        />
        <div>
          <TextInput
            label={t('organizations.slug')}
            description={t('organizations.slugHelp')}
            required
            withAsterisk={false}
            maxLength={40}
            autoCapitalize="none"
            spellCheck={false}
            value={slug}
            disabled={!mayManage}
            onChange={({ currentTarget }) => setSlug(slugOf(currentTarget.value))}
            error={refused?.field('slug')}
          />
          {slug !== organization.slug && (
            <SlugHint
              check={asked ? check.data : undefined}
              checking={asked && check.isFetching}
              free={undefined}
              onUse={setSlug}
            />
          )}
        </div>
        <Switch
          label={t('organizations.ai')}
          description={ai ? t('organizations.aiOn') : t('organizations.aiOff')}
          checked={ai}
          disabled={!mayManage}
          onChange={({ currentTarget }) => setAi(currentTarget.checked)}
        />
        {refused && <ErrorState error={refused} />}
        <Group>
          <Button type="submit" loading={save.isPending} disabled={!mayManage || !changed}>
            {t('organizations.save')}
          </Button>
          {!mayManage && <span>{t('organizations.readOnly')}</span>}
        </Group>
      </form>
    </Panel>
  );
}
