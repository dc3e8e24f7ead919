import type { DatabaseSync } from 'node:sqlite';
import { AwsError, type Deployed, notImplemented, type Resource } from '../types.ts';
import { type Client, readClient } from './client.ts';
import { randomToken, stableId } from './crypto.ts';
import { flag, invalid, type Json, record, text } from './input.ts';
import { type Pool, readPool } from './pool.ts';
import { type Provider, readProvider } from './provider.ts';

/** The resource types that Cognito deploys here. */
export const RESOURCE_TYPES = [
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolIdentityProvider',
  'AWS::Cognito::ManagedLoginBranding',
] as const;
type Kind = (typeof RESOURCE_TYPES)[number];

export interface Domain {
  /** The prefix, or a custom domain's whole name. */
  readonly name: string;
  readonly poolId: string;
}

interface Row {
  readonly kind: Kind;
  readonly id: string;
  readonly pool: string;
  readonly properties: Json;
  readonly secret: string | undefined;
  readonly created: number;
  readonly modified: number;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Pools, clients, domains and providers: deployed from templates, kept on disk. */
export class Registry {
  readonly #database: DatabaseSync;
  readonly #place: { readonly account: string; readonly region: string };
  readonly #pools = new Map<string, Pool>();
  readonly #clients = new Map<string, Client>();
  readonly #domains = new Map<string, Domain>();
  readonly #providers = new Map<string, Provider>();
  readonly #brandings = new Map<string, Json>();

  constructor(database: DatabaseSync, place: { readonly account: string; readonly region: string }) {
    this.#database = database;
    this.#place = place;
    for (const row of database.prepare('SELECT * FROM resource').all()) {
      this.#load({
        kind: row.kind as Kind,
        id: String(row.id),
        pool: String(row.pool),
        properties: JSON.parse(String(row.properties)) as Json,
        secret: text(row.secret),
        created: Number(row.created),
        modified: Number(row.modified),
      });
    }
  }

  /** @throws ResourceNotFoundException */
  pool(id: string): Pool {
    const pool = this.#pools.get(id);
    if (pool === undefined)
      throw new AwsError('ResourceNotFoundException', `User pool ${id} does not exist.`);
    return pool;
  }

  /** @throws ResourceNotFoundException */
  client(id: string): Client {
    const client = this.#clients.get(id);
    if (client === undefined)
      throw new AwsError('ResourceNotFoundException', `User pool client ${id} does not exist.`);
    return client;
  }

  findClient(id: string | undefined): Client | undefined {
    return this.#clients.get(id ?? '');
  }

  findPool(id: string): Pool | undefined {
    return this.#pools.get(id);
  }

  findDomain(name: string): Domain | undefined {
    return this.#domains.get(name);
  }

  domainOf(poolId: string): Domain | undefined {
    return [...this.#domains.values()].find((domain) => domain.poolId === poolId);
  }

  domains(): readonly Domain[] {
    return [...this.#domains.values()];
  }

  findProvider(poolId: string, name: string): Provider | undefined {
    return this.#providers.get(`${poolId}|${name}`);
  }

  providers(): readonly Provider[] {
    return [...this.#providers.values()];
  }

  /** The branding's settings for a client; the one without a client holds for the whole pool. */
  branding(poolId: string, clientId: string): Json {
    return this.#brandings.get(`${poolId}|${clientId}`) ?? this.#brandings.get(`${poolId}|`) ?? {};
  }

  /** Deploys a resource; the same one again changes nothing but its changed properties. */
  deploy(resource: Resource): Deployed {
    const kind = RESOURCE_TYPES.find((type) => type === resource.type);
    if (kind === undefined) throw notImplemented('cognito-idp', resource.type);
    const id = this.#idOf(kind, resource);
    const before = this.#database.prepare('SELECT * FROM resource WHERE kind = ? AND id = ?').get(kind, id);
    const properties = JSON.stringify(this.#named(kind, resource));
    const changed = before?.properties !== properties;
    const now = Date.now();
    const wantsSecret =
      kind === 'AWS::Cognito::UserPoolClient' && flag(resource.properties.GenerateSecret, false);
    const row: Row = {
      kind,
      id,
      pool: kind === 'AWS::Cognito::UserPool' ? id : (text(resource.properties.UserPoolId) ?? ''),
      properties: JSON.parse(properties) as Json,
      secret: wantsSecret ? (text(before?.secret) ?? randomToken()) : undefined,
      created: before === undefined ? now : Number(before.created),
      modified: before === undefined || changed ? now : Number(before.modified),
    };
    if (kind !== 'AWS::Cognito::UserPool') this.pool(row.pool);
    // Reading comes first: a template that cannot be run must not replace one that can.
    const deployed = this.#load(row);
    this.#database
      .prepare(
        'INSERT OR REPLACE INTO resource (kind, id, pool, properties, secret, created, modified) VALUES (?,?,?,?,?,?,?)',
      )
      .run(kind, id, row.pool, properties, row.secret ?? null, row.created, row.modified);
    return deployed;
  }

  #idOf(kind: Kind, { stack, logicalId, properties }: Resource): string {
    const { account, region } = this.#place;
    const poolId = text(properties.UserPoolId) ?? '';
    switch (kind) {
      case 'AWS::Cognito::UserPool':
        return `${region}_${stableId(LETTERS, 9, account, region, stack, logicalId)}`;
      case 'AWS::Cognito::UserPoolClient':
        return stableId(LOWER, 26, poolId, stack, logicalId);
      case 'AWS::Cognito::UserPoolDomain': {
        const name = text(properties.Domain);
        if (name === undefined || !/^[a-z0-9][a-z0-9.-]*$/.test(name) || name === 'pools') {
          throw invalid(`Domain ${String(properties.Domain)} is not a domain prefix`);
        }
        return name;
      }
      case 'AWS::Cognito::UserPoolIdentityProvider':
        return `${poolId}|${text(properties.ProviderName) ?? ''}`;
      default:
        return `${poolId}|${text(properties.ClientId) ?? ''}`;
    }
  }

  /** CloudFormation names what the template does not name. */
  #named(kind: Kind, { stack, logicalId, properties }: Resource): Json {
    if (kind === 'AWS::Cognito::UserPool') return { UserPoolName: `${stack}-${logicalId}`, ...properties };
    if (kind === 'AWS::Cognito::UserPoolClient')
      return { ClientName: `${stack}-${logicalId}`, ...properties };
    return properties;
  }

  #load(row: Row): Deployed {
    const { id, pool, properties, created, modified } = row;
    const { account, region } = this.#place;
    switch (row.kind) {
      case 'AWS::Cognito::UserPool': {
        const host = `cognito-idp.${region}.amazonaws.com/${id}`;
        const arn = `arn:aws:cognito-idp:${region}:${account}:userpool/${id}`;
        const name = text(properties.UserPoolName) ?? id;
        this.#pools.set(
          id,
          readPool({ id, arn, name, issuer: `https://${host}`, created, modified }, properties),
        );
        return {
          ref: id,
          attributes: { Arn: arn, UserPoolId: id, ProviderName: host, ProviderURL: `https://${host}` },
        };
      }
      case 'AWS::Cognito::UserPoolClient': {
        const name = text(properties.ClientName) ?? id;
        const identity = { id, name, poolId: pool, secret: row.secret, created, modified };
        this.#clients.set(id, readClient(identity, properties));
        return { ref: id, attributes: { ClientId: id, Name: name, ClientSecret: row.secret } };
      }
      case 'AWS::Cognito::UserPoolDomain':
        this.#domains.set(id, { name: id, poolId: pool });
        // A domain's CloudFront distribution is of Amazon's making; its name is only ever an alias target.
        return { ref: id, attributes: { Id: id, CloudFrontDistribution: `${id}.cloudfront.net` } };
      case 'AWS::Cognito::UserPoolIdentityProvider':
        this.#providers.set(id, readProvider(properties));
        return { ref: text(properties.ProviderName) ?? '', attributes: { Id: id } };
      default: {
        this.#brandings.set(id, record(properties.Settings));
        const branding = stableId(LOWER, 32, 'branding', id);
        return { ref: `${pool}|${branding}`, attributes: { ManagedLoginBrandingId: branding } };
      }
    }
  }
}
