import { Button, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../components/error-state.tsx';
import { Panel } from '../../../components/page.tsx';
import { RowSkeleton } from '../../../components/page-skeleton.tsx';
import type { Told } from '../organization-page.tsx';
import { blueprintsQuery, configurationQuery, configure } from '../queries.ts';
import { Changes } from './changes.tsx';

/** Time that taking over needs, before it is looked at again. */
const SETTLE_MS = 1_500;

/** Whether the organization has its blueprint as it is today; what would change, and the way to take it over. */
export function BlueprintPanel({ onTold }: { readonly onTold: (told: Told | undefined) => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(configurationQuery);
  const { data: blueprints } = useQuery(blueprintsQuery);
  const apply = useMutation({
    mutationFn: configure,
    onSuccess: async () => {
      onTold({ message: t('organizations.applied'), tone: 'good' });
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      await queryClient.invalidateQueries({ queryKey: configurationQuery.queryKey });
    },
  });
  const name = blueprints?.data.find(({ key }) => key === data?.blueprint)?.name ?? data?.blueprint ?? '';
  return (
    <Panel label={t('organizations.blueprint')}>
      <Title order={2} size="h4" mb="xs">
        {t('organizations.blueprint')}
      </Title>
      {!data &&
        (error ? <ErrorState error={error} retry={() => void refetch()} /> : <RowSkeleton rows={1} />)}
      {data && (
        <>
          <Text>
            {data.applied_version === null
              ? t('organizations.blueprintRefused')
              : data.behind
                ? t('organizations.behind', { name })
                : t('organizations.upToDate', { name, version: data.applied_version })}
          </Text>
          {data.behind && <Changes changes={data.changes} />}
          {apply.error && <ErrorState error={apply.error} />}
          {(data.behind || data.applied_version === null) && (
            <Button mt="sm" variant="default" loading={apply.isPending} onClick={() => apply.mutate()}>
              {data.behind ? t('organizations.applyBlueprint') : t('organizations.finishSetup')}
            </Button>
          )}
        </>
      )}
    </Panel>
  );
}
