import { Button, Group, Switch, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import type { Organization } from '../../api/types.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { Panel } from '../../components/page.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { accountQuery } from '../identity/queries.ts';
import { usePermission } from '../identity/use-permission.ts';
import { organizationQuery, updateOrganization } from './queries.ts';

export function OrganizationPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(organizationQuery);
  const [notice, setNotice] = useState<string>();
  return (
    <>
      <title>{t('common.pageTitle', { title: t('organizations.organization') })}</title>
      <Notice
        message={notice}
        tone={notice === t('organizations.saved') ? 'good' : 'attention'}
        onClose={() => setNotice(undefined)}
      />
      {data ? (
        // Another version is another form: after a conflict it shows the values of today.
        <OrganizationForm key={data.version} organization={data} onNotice={setNotice} />
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <RowSkeleton rows={3} />
      )}
    </>
  );
}

interface FormProps {
  readonly organization: Organization;
  readonly onNotice: (message: string | undefined) => void;
}

function OrganizationForm({ organization, onNotice }: FormProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const mayManage = usePermission('organization:manage');
  const [name, setName] = useState(organization.name);
  const [ai, setAi] = useState(organization.ai_enabled);
  const save = useMutation({
    mutationFn: updateOrganization,
    onMutate: () => onNotice(undefined),
    onSuccess: (saved) => {
      queryClient.setQueryData(organizationQuery.queryKey, saved);
      void queryClient.invalidateQueries({ queryKey: accountQuery.queryKey });
      onNotice(t('organizations.saved'));
    },
    onError: async (error) => {
      if (!isApiError(error, 'version_conflict')) return;
      await queryClient.invalidateQueries({ queryKey: organizationQuery.queryKey });
      onNotice(t('organizations.conflict'));
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate({ name: name.trim(), ai_enabled: ai, version: organization.version });
  };
  const changed = name.trim() !== organization.name || ai !== organization.ai_enabled;
  const refused = isApiError(save.error) && save.error.code !== 'version_conflict' ? save.error : undefined;
  return (
    <Panel label={t('organizations.organization')}>
      <form onSubmit={submit} style={{ display: 'grid', gap: 20, maxWidth: 560 }}>
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
        <TextInput
          label={t('organizations.slug')}
          description={t('organizations.slugFixed')}
          value={organization.slug}
          readOnly
        />
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
