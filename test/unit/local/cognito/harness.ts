import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { type Cognito, openCognito } from '../../../../local/cognito/index.ts';
import { type IdentityProviders, openIdentityProviders } from '../../../../local/identity-providers/index.ts';
import { type Mailbox, openMailbox } from '../../../../local/mail/index.ts';
import { AwsError, type Call, type Deployed, type Invoke } from '../../../../local/types.ts';
import { Browser, pkce, type Shown } from './browser.ts';

export const CALLBACK = 'http://app.localhost:5173/auth/callback';
export const SIGNED_OUT = 'http://app.localhost:5173/';
export const PASSWORD = 'Correct-Horse-7';

/** A trigger: gets the event and gives it back, changed, or throws. */
export type TriggerFunction = (event: TriggerEvent) => unknown;

export interface TriggerEvent {
  readonly version: string;
  readonly triggerSource: string;
  readonly region: string;
  readonly userPoolId: string;
  readonly userName: string;
  readonly callerContext: { readonly awsSdkVersion: string; readonly clientId: string };
  readonly request: Record<string, unknown>;
  response: Record<string, unknown>;
}

export interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token?: string;
  readonly expires_in: number;
  readonly token_type: string;
  readonly error?: string;
  readonly error_description?: string;
}

export interface Settings {
  readonly pool?: Record<string, unknown>;
  readonly client?: Record<string, unknown>;
  readonly dir?: string;
  readonly port?: number;
}

/** A pool with its client, domain and providers, behind a listener. */
export class World {
  readonly dir: string;
  readonly mailbox: Mailbox;
  readonly cognito: Cognito;
  readonly providers: IdentityProviders;
  readonly triggers = new Map<string, TriggerFunction>();
  readonly events: TriggerEvent[] = [];
  readonly sdk: CognitoIdentityProviderClient;
  readonly server: Server;
  readonly origin: string;
  pool: Deployed = { ref: '', attributes: {} };
  client: Deployed = { ref: '', attributes: {} };

  constructor(dir: string, server: Server) {
    this.dir = dir;
    this.server = server;
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.mailbox = openMailbox({ dir });
    const invoke: Invoke = async (name, payload) => {
      const event = structuredClone(payload) as TriggerEvent;
      this.events.push(structuredClone(event));
      try {
        return { payload: (await this.triggers.get(name)?.(event)) ?? event };
      } catch (error) {
        return { payload: undefined, error: { name: 'Error', message: (error as Error).message } };
      }
    };
    this.cognito = openCognito({
      dir,
      account: '000000000000',
      region: 'eu-west-1',
      baseUrl: () => this.origin,
      mailbox: this.mailbox,
      invoke,
      providerUrl: (_, issuer) => this.providers.urlOf(issuer),
    });
    this.providers = openIdentityProviders({
      baseUrl: () => this.origin,
      clients: () => this.cognito.federationClients(),
    });
    this.sdk = new CognitoIdentityProviderClient({
      endpoint: this.origin,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
  }

  deploy(logicalId: string, type: string, properties: Record<string, unknown>): Deployed {
    return this.cognito.deploy({
      stack: 'Shop-Identity',
      logicalId,
      type: `AWS::Cognito::${type}`,
      properties,
    });
  }

  deployAll({ pool = {}, client = {} }: Settings): void {
    this.pool = this.deploy('Users', 'UserPool', {
      UserPoolName: 'shop-users',
      UsernameAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      AutoVerifiedAttributes: ['email'],
      Policies: { PasswordPolicy: { MinimumLength: 10, RequireSymbols: false } },
      Schema: [
        { Name: 'email', Required: true, Mutable: true },
        { Name: 'tenant', AttributeDataType: 'String', Mutable: true },
      ],
      ...pool,
    });
    for (const [name, type, details] of [
      ['Google', 'Google', {}],
      [
        'Microsoft',
        'OIDC',
        { oidc_issuer: 'https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0' },
      ],
    ] as const) {
      this.deploy(name, 'UserPoolIdentityProvider', {
        UserPoolId: this.pool.ref,
        ProviderName: name,
        ProviderType: type,
        ProviderDetails: {
          client_id: `${name}-client`,
          client_secret: `${name}-secret`,
          authorize_scopes: 'openid email profile',
          ...details,
        },
        AttributeMapping: {
          email: 'email',
          name: 'name',
          ...(name === 'Google' ? { email_verified: 'email_verified' } : {}),
        },
      });
    }
    this.deploy('Domain', 'UserPoolDomain', { UserPoolId: this.pool.ref, Domain: 'shop' });
    this.client = this.deploy('Web', 'UserPoolClient', {
      UserPoolId: this.pool.ref,
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'profile', 'aws.cognito.signin.user.admin'],
      CallbackURLs: [CALLBACK],
      LogoutURLs: [SIGNED_OUT],
      SupportedIdentityProviders: ['COGNITO', 'Google', 'Microsoft'],
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
      AccessTokenValidity: 15,
      TokenValidityUnits: { AccessToken: 'minutes' },
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 },
      PreventUserExistenceErrors: 'ENABLED',
      ...client,
    });
  }

  browser(): Browser {
    return new Browser(this.origin);
  }

  authorizeUrl(parameters: Record<string, string> = {}): string {
    const query = new URLSearchParams({
      client_id: this.client.ref,
      redirect_uri: CALLBACK,
      response_type: 'code',
      scope: 'openid email profile',
      state: 'state-1',
      nonce: 'nonce-1',
      ...parameters,
    });
    return `${this.origin}/_cognito/shop/oauth2/authorize?${query}`;
  }

  /** The code in the newest mail to this address. */
  mailedCode(to: string): string {
    return /\b\d{6}\b/.exec(this.mailbox.list({ to })[0]?.text ?? '')?.[0] ?? 'no code';
  }

  async token(
    parameters: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Tokens & { status: number }> {
    const body = new URLSearchParams({ client_id: this.client.ref, ...parameters });
    const response = await fetch(`${this.origin}/_cognito/shop/oauth2/token`, {
      method: 'POST',
      body,
      headers,
    });
    return { ...((await response.json()) as Tokens), status: response.status };
  }

  exchange(shown: Shown, verifier?: string): Promise<Tokens & { status: number }> {
    return this.token({
      grant_type: 'authorization_code',
      code: shown.url.searchParams.get('code') ?? '',
      redirect_uri: CALLBACK,
      ...(verifier === undefined ? {} : { code_verifier: verifier }),
    });
  }

  refresh(token: string | undefined): Promise<Tokens & { status: number }> {
    return this.token({ grant_type: 'refresh_token', refresh_token: token ?? '' });
  }

  /** Signs up on the pages, up to the page that asks for the code. */
  async signUp(browser: Browser, email: string, parameters: Record<string, string> = {}): Promise<Shown> {
    const login = await browser.open(this.authorizeUrl(parameters));
    const page = await browser.follow(login, 'Create an account');
    return browser.submit(page, 'Create account', { username: email, password: PASSWORD });
  }

  /** A user who signed up and confirmed; gives where the browser ended up. */
  async register(browser: Browser, email: string, parameters: Record<string, string> = {}): Promise<Shown> {
    const page = await this.signUp(browser, email, parameters);
    return browser.submit(page, 'Confirm', { code: this.mailedCode(email) });
  }

  /** Registers with PKCE and exchanges the code. */
  async tokensFor(email: string): Promise<Tokens> {
    const { verifier, challenge } = pkce();
    const shown = await this.register(this.browser(), email, {
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    return this.exchange(shown, verifier);
  }

  verifier(tokenUse: 'access' | 'id'): { verify: (token: string) => Promise<Record<string, unknown>> } {
    const fetcher = {
      fetch: async (): Promise<ArrayBuffer> =>
        (await fetch(`${this.origin}/_cognito/pools/${this.pool.ref}/.well-known/jwks.json`)).arrayBuffer(),
    };
    return CognitoJwtVerifier.create(
      { userPoolId: this.pool.ref, tokenUse, clientId: this.client.ref },
      { jwksCache: new SimpleJwksCache({ fetcher }) },
    ) as unknown as { verify: (token: string) => Promise<Record<string, unknown>> };
  }

  async close({ keep = false } = {}): Promise<void> {
    this.sdk.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    this.cognito.close();
    this.mailbox.close();
    this.providers.close();
    if (!keep) rmSync(this.dir, { recursive: true });
  }

  /** A call as the gateway would make it of a request with an `X-Amz-Target`. */
  call(operation: string, input: Record<string, unknown>): Call {
    return {
      service: 'cognito-idp',
      operation,
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: {},
      body: Buffer.from(JSON.stringify(input)),
      input,
      principal: { roleArn: '', roleName: '', arn: '', account: '', tags: {} },
      requestId: 'request',
    };
  }
}

export async function openWorld(settings: Settings = {}): Promise<World> {
  const dir = settings.dir ?? mkdtempSync(join(tmpdir(), 'cognito-'));
  let world: World | undefined;
  const server = createServer(async (request, response) => {
    try {
      if (world === undefined || (await world.providers.handler(request, response))) return;
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      const [path = '/', query] = (request.url ?? '/').split('?', 2);
      const target = String(request.headers['x-amz-target'] ?? '').split('.')[1];
      if (target !== undefined) {
        const call = world.call(target, JSON.parse(body.toString()) as Record<string, unknown>);
        world.cognito.requirements(call);
        const reply = await world.cognito.handle(call);
        response.writeHead(reply.status, reply.headers).end(reply.body);
        return;
      }
      const answer = await world.cognito.http({
        method: request.method ?? 'GET',
        path,
        query: new URLSearchParams(query),
        headers: request.headers,
        body,
      });
      const headers = Object.entries(answer?.headers ?? {}).map(([name, value]) => [
        name,
        value as string | string[],
      ]);
      response.writeHead(answer?.status ?? 404, Object.fromEntries(headers)).end(answer?.body);
    } catch (error) {
      const known = error instanceof AwsError;
      if (!known) console.error(error);
      const body = {
        __type: known ? error.code : 'InternalErrorException',
        message: (error as Error).message,
      };
      response.writeHead(known ? error.status : 500, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(body));
    }
  });
  await new Promise<void>((resolve) => server.listen(settings.port ?? 0, '127.0.0.1', resolve));
  world = new World(dir, server);
  await world.providers.start();
  world.deployAll(settings);
  return world;
}
