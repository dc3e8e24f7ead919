/** SES (API v2): `SendEmail` of simple messages, into the local mailbox. */
import type { Mailbox } from '../mail/index.ts';
import { AwsError, type AwsService, type Call, notImplemented, type Reply } from '../types.ts';

export interface SesOptions {
  readonly account: string;
  readonly region: string;
  readonly mailbox: Pick<Mailbox, 'deliver'>;
}

interface Part {
  readonly Data?: string;
}
interface SendEmail {
  readonly FromEmailAddress?: string;
  readonly Destination?: Readonly<Partial<Record<'ToAddresses' | 'CcAddresses' | 'BccAddresses', string[]>>>;
  readonly Content?: {
    readonly Simple?: {
      readonly Subject?: Part;
      readonly Body?: { readonly Text?: Part; readonly Html?: Part };
    };
  };
}

/** SES's own limit for one call. */
const MOST_RECIPIENTS = 50;

const bad = (message: string) => new AwsError('BadRequestException', message);

/** The bare address of `Jane <jane@acme.example>`. */
const addressOf = (text: string) => (/<([^<>]*)>\s*$/.exec(text)?.[1] ?? text).trim();

function parsed(call: Call): SendEmail {
  try {
    return JSON.parse(call.body.toString('utf8')) as SendEmail;
  } catch {
    throw bad('The request is not valid JSON.');
  }
}

function recipients({ Destination = {} }: SendEmail): string[] {
  const { ToAddresses = [], CcAddresses = [], BccAddresses = [] } = Destination;
  return [...ToAddresses, ...CcAddresses, ...BccAddresses];
}

export function openSes({
  account,
  region,
  mailbox,
}: SesOptions): AwsService & { readonly operation: (request: { method: string; path: string }) => string } {
  return {
    name: 'ses',
    operation: ({ method, path }) =>
      method === 'POST' && path === '/v2/email/outbound-emails' ? 'SendEmail' : `${method} ${path}`,
    requirements: (call) => {
      if (call.operation !== 'SendEmail') throw notImplemented('ses', call.operation);
      const message = parsed(call);
      const from = addressOf(message.FromEmailAddress ?? '');
      // As if the domain were verified: the usual case, and the address need not be.
      const domain = from.slice(from.indexOf('@') + 1);
      return [
        {
          action: 'ses:SendEmail',
          resource: `arn:aws:ses:${region}:${account}:identity/${domain}`,
          context: {
            'ses:fromaddress': from,
            'ses:recipients': recipients(message).map(addressOf),
            'ses:apiversion': '2',
          },
        },
      ];
    },
    handle: async (call): Promise<Reply> => {
      const message = parsed(call);
      const simple = message.Content?.Simple;
      if (!simple) throw notImplemented('ses', 'SendEmail with anything but Content.Simple');
      const to = recipients(message);
      if (!message.FromEmailAddress) throw bad('FromEmailAddress is required.');
      if (to.length === 0 || to.length > MOST_RECIPIENTS)
        throw bad(`Recipient count must be between 1 and ${MOST_RECIPIENTS}.`);
      for (const address of [message.FromEmailAddress, ...to])
        if (!/^[^\s@<>]+@[^\s@<>]+$/.test(addressOf(address)))
          throw bad(`Local address contains control or whitespace, or is not an address: ${address}`);
      const subject = simple.Subject?.Data;
      const { Text, Html } = simple.Body ?? {};
      if (subject === undefined || (Text?.Data ?? Html?.Data) === undefined)
        throw bad('A subject and a body are required.');
      const { id } = mailbox.deliver({
        from: message.FromEmailAddress,
        to,
        subject,
        text: Text?.Data ?? '',
        ...(Html?.Data !== undefined && { html: Html.Data }),
      });
      return {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ MessageId: id }),
      };
    },
  };
}
