/** A message as a sender hands it over. */
export interface OutgoingMail {
  readonly from: string;
  /** Every recipient, copies included; `Name <address>` is understood. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A message as it lies in the mailbox. */
export interface Mail extends OutgoingMail {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
}
