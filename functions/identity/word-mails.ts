/** Words a mail of the user pool where Cognito's own text would mislead. */
import type { CustomMessageTriggerEvent } from 'aws-lambda';
import { defineTrigger } from '../../shared/kernel/define.ts';
import { environment } from '../../shared/kernel/environment.ts';
import { guard } from '../../shared/kernel/guard.ts';

export const trigger = defineTrigger({
  trigger: 'custom-message',
  summary: 'Words the mail to somebody who has an account already',
  // Cognito waits five seconds.
  timeout: 5,
  uses: {},
});

/** Sent with `ForgotPassword` by the route that registers (`shared/identity/accounts.ts`). */
const ALREADY_REGISTERED = 'already_registered';

export const handler = guard(async (event: CustomMessageTriggerEvent) => {
  const { triggerSource, request } = event;
  if (
    triggerSource === 'CustomMessage_ForgotPassword' &&
    request.clientMetadata?.reason === ALREADY_REGISTERED
  ) {
    event.response.emailSubject = 'You already have a Gangway account';
    event.response.emailMessage = `Somebody, probably you, wanted to open a Gangway account with this address. You have one already: sign in at ${environment('APP_URL')}/sign-in.<br><br>If you forgot your password, this code sets a new one within an hour: ${request.codeParameter}<br><br>If it was not you, do nothing: your account is as it was.`;
  } else if (triggerSource === 'CustomMessage_ForgotPassword') {
    event.response.emailSubject = 'A new password for Gangway';
    event.response.emailMessage = `This code sets a new password within an hour: ${request.codeParameter}<br><br>If you did not ask for it, do nothing: your password is as it was.`;
  }
  return event;
});
