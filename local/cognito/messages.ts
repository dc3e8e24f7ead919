import { escapeHtml, type Mailbox } from '../mail/index.ts';
import { text } from './input.ts';
import type { Pool, Template } from './pool.ts';
import { eventAttributes, type Triggers } from './triggers.ts';
import type { User } from './users.ts';

export type MessageSource =
  | 'CustomMessage_SignUp'
  | 'CustomMessage_ResendCode'
  | 'CustomMessage_ForgotPassword'
  | 'CustomMessage_AdminCreateUser';

/** Where a code went, in the shape of `CodeDeliveryDetails`. */
export interface Delivery {
  readonly AttributeName: 'email';
  readonly DeliveryMedium: 'EMAIL';
  /** Masked: `j***@a***`. */
  readonly Destination: string;
}

/** Says where a message went without saying the address. */
export function deliveryTo(address: string): Delivery {
  const [local = '', host = ''] = address.split('@');
  const Destination = `${local.charAt(0)}***@${host.charAt(0)}***`;
  return { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination };
}

/** A message without its markup; addresses of links stay readable. */
function plainText(markup: string): string {
  return markup
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<a\b[^>]*\bhref\s*=\s*"([^"]*)"[^>]*>([\s\S]*?)<\/a\s*>/gi, '$2 ($1)')
    .replace(/<(br|\/p|\/div|\/h[1-6]|\/tr|\/li)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|#39|nbsp|amp);/g, (_, name: string) => PLAIN[name] ?? '')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const PLAIN: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
  amp: '&',
};

/** Sends a pool's mails. */
export class Messages {
  readonly #mailbox: Mailbox;
  readonly #triggers: Triggers;

  constructor(mailbox: Mailbox, triggers: Triggers) {
    this.#mailbox = mailbox;
    this.#triggers = triggers;
  }

  /** Mails a code (or a temporary password) to the user, in the words of the CustomMessage trigger or the pool. */
  async send(
    pool: Pool,
    user: User,
    message: {
      readonly source: MessageSource;
      readonly clientId: string;
      readonly code: string;
      readonly clientMetadata?: Readonly<Record<string, string>> | undefined;
    },
  ): Promise<Delivery | undefined> {
    const email = user.attributes.email;
    if (email === undefined) return undefined;
    const invites = message.source === 'CustomMessage_AdminCreateUser';
    const custom = await this.#triggers.run(pool, 'CustomMessage', {
      source: message.source,
      userName: user.username,
      clientId: message.clientId,
      request: {
        userAttributes: eventAttributes(user),
        codeParameter: '{####}',
        linkParameter: '{##Click Here##}',
        usernameParameter: invites ? '{username}' : null,
        ...(message.clientMetadata === undefined ? {} : { clientMetadata: message.clientMetadata }),
      },
      response: { smsMessage: null, emailMessage: null, emailSubject: null },
    });
    const standard: Template = invites ? pool.invitation : pool.verification;
    const customMessage = text(custom?.emailMessage);
    // Cognito ignores a message that does not hold the code.
    const usable = customMessage?.includes('{####}') === true ? customMessage : undefined;
    const fill = (template: string, encode: (value: string) => string): string =>
      template
        .replaceAll('{####}', () => encode(message.code))
        .replaceAll('{username}', () => encode(pool.emailIsUsername ? email : user.username));
    const template = usable ?? standard.message;
    this.#mailbox.deliver({
      from: pool.from,
      to: [email],
      subject: (usable === undefined ? undefined : text(custom?.emailSubject)) ?? standard.subject,
      text: fill(plainText(template), (value) => value),
      html: fill(template, escapeHtml),
    });
    return deliveryTo(email);
  }
}
