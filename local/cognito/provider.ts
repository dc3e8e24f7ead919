import { notImplemented } from '../types.ts';
import { invalid, type Json, record, stringMap, strings, text } from './input.ts';

/** An outside identity provider as `AWS::Cognito::UserPoolIdentityProvider` describes it. */
export interface Provider {
  readonly poolId: string;
  readonly name: string;
  readonly type: 'Google' | 'OIDC';
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: string;
  readonly issuer: string;
  /** From a user attribute to the claim that fills it. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly identifiers: readonly string[];
}

/** What an outside provider must know to have Cognito as its client. */
export interface FederationClient {
  /** The provider's name in the pool: `Google`, `Microsoft`. */
  readonly provider: string;
  readonly type: 'Google' | 'OIDC';
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  /** The application's name, for the consent screen. */
  readonly title: string;
}

/**
 * Reads the properties of `AWS::Cognito::UserPoolIdentityProvider`.
 * @throws NotImplemented for other kinds than Google and OIDC
 */
export function readProvider(properties: Json): Provider {
  const type = text(properties.ProviderType);
  if (type !== 'Google' && type !== 'OIDC') throw notImplemented('cognito-idp', `identity provider ${type}`);
  const details = record(properties.ProviderDetails);
  const need = (name: string): string => {
    const value = text(details[name]);
    if (value === undefined)
      throw invalid(`ProviderDetails of ${String(properties.ProviderName)} lack ${name}`);
    return value;
  };
  return {
    poolId: text(properties.UserPoolId) ?? '',
    name: text(properties.ProviderName) ?? type,
    type,
    clientId: need('client_id'),
    clientSecret: need('client_secret'),
    scopes: need('authorize_scopes'),
    issuer: type === 'Google' ? 'https://accounts.google.com' : need('oidc_issuer'),
    mapping: stringMap(properties.AttributeMapping),
    identifiers: strings(properties.IdpIdentifiers),
  };
}
