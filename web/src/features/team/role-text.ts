import type { PermissionInfo } from '../../api/types.ts';
import { i18n, t } from '../../i18n/i18n.ts';

/** In the vocabulary's order. */
export function byResource(
  permissions: readonly PermissionInfo[],
): readonly (readonly [string, readonly PermissionInfo[]])[] {
  const groups = new Map<string, PermissionInfo[]>();
  for (const entry of permissions) {
    const group = groups.get(entry.resource);
    if (group) group.push(entry);
    else groups.set(entry.resource, [entry]);
  }
  return [...groups];
}

/** What people call a resource; one that the app does not know yet keeps the API's word. */
export const resourceName = (resource: string): string =>
  i18n.exists(`team.resource.${resource}`) ? t(`team.resource.${resource as 'customer'}`) : resource;
