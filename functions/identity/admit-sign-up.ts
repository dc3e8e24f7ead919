/**
 * Who may open an account, asked by Cognito before it makes one: by password, Google and Microsoft alike (K16). Somebody
 * who comes with a provider and has a password account with the same address gets one account, if both sides vouch for
 * the address (ID-30).
 */
import {
  AdminLinkProviderForUserCommand,
  CognitoIdentityProviderClient,
  ListUsersCommand,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { PreSignUpTriggerEvent } from 'aws-lambda';
import { signUpRefusal } from '../../shared/identity/sign-up-mode.ts';
import { defineTrigger } from '../../shared/kernel/define.ts';
import { guard } from '../../shared/kernel/guard.ts';
import { log } from '../../shared/kernel/log.ts';
import { sharedRequestHandler } from '../../shared/kernel/sockets.ts';

export const trigger = defineTrigger({
  trigger: 'pre-sign-up',
  summary: 'Decides who may open an account, and joins a provider’s to the one that is there',
  // Cognito waits five seconds.
  timeout: 5,
  uses: { directory: ['INVITED'], signUp: true, accounts: ['ListUsers', 'AdminLinkProviderForUser'] },
});

let cognito: CognitoIdentityProviderClient | undefined;
const client = () => {
  cognito ??= new CognitoIdentityProviderClient({ requestHandler: sharedRequestHandler() });
  return cognito;
};

export const handler = guard(async (event: PreSignUpTriggerEvent) => {
  const { email = '', email_verified } = event.request.userAttributes;
  // An administrator's invitation is the permission.
  if (event.triggerSource === 'PreSignUp_AdminCreateUser') return event;
  const federated = event.triggerSource === 'PreSignUp_ExternalProvider';
  // A password account works only once the mailed code was entered; a provider has to have said it already.
  const verified = !federated || email_verified === 'true';
  // Who has an account already opens none.
  if (federated && verified && (await link(event, email))) return event;
  const refusal = await signUpRefusal(email, verified);
  if (refusal) throw new Error(refusal);
  return event;
});

async function link({ userPoolId, userName }: PreSignUpTriggerEvent, email: string): Promise<boolean> {
  const account = await passwordAccount(userPoolId, email);
  if (!account?.Username) return false;
  // Cognito names somebody of a provider `<provider>_<subject there>`, the provider in lower case or as it is called.
  const [, name = '', subject = ''] = /^([^_]+)_(.+)$/.exec(userName) ?? [];
  const provider = PROVIDERS.find((known) => known.toLowerCase() === name.toLowerCase());
  if (!provider) throw new Error('This provider is not known here.');
  await client().send(
    new AdminLinkProviderForUserCommand({
      UserPoolId: userPoolId,
      DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue: account.Username },
      SourceUser: {
        ProviderName: provider,
        ProviderAttributeName: 'Cognito_Subject',
        ProviderAttributeValue: subject,
      },
    }),
  );
  log.info('provider linked', { provider });
  return true;
}

const PROVIDERS = ['Google', 'Microsoft'];

/** The account with a password that this address was verified for; one that nobody verified is anybody's. */
async function passwordAccount(userPoolId: string, email: string): Promise<UserType | undefined> {
  const { Users = [] } = await client().send(
    new ListUsersCommand({
      UserPoolId: userPoolId,
      Filter: `email = "${email.replace(/["\\]/g, '\\$&')}"`,
    }),
  );
  return Users.find(
    ({ UserStatus, Attributes = [] }) =>
      UserStatus === 'CONFIRMED' &&
      Attributes.some(({ Name, Value }) => Name === 'email_verified' && Value === 'true'),
  );
}
