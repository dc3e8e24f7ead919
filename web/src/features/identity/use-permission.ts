import { useQuery } from '@tanstack/react-query';
import { accountQuery } from './queries.ts';

/** Whether the signed-in person's role includes a permission, as `contract:write`. The API decides; this hides what it would refuse. */
export function usePermission(permission: `${string}:${string}`): boolean {
  const { data } = useQuery(accountQuery);
  return data?.permissions.includes(permission) ?? false;
}
