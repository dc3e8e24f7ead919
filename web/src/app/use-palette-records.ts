import { IconBuilding, IconChecklist, IconFileText } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { contractsQuery } from '../features/contracts/queries.ts';
import { customersListQuery } from '../features/customers/queries.ts';
import { plansQuery } from '../features/onboarding/queries.ts';
import type { PaletteEntry } from './palette-entries.ts';
import { type RecentRecord, recentRecords } from './recents.ts';

const ICONS = { contract: IconFileText, plan: IconChecklist, customer: IconBuilding } as const;
const ADDRESSES = { contract: '/contracts/$id', plan: '/plans/$id', customer: '/customers/$id' } as const;

/**
 * Customers, contracts and plans to search in: the pages that have been loaded, at least the newest one. The API has no search of its
 * own.
 */
export function usePaletteRecords(person: string): {
  readonly records: readonly PaletteEntry[];
  readonly loading: boolean;
} {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const contracts = useInfiniteQuery(contractsQuery({}));
  const plans = useInfiniteQuery(plansQuery);
  const customers = useInfiniteQuery(customersListQuery({}));
  const open = ({ kind, id, title, detail }: RecentRecord) => ({
    id: `${kind}-${id}`,
    title,
    detail,
    icon: ICONS[kind],
    run: () => void navigate({ to: ADDRESSES[kind], params: { id } }),
  });
  const pages = <T>(data: { pages: readonly { data: readonly T[] }[] } | undefined) =>
    data?.pages.flatMap((page) => page.data) ?? [];
  return {
    loading: customers.isPending || contracts.isPending || plans.isPending,
    records: [
      ...recentRecords(person).map((record) => ({ ...open(record), group: 'recent' as const })),
      ...pages(customers.data).map(({ id, name, status }) => ({
        ...open({ kind: 'customer', id, title: name, detail: t(`customers.status.${status}`) }),
        group: 'customers' as const,
        onlyFound: true as const,
      })),
      ...pages(contracts.data).map(({ id, customer_name, document_name, file_name }) => ({
        ...open({ kind: 'contract', id, title: customer_name, detail: document_name ?? file_name }),
        group: 'contracts' as const,
        onlyFound: true as const,
      })),
      ...pages(plans.data).map(({ id, customer_name, name }) => ({
        ...open({ kind: 'plan', id, title: customer_name, detail: name }),
        group: 'plans' as const,
        onlyFound: true as const,
      })),
    ],
  };
}
