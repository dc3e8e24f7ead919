/** The HTTP APIs of an assembly. */
import type { SocketApis } from '../socket-api/index.ts';
import type { ResourceProvider } from '../types.ts';
import { createAuthorize } from './authorizer.ts';
import { type HttpApiOptions, serveHttpApi } from './http-api.ts';
import { createHttpApiProvider, type HttpApiState } from './provider.ts';
import { type ApiRequest, type ApiResponse, messageResponse } from './request.ts';

export type { ApiRequest, ApiResponse } from './request.ts';

export interface HttpApis {
  readonly provider: ResourceProvider;
  /** Ids in order of deployment. */
  readonly ids: () => readonly string[];
  /** Serves one request of an API; never rejects. */
  readonly serve: (apiId: string, request: ApiRequest) => Promise<ApiResponse>;
}

export function openHttpApis(
  options: Omit<HttpApiOptions, 'authorize'> & {
    /** WebSocket APIs are resources of the same types. */
    readonly sockets?: Pick<SocketApis, 'create' | 'find'>;
  },
): HttpApis {
  const state: HttpApiState = {
    apis: new Map(),
    integrations: new Map(),
    authorizers: new Map(),
    ...(options.sockets && { sockets: options.sockets }),
  };
  const authorize = createAuthorize(options.invokeFrom);
  return {
    provider: createHttpApiProvider(state, options.region),
    ids: () => [...state.apis.keys()],
    serve: async (apiId, request) => {
      const api = state.apis.get(apiId);
      if (api === undefined) return messageResponse(404, 'Not Found');
      return serveHttpApi(api, request, { ...options, authorize });
    },
  };
}
