/** The organization's logo as an address of this page: the picture is fetched once, and its signed link may end. */
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import { download } from '../../api/download.ts';

/** @param id null where there is none */
export const useLogo = (id: string | null) =>
  useQuery({
    queryKey: ['logo', id],
    enabled: id !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const { logo } = await call('GET /api/v1/workspace/branding', {}, { signal });
      if (!logo) return null;
      const picture = await (await download(logo.url, signal)).arrayBuffer();
      return URL.createObjectURL(new Blob([picture], { type: logo.type }));
    },
  });
