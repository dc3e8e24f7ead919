import { AwsError, notImplemented } from '../types.ts';
import { flag, type Json, list, record, strings, text, whole } from './input.ts';

/** An app client as its template resource describes it; times are in seconds. */
export interface Client {
  readonly id: string;
  readonly name: string;
  readonly poolId: string;
  readonly secret: string | undefined;
  readonly created: number;
  readonly modified: number;
  readonly properties: Json;
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  readonly allowsCode: boolean;
  readonly scopes: readonly string[];
  /** Names of identity providers, `COGNITO` for passwords among them. */
  readonly providers: readonly string[];
  readonly authFlows: readonly string[];
  readonly accessSeconds: number;
  readonly idSeconds: number;
  readonly refreshSeconds: number;
  readonly challengeSeconds: number;
  /** `undefined`: refresh tokens are not rotated. */
  readonly rotationGraceSeconds: number | undefined;
  readonly hidesUserExistence: boolean;
  readonly revocable: boolean;
  readonly readable: readonly string[] | undefined;
  readonly writable: readonly string[] | undefined;
}

const SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };

function lifetime(properties: Json, token: 'AccessToken' | 'IdToken' | 'RefreshToken'): number {
  const [value, unit] = token === 'RefreshToken' ? [30, 'days'] : [1, 'hours'];
  const chosen = text(record(properties.TokenValidityUnits)[token]) ?? unit;
  return whole(properties[`${token}Validity`], value) * (SECONDS[chosen] ?? 1);
}

/**
 * Reads the properties of `AWS::Cognito::UserPoolClient`.
 * @throws NotImplemented for client credentials, the only grant without a person
 */
export function readClient(
  identity: Pick<Client, 'id' | 'name' | 'poolId' | 'secret' | 'created' | 'modified'>,
  properties: Json,
): Client {
  const flows = strings(properties.AllowedOAuthFlows);
  if (flows.includes('client_credentials')) throw notImplemented('cognito-idp', 'client_credentials');
  const authFlows = strings(properties.ExplicitAuthFlows);
  const rotation = record(properties.RefreshTokenRotation);
  const rotates = rotation.Feature === 'ENABLED';
  if (rotates && authFlows.includes('ALLOW_REFRESH_TOKEN_AUTH')) {
    throw new AwsError(
      'InvalidParameterException',
      'ALLOW_REFRESH_TOKEN_AUTH cannot be enabled together with refresh token rotation',
    );
  }
  return {
    ...identity,
    properties,
    callbackUrls: strings(properties.CallbackURLs),
    logoutUrls: strings(properties.LogoutURLs),
    allowsCode: flag(properties.AllowedOAuthFlowsUserPoolClient, false) && flows.includes('code'),
    scopes: strings(properties.AllowedOAuthScopes),
    providers:
      properties.SupportedIdentityProviders === undefined
        ? ['COGNITO']
        : strings(properties.SupportedIdentityProviders),
    authFlows:
      authFlows.length > 0
        ? authFlows
        : ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'],
    accessSeconds: lifetime(properties, 'AccessToken'),
    idSeconds: lifetime(properties, 'IdToken'),
    refreshSeconds: lifetime(properties, 'RefreshToken'),
    challengeSeconds: whole(properties.AuthSessionValidity, 3) * 60,
    rotationGraceSeconds: rotates ? whole(rotation.RetryGracePeriodSeconds, 0) : undefined,
    hidesUserExistence: properties.PreventUserExistenceErrors === 'ENABLED',
    revocable: flag(properties.EnableTokenRevocation, true),
    readable: list(properties.ReadAttributes).length > 0 ? strings(properties.ReadAttributes) : undefined,
    writable: list(properties.WriteAttributes).length > 0 ? strings(properties.WriteAttributes) : undefined,
  };
}
