/** The document that a contract's facts stand in, as a browser can show it. */
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../api/client.ts';
import { download } from '../../../api/download.ts';
import type { Contract } from '../../../api/types.ts';

/** A page as it was read; the file has more (functions/contracts/get-contract-document.ts). */
export interface ReadPage {
  readonly number: number;
  readonly lines: readonly { readonly text: string; readonly role: string; readonly struck?: boolean }[];
}

export type Source =
  | { readonly kind: 'pdf'; readonly bytes: ArrayBuffer }
  | { readonly kind: 'image'; readonly image: Blob }
  /** What has no pages of its own, or none that a browser draws: the words as they were read. */
  | { readonly kind: 'words'; readonly pages: readonly ReadPage[] };

const DRAWN: Readonly<Record<string, 'pdf' | 'image'>> = {
  'application/pdf': 'pdf',
  'image/png': 'image',
  'image/jpeg': 'image',
};

/** Can the document be shown yet? A file as soon as it is there, words when they have been read. */
export const hasSource = ({ content_type, status, pages }: Contract): boolean =>
  status !== 'awaiting_upload' && (Object.hasOwn(DRAWN, content_type) || pages !== null);

/** The file itself, or its words. It does not change; words may, when it is read again. */
export const sourceQuery = ({ id, content_type, run }: Pick<Contract, 'id' | 'content_type' | 'run'>) => {
  const kind = DRAWN[content_type];
  return queryOptions({
    // Not under the contract's own key: what is read anew when facts change is not its file.
    queryKey: ['contract-source', id, kind ?? run],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<Source> => {
      if (kind === undefined) {
        const { url } = await call('GET /api/v1/contracts/{id}/document', { params: { id } }, { signal });
        const { pages } = (await (await download(url, signal)).json()) as { pages: readonly ReadPage[] };
        return { kind: 'words', pages };
      }
      const { url } = await call('GET /api/v1/contracts/{id}/file', { params: { id } }, { signal });
      const response = await download(url, signal);
      return kind === 'pdf'
        ? { kind, bytes: await response.arrayBuffer() }
        : { kind, image: new Blob([await response.arrayBuffer()], { type: content_type }) };
    },
  });
};
