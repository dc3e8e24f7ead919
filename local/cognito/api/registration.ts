import { readAttributes } from '../attributes.ts';
import { type Json, required } from '../input.ts';
import { assertSecretHash, clientOf, metadataOf } from './authentication.ts';
import type { Operation } from './operation.ts';

const CONTEXT = ['ClientMetadata', 'AnalyticsMetadata', 'UserContextData', 'SecretHash'];

function nameOf(input: Json, client: Parameters<typeof assertSecretHash>[0]): string {
  const name = required(input, 'Username');
  assertSecretHash(client, name, input.SecretHash);
  return name;
}

/** Operations by which people open accounts and get back into them. */
export const REGISTRATION: Readonly<Record<string, Operation>> = {
  SignUp: {
    authorized: false,
    accepts: ['ClientId', 'Username', 'Password', 'UserAttributes', 'ValidationData', ...CONTEXT],
    run: async (input, parts) => {
      const { client, pool } = clientOf(input, parts);
      const { user, delivery } = await parts.accounts.signUp(pool, client, {
        username: nameOf(input, client),
        password: required(input, 'Password'),
        attributes: readAttributes(input.UserAttributes),
        validationData: input.ValidationData === undefined ? undefined : readAttributes(input.ValidationData),
        clientMetadata: metadataOf(input),
      });
      return {
        UserConfirmed: user.status === 'CONFIRMED',
        UserSub: user.sub,
        ...(delivery === undefined ? {} : { CodeDeliveryDetails: delivery }),
      };
    },
  },
  ConfirmSignUp: {
    authorized: false,
    accepts: ['ClientId', 'Username', 'ConfirmationCode', ...CONTEXT],
    run: async (input, parts) => {
      const { client, pool } = clientOf(input, parts);
      const name = nameOf(input, client);
      await parts.accounts.confirmSignUp(
        pool,
        client,
        name,
        required(input, 'ConfirmationCode'),
        metadataOf(input),
      );
      return {};
    },
  },
  ResendConfirmationCode: {
    authorized: false,
    accepts: ['ClientId', 'Username', ...CONTEXT],
    run: async (input, parts) => {
      const { client, pool } = clientOf(input, parts);
      const name = nameOf(input, client);
      return { CodeDeliveryDetails: await parts.accounts.resendCode(pool, client, name, metadataOf(input)) };
    },
  },
  ForgotPassword: {
    authorized: false,
    accepts: ['ClientId', 'Username', ...CONTEXT],
    run: async (input, parts) => {
      const { client, pool } = clientOf(input, parts);
      const name = nameOf(input, client);
      return {
        CodeDeliveryDetails: await parts.accounts.forgotPassword(pool, client, name, metadataOf(input)),
      };
    },
  },
  ConfirmForgotPassword: {
    authorized: false,
    accepts: ['ClientId', 'Username', 'ConfirmationCode', 'Password', ...CONTEXT],
    run: async (input, parts) => {
      const { client, pool } = clientOf(input, parts);
      await parts.accounts.confirmForgotPassword(pool, client, {
        name: nameOf(input, client),
        code: required(input, 'ConfirmationCode'),
        password: required(input, 'Password'),
        clientMetadata: metadataOf(input),
      });
      return {};
    },
  },
};
