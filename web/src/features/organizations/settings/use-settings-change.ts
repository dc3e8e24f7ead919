import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../../api/errors.ts';
import type { Organization } from '../../../api/types.ts';
import { accountQuery } from '../../identity/queries.ts';
import type { Told } from '../organization-page.tsx';
import { organizationQuery } from '../queries.ts';

/** A change of the organization: what is saved is shown everywhere, and a stale version is told and loaded anew. */
export function useSettingsChange<Input>(
  change: (input: Input) => Promise<Organization>,
  {
    onTold,
    saved,
  }: {
    readonly onTold: (told: Told | undefined) => void;
    readonly saved: (input: Input) => string;
  },
) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onMutate: () => onTold(undefined),
    onSuccess: (organization, input) => {
      queryClient.setQueryData(organizationQuery.queryKey, organization);
      void queryClient.invalidateQueries({ queryKey: accountQuery.queryKey });
      onTold({ message: saved(input), tone: 'good' });
    },
    onError: async (error) => {
      if (!isApiError(error, 'version_conflict')) return;
      await queryClient.invalidateQueries({ queryKey: organizationQuery.queryKey, exact: true });
      onTold({ message: t('organizations.conflict'), tone: 'attention' });
    },
  });
}
