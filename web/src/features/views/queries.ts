/** Lists under a name, kept with the account or shared with everybody. */
import { queryOptions } from '@tanstack/react-query';
import { call, type InputOf, type ResponseOf } from '../../api/client.ts';

export type SavedView = ResponseOf<'GET /api/v1/views'>['data'][number];
type Sent = InputOf<'POST /api/v1/views'>['body'];
/** As the API takes it: values of the query as they stand in an address. */
export type NewView = Pick<SavedView, 'list' | 'name' | 'shared' | 'display'> & {
  readonly query: Readonly<Record<string, string>>;
};

export const viewsKey = ['views'] as const;

export const viewsQuery = (list: SavedView['list']) =>
  queryOptions({
    queryKey: [...viewsKey, list],
    queryFn: ({ signal }) => call('GET /api/v1/views', { query: { list } }, { signal }),
    staleTime: 60_000,
  });

export const saveView = (view: NewView) => call('POST /api/v1/views', { body: view as Sent });

export const changeView = ({ id, list, name, query, display, version }: SavedView, shared: boolean) =>
  call('PUT /api/v1/views/{id}', {
    params: { id },
    body: { list, name, query, display, shared, version } as InputOf<'PUT /api/v1/views/{id}'>['body'],
  });

export const deleteView = (id: string) => call('DELETE /api/v1/views/{id}', { params: { id } });
