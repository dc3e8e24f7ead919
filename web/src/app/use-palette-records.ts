import { useDebouncedValue } from '@mantine/hooks';
import { IconBuilding, IconChecklist, IconFileText, IconListCheck, IconUser } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call, type ResponseOf } from '../api/client.ts';
import { contractsQuery } from '../features/contracts/queries.ts';
import { customersListQuery } from '../features/customers/queries.ts';
import { plansQuery } from '../features/onboarding/queries.ts';
import type { PaletteEntry } from './palette-entries.ts';
import { type RecentRecord, recentRecords } from './recents.ts';

const ICONS = { contract: IconFileText, plan: IconChecklist, customer: IconBuilding } as const;
const ADDRESSES = { contract: '/contracts/$id', plan: '/plans/$id', customer: '/customers/$id' } as const;

type Found = ResponseOf<'GET /api/v1/search'>['data'][number];

const DEBOUNCE_MS = 150;

const GROUPS = {
  customer: { group: 'customers', icon: IconBuilding },
  contract: { group: 'contracts', icon: IconFileText },
  plan: { group: 'plans', icon: IconChecklist },
  stakeholder: { group: 'people', icon: IconUser },
  task: { group: 'tasks', icon: IconListCheck },
} as const satisfies Record<Found['type'], Pick<PaletteEntry, 'group' | 'icon'>>;

/**
 * What the palette searches in: at once the pages that have been loaded, at least the newest one, and a moment later
 * everything, by the API.
 */
export function usePaletteRecords(
  person: string,
  typed: string,
): {
  readonly records: readonly PaletteEntry[];
  readonly loading: boolean;
} {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const contracts = useInfiniteQuery(contractsQuery({}));
  const plans = useInfiniteQuery(plansQuery);
  const customers = useInfiniteQuery(customersListQuery({}));
  const [q] = useDebouncedValue(typed.trim().slice(0, 200), DEBOUNCE_MS);
  const found = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => call('GET /api/v1/search', { query: { q } }, { signal }),
    enabled: q !== '',
    staleTime: 5_000,
  });
  const address = ({ type, id, customer_id, plan_id }: Found) => {
    if (type === 'contract') return navigate({ to: '/contracts/$id', params: { id } });
    const plan = type === 'plan' ? id : type === 'task' ? plan_id : undefined;
    if (plan) return navigate({ to: '/plans/$id', params: { id: plan } });
    return navigate({ to: '/customers/$id', params: { id: customer_id ?? id } });
  };
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
    loading:
      (typed.trim() !== '' && (found.isFetching || q !== typed.trim())) ||
      customers.isPending ||
      contracts.isPending ||
      plans.isPending,
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
      ...(q === typed.trim() ? (found.data?.data ?? []) : []).map((one) => ({
        ...GROUPS[one.type],
        id: `${one.type}-${one.id}`,
        title: one.type === 'contract' || one.type === 'plan' ? (one.subtitle ?? one.title) : one.title,
        ...(one.subtitle && {
          detail: one.type === 'contract' || one.type === 'plan' ? one.title : one.subtitle,
        }),
        run: () => void address(one),
        onlyFound: true as const,
        matched: true as const,
      })),
    ],
  };
}
