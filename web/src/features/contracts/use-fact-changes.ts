import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isApiError } from '../../api/errors.ts';
import type { Extraction, FactChange } from '../../api/types.ts';
import { changeFacts, contractsKey, extractionQuery, planChangesQuery } from './queries.ts';

/** Changes of a contract's facts. What the API answers is shown at once; a conflict reloads the contract. */
export function useFactChanges(contractId: string, onConflict: () => void) {
  const queryClient = useQueryClient();
  const { queryKey } = extractionQuery(contractId);
  return useMutation({
    mutationFn: (changes: FactChange[]) => changeFacts(contractId, changes),
    onMutate: () => queryClient.cancelQueries({ queryKey }),
    onSuccess: ({ contract, facts }) => {
      queryClient.setQueryData(
        queryKey,
        (before: Extraction | undefined) => before && merged(before, contract, facts),
      );
      void queryClient.invalidateQueries({ queryKey: contractsKey });
      void queryClient.invalidateQueries({ queryKey: planChangesQuery(contractId).queryKey });
    },
    onError: async (error) => {
      if (!isApiError(error, 'version_conflict')) return;
      await queryClient.invalidateQueries({ queryKey });
      onConflict();
    },
  });
}

function merged(
  before: Extraction,
  contract: Extraction['contract'],
  changed: Extraction['facts'],
): Extraction {
  const byKey = new Map(changed.map((fact) => [fact.key, fact]));
  return { contract, facts: before.facts.map((fact) => byKey.get(fact.key) ?? fact) };
}
