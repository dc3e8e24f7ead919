import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import Provider, { type AdapterPayload, type Configuration, interactionPolicy } from 'oidc-provider';
import { serveInteraction } from './interactions.ts';
import { memoryAdapter } from './memory-adapter.ts';
import { alert, sendPage } from './pages.ts';
import { claimsOf, type Kind, type Person } from './people.ts';

/** An application that signs people in at Google or Microsoft, as it is registered there. */
export interface RelyingParty {
  /** The real provider's issuer, which says where it is registered. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  /** The name that the consent page shows. */
  readonly title: string;
}

export interface IdentityProvidersOptions {
  /** Where browsers and servers reach the listener, without a slash at the end: `http://127.0.0.1:4001`. */
  readonly baseUrl: () => string;
  /** The registered applications; asked anew at every sign-in. */
  readonly clients: () => readonly RelyingParty[];
}

const ROOT = '/_idp/';
const KINDS: readonly Kind[] = ['google', 'microsoft'];

function kindOf(issuer: string): Kind | undefined {
  if (issuer === 'https://accounts.google.com') return 'google';
  return issuer.startsWith('https://login.microsoftonline.com/') ? 'microsoft' : undefined;
}

interface Played {
  readonly provider: Provider;
  readonly callback: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly people: Map<string, Person>;
}

/** Google and Microsoft, played as OpenID providers under `/_idp/google` and `/_idp/microsoft`. */
export class IdentityProviders {
  readonly #options: IdentityProvidersOptions;
  readonly #played = new Map<Kind, Played>();
  #key: JWK | undefined;

  constructor(options: IdentityProvidersOptions) {
    this.#options = options;
  }

  /** Makes the signing key. Everything else comes with the first request, when the base URL is known. */
  async start(): Promise<void> {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    this.#key = { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' };
  }

  /** Forgets all sign-ins. */
  close(): void {
    this.#played.clear();
    this.#key = undefined;
  }

  /** Base URL of the provider that plays this issuer; `undefined` for issuers that nobody plays. */
  urlOf(issuer: string): string | undefined {
    const kind = kindOf(issuer);
    return kind === undefined ? undefined : `${this.#options.baseUrl()}${ROOT}${kind}`;
  }

  /**
   * Serves a request under `/_idp/` and tells whether it did; a `node:http` listener asks it before
   * it reads the request's body.
   */
  async handler(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const url = request.url ?? '/';
    const kind = KINDS.find((candidate) => url.startsWith(`${ROOT}${candidate}/`));
    if (kind === undefined) return false;
    const { provider, callback, people } = this.#play(kind);
    // oidc-provider takes the part of `originalUrl` before `url` for its mount path.
    const mounted = Object.assign(request, { originalUrl: url });
    mounted.url = url.slice(`${ROOT}${kind}`.length);
    if (mounted.url.startsWith('/interaction/'))
      await serveInteraction({ kind, provider, people }, mounted, response);
    else await callback(mounted, response);
    return true;
  }

  #play(kind: Kind): Played {
    const known = this.#played.get(kind);
    if (known !== undefined) return known;
    if (this.#key === undefined) throw new Error('The identity providers are not started.');
    const people = new Map<string, Person>();
    const issuer = `${this.#options.baseUrl()}${ROOT}${kind}`;
    const provider = new Provider(issuer, this.#configuration(kind, people, this.#key));
    const played = { provider, callback: provider.callback(), people };
    this.#played.set(kind, played);
    return played;
  }

  #configuration(kind: Kind, people: ReadonlyMap<string, Person>, key: JWK): Configuration {
    const policy = interactionPolicy.base();
    // Asked every time, as with several accounts at the real provider.
    policy
      .get('login')
      ?.checks.add(
        new interactionPolicy.Check('choose_account', 'An account is chosen at every sign-in', (context) =>
          context.oidc.result?.login === undefined
            ? interactionPolicy.Check.REQUEST_PROMPT
            : interactionPolicy.Check.NO_NEED_TO_PROMPT,
        ),
      );
    return {
      adapter: memoryAdapter((clientId) => this.#client(kind, clientId)),
      jwks: { keys: [key] },
      clientAuthMethods: ['client_secret_post', 'client_secret_basic'],
      responseTypes: ['code'],
      scopes: ['openid', 'email', 'profile', 'offline_access'],
      claims: {
        openid: ['sub', 'oid', 'tid', 'ver'],
        email: ['email', 'email_verified'],
        profile: ['name', 'given_name', 'family_name', 'preferred_username'],
      },
      // Google and Microsoft put the claims of the scopes into the id token.
      conformIdTokenClaims: false,
      pkce: { required: () => false },
      features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
      interactions: { policy, url: (_, interaction) => `${ROOT}${kind}/interaction/${interaction.uid}` },
      cookies: {
        keys: [randomBytes(32).toString('base64url')],
        names: { session: `${kind}_session`, interaction: `${kind}_interaction`, resume: `${kind}_resume` },
        long: { path: `${ROOT}${kind}`, httpOnly: true, sameSite: 'lax', signed: true },
        short: { httpOnly: true, sameSite: 'lax', signed: true },
      },
      ttl: {
        AccessToken: 3_600,
        AuthorizationCode: 60,
        Grant: 86_400,
        IdToken: 3_600,
        Interaction: 3_600,
        Session: 86_400,
      },
      findAccount: (context, sub) => {
        const person = people.get(sub);
        if (person === undefined) return undefined;
        const issuer = this.#relyingParty(kind, context.oidc.client?.clientId ?? '')?.issuer ?? '';
        return { accountId: sub, claims: () => claimsOf(kind, person, issuer) };
      },
      renderError: (context, out) => {
        const sentence = `${out.error}: ${out.error_description ?? 'the request cannot be served'}`;
        context.respond = false;
        sendPage(context.res, context.status, kind, 'This sign-in does not work', alert(sentence));
      },
    };
  }

  #relyingParty(kind: Kind, clientId: string): RelyingParty | undefined {
    return this.#options
      .clients()
      .find((client) => client.clientId === clientId && kindOf(client.issuer) === kind);
  }

  #client(kind: Kind, clientId: string): AdapterPayload | undefined {
    const party = this.#relyingParty(kind, clientId);
    if (party === undefined) return undefined;
    return {
      client_id: party.clientId,
      client_secret: party.clientSecret,
      client_name: party.title,
      redirect_uris: [...party.redirectUris],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'client_secret_post',
    };
  }
}

/** Google and Microsoft for these applications; call `start` before the first request. */
export function openIdentityProviders(options: IdentityProvidersOptions): IdentityProviders {
  return new IdentityProviders(options);
}
