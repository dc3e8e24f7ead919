import type { AwsService, Call, Deployed, Reply, Requirement, Resource, ResourceProvider } from '../types.ts';
import { handle, requirements } from './api/index.ts';
import type { HttpRequest, HttpResponse } from './hosted/http.ts';
import { serve } from './hosted/index.ts';
import { type CognitoOptions, openParts, type Parts } from './parts.ts';
import { titleOf } from './pool.ts';
import type { FederationClient } from './provider.ts';
import { RESOURCE_TYPES } from './registry.ts';

export type { HttpRequest, HttpResponse } from './hosted/http.ts';
export type { CognitoOptions } from './parts.ts';
export type { FederationClient } from './provider.ts';

/** Amazon Cognito user pools: the API, the resources and managed login. */
export class Cognito implements AwsService, ResourceProvider {
  readonly name = 'cognito-idp';
  readonly types: readonly string[] = RESOURCE_TYPES;
  readonly #parts: Parts;

  constructor(options: CognitoOptions) {
    this.#parts = openParts(options);
  }

  requirements(call: Call): readonly Requirement[] {
    return requirements(call, this.#parts);
  }

  handle(call: Call): Promise<Reply> {
    return handle(call, this.#parts);
  }

  deploy(resource: Resource): Deployed {
    return this.#parts.registry.deploy(resource);
  }

  /**
   * Serves managed login under `/_cognito/<domain prefix>/` and the pools' documents under
   * `/_cognito/pools/<pool id>/.well-known/`; `undefined` for other paths.
   */
  http(request: HttpRequest): Promise<HttpResponse | undefined> {
    return serve(this.#parts, request);
  }

  /** Cognito as a client of the outside identity providers, for those that are played locally. */
  federationClients(): readonly FederationClient[] {
    const { registry, baseUrl } = this.#parts;
    return registry.providers().map((provider) => ({
      provider: provider.name,
      type: provider.type,
      issuer: provider.issuer,
      clientId: provider.clientId,
      clientSecret: provider.clientSecret,
      redirectUris: registry
        .domains()
        .filter((domain) => domain.poolId === provider.poolId)
        .map((domain) => `${baseUrl()}/_cognito/${domain.name}/oauth2/idpresponse`),
      title: titleOf(registry.pool(provider.poolId).name),
    }));
  }

  close(): void {
    this.#parts.database.close();
  }
}

/** Opens Cognito with the state in `dir`. */
export function openCognito(options: CognitoOptions): Cognito {
  return new Cognito(options);
}
