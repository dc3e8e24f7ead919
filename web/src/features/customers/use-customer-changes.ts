import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isApiError } from '../../api/errors.ts';
import type { CustomerChange, CustomerDetail } from '../../api/types.ts';
import { changeCustomer, customerQuery, customersKey } from './queries.ts';

/** Changes are shown at once, sent one after the other, and taken back when the API refuses them. */
export function useCustomerChanges(id: string) {
  const queryClient = useQueryClient();
  const { queryKey } = customerQuery(id);
  const update = (changes: Partial<CustomerDetail>) =>
    queryClient.setQueryData(queryKey, (customer) => customer && { ...customer, ...changes });
  return useMutation({
    // The version is that of the answer before.
    scope: { id: `customer-${id}` },
    mutationFn: (changes: CustomerChange) =>
      changeCustomer({ id, version: queryClient.getQueryData(queryKey)?.version ?? 0 }, changes),
    onMutate: async (changes) => {
      await queryClient.cancelQueries({ queryKey, exact: true });
      const before = queryClient.getQueryData(queryKey);
      update({
        ...(changes as Partial<CustomerDetail>),
        // Of the fields of one's own, those that are named.
        ...(changes.custom && { custom: { ...before?.custom, ...changes.custom } }),
      });
      return { before };
    },
    onSuccess: (customer) => update(customer),
    onError: (error, changes, context) => {
      const { before } = context ?? {};
      if (before)
        update(
          Object.fromEntries(
            Object.keys(changes).map((field) => [field, before[field as keyof CustomerDetail]]),
          ),
        );
      if (isApiError(error, 'version_conflict'))
        void queryClient.invalidateQueries({ queryKey, exact: true });
    },
    onSettled: (_, __, changes) =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: customersKey }),
        ...(changes.name === undefined
          ? []
          : [['contracts'], ['plans'], ['plan'], ['contract'], ['dashboard']].map((key) =>
              queryClient.invalidateQueries({ queryKey: key }),
            )),
      ]),
  });
}
